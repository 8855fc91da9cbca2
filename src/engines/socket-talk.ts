import { WebSocket } from 'ws'
import type { SpeechFault } from '#engines/speech/contract.ts'

export type SocketTalk = { send(data: string | Uint8Array): void; close(): void }
export type TalkListener = {
  open(): void
  text(message: string): void
  binary(bytes: Buffer): void
  /** At most once, and not after `close`. */
  fault(why: SpeechFault, message: string): void
}

const CONNECT_MS = 5000
/** Answers of speech servers are small; sound comes in pieces. */
const LARGEST = 4 * 1024 * 1024

/** A WebSocket to a speech server; what fails comes as one fault. */
export function openSocketTalk(
  url: string,
  listener: TalkListener,
  { protocols = [], headers = {} }: { protocols?: string[]; headers?: Record<string, string> } = {},
): SocketTalk {
  let over = false
  const socket = new WebSocket(url, protocols, { headers, handshakeTimeout: CONNECT_MS, maxPayload: LARGEST })
  const fault = (why: SpeechFault, message: string) => {
    if (over) return
    over = true
    socket.terminate()
    listener.fault(why, message)
  }
  socket.on('open', () => !over && listener.open())
  socket.on('message', (data, isBinary) => {
    if (over) return
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer)
    if (isBinary) listener.binary(bytes)
    else listener.text(bytes.toString('utf8'))
  })
  socket.on('unexpected-response', (_, response) =>
    fault(faultOfStatus(response.statusCode ?? 0), `the server answered ${response.statusCode}`),
  )
  socket.on('error', (error) => fault('unreachable', error.message))
  socket.on('close', (code) => fault('broken', `the connection ended with ${code}`))
  return {
    send(data) {
      if (socket.readyState === WebSocket.OPEN) socket.send(data)
    },
    close() {
      over = true
      if (socket.readyState === WebSocket.CONNECTING) socket.terminate()
      else socket.close()
    },
  }
}

/** What a status of HTTP says about who asked and who answers. */
export function faultOfStatus(status: number): SpeechFault {
  if (status === 401 || status === 403) return 'refused'
  if (status === 429 || status === 503) return 'busy'
  return status >= 400 && status < 500 ? 'not-able' : 'broken'
}
