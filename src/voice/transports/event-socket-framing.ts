/** A message of FreeSWITCH's event socket: `headers` of the envelope, and the body with `event` headers when it is one. */
export type EventSocketMessage = { headers: Record<string, string>; body: string; event: Record<string, string> | null }

const MOST = 256 * 1024

/** Cuts the stream into messages; null once it cannot be understood any more. */
export function openEventSocketFraming(): (chunk: Uint8Array) => EventSocketMessage[] | null {
  let held = Buffer.alloc(0)
  return (chunk) => {
    held = Buffer.concat([held, chunk])
    const messages: EventSocketMessage[] = []
    for (;;) {
      const end = held.indexOf('\n\n')
      if (end < 0) return held.length > MOST ? null : messages
      const headers = readLines(held.toString('utf8', 0, end))
      const length = Number(headers['content-length'] ?? 0)
      if (!Number.isInteger(length) || length < 0 || length > MOST) return null
      if (held.length < end + 2 + length) return messages
      const body = held.toString('utf8', end + 2, end + 2 + length)
      const event = headers['content-type'] === 'text/event-plain' ? readLines(body) : null
      messages.push({ headers, body, event })
      held = held.subarray(end + 2 + length)
    }
  }
}

/** `Name: value` lines with the escapes of URLs; names come back in lower case. */
function readLines(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':')
    if (colon > 0) found[line.slice(0, colon).trim().toLowerCase()] = unescaped(line.slice(colon + 1).trim())
  }
  return found
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
