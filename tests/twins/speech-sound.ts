import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

/** What the twins hear in any loud sound. */
export const HEARD = '查询我的订单'

export const isLoud = (pcm: Buffer): boolean => {
  let sum = 0
  for (let at = 0; at + 1 < pcm.length; at += 2) sum += pcm.readInt16LE(at) ** 2
  return Math.sqrt(sum / Math.max(1, pcm.length / 2)) > 300
}

/** Speech-like length: a fifth of a second for each character, at the speed asked for. */
export function spokenPcm(text: string, rate: number, speed: number): Buffer {
  const samples = Math.round(([...text].length * 0.2 * rate) / speed)
  const pcm = Buffer.alloc(samples * 2)
  for (let i = 0; i < samples; i++) pcm.writeInt16LE(Math.round(5000 * Math.sin((i * 2 * Math.PI * 220) / rate)), i * 2)
  return pcm
}

export type SpeechTwin = {
  url: string
  /** What a client did that the real server forbids. */
  violations: string[]
  /** Handshakes and requests so far. */
  asked: number
  /** What the next ones meet instead of an answer; `null` entries are served. */
  faults: (number | null)[]
  /** The last settings a client sent. */
  last: Record<string, unknown>
  close(): Promise<void>
}

type Serve = (socket: WebSocket, request: IncomingMessage, twin: SpeechTwin) => void
type Admit = (request: IncomingMessage, twin: SpeechTwin) => number | null
type Answer = (request: IncomingMessage, body: Buffer, twin: SpeechTwin) => { status: number; body: Buffer | string }

/** A server on this machine; `admit` answers a status to refuse a handshake with. */
export async function openTwin({
  serve,
  admit,
  answer,
}: {
  serve?: Serve
  admit?: Admit
  answer?: Answer
}): Promise<SpeechTwin> {
  const http = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      twin.asked += 1
      const told = answer?.(request, Buffer.concat(chunks), twin) ?? { status: 404, body: '' }
      response.writeHead(told.status, { 'content-type': 'application/json' }).end(told.body)
    })
  })
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: (protocols) => [...protocols][0] ?? false })
  const twin: SpeechTwin = {
    url: '',
    violations: [],
    asked: 0,
    faults: [],
    last: {},
    async close() {
      for (const client of sockets.clients) client.terminate()
      await new Promise((done) => http.close(done))
    },
  }
  http.on('upgrade', (request, socket, head) => {
    twin.asked += 1
    const refused = admit?.(request, twin) ?? null
    if (refused) {
      socket.end(`HTTP/1.1 ${refused} no\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(request, socket, head, (client) => serve?.(client, request, twin))
  })
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done))
  twin.url = `127.0.0.1:${(http.address() as AddressInfo).port}`
  return twin
}
