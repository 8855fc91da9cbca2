import { contentLength, headEnd } from '#voice/transports/sip/message.ts'

const MOST_HEAD = 16_384
const MOST_BODY = 65_535

/**
 * Cuts a TCP stream into messages by their Content-Length. `pings` counts double line ends, the keep-alive of RFC 5626.
 * Null once the stream cannot be understood any more: the connection is to be closed.
 */
export function openFraming(): (chunk: Uint8Array) => { messages: Buffer[]; pings: number } | null {
  let held = Buffer.alloc(0)
  return (chunk) => {
    held = Buffer.concat([held, chunk])
    const messages: Buffer[] = []
    let pings = 0
    for (;;) {
      while (held[0] === 13 || held[0] === 10) {
        if (held.length < 4 && held.length > 1 && held.indexOf('\r\n\r\n') !== 0 && /^[\r\n]+$/.test(held.toString()))
          break
        if (held.indexOf('\r\n\r\n') === 0) pings++
        held = held.subarray(held.indexOf('\r\n\r\n') === 0 ? 4 : 1)
      }
      const end = headEnd(held)
      if (!end) return held.length > MOST_HEAD ? null : { messages, pings }
      const length = lengthIn(held.toString('latin1', 0, end.head))
      if (end.head > MOST_HEAD || length === null || length > MOST_BODY) return null
      if (held.length < end.body + length) return { messages, pings }
      messages.push(Buffer.from(held.subarray(0, end.body + length)))
      held = held.subarray(end.body + length)
    }
  }
}

/** On TCP a message must say how long it is. */
function lengthIn(head: string): number | null {
  const value = /^(?:content-length|l)[ \t]*:[ \t]*(.*?)[ \t]*$/im.exec(head)?.[1]
  const length = value === undefined ? null : contentLength([['content-length', value]])
  return typeof length === 'number' ? length : null
}
