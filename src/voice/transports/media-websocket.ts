import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'

type Options = {
  host: string
  port: number
  mostCalls: number
  /** Asked before the connection is upgraded. */
  mayConnect(request: IncomingMessage): boolean
  onConnection(socket: WebSocket, request: IncomingMessage): void
}

const MOST_BYTES = 256 * 1024
/** Silent connections are asked for a sign of life this often. */
const PING_MS = 20_000

/** A WebSocket port for the media of one kind of provider; TLS is the business of the proxy in front. */
export async function openMediaWebSocket({ host, port, mostCalls, mayConnect, onConnection }: Options) {
  const server = createServer((_request, response) => response.writeHead(426).end())
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES, perMessageDeflate: false })
  server.requestTimeout = 10_000
  server.on('clientError', (_error, socket) => socket.destroy())
  server.on('upgrade', (request, raw, head) => {
    raw.on('error', () => raw.destroy())
    const refusal =
      sockets.clients.size >= mostCalls ? '503 Service Unavailable' : mayConnect(request) ? null : '401 Unauthorized'
    if (refusal) return void raw.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
    sockets.handleUpgrade(request, raw, head, (socket) => {
      socket.on('error', () => socket.terminate())
      keepAlive(socket)
      onConnection(socket, request)
    })
  })
  server.listen({ host, port })
  await once(server, 'listening')
  return {
    port: (server.address() as { port: number }).port,
    close(): void {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      server.close()
      server.closeAllConnections()
    },
  }
}

function keepAlive(socket: WebSocket): void {
  let alive = true
  const alright = () => {
    alive = true
  }
  socket.on('pong', alright).on('message', alright)
  const timer = setInterval(() => {
    if (!alive) return socket.terminate()
    alive = false
    socket.ping()
  }, PING_MS)
  socket.on('close', () => clearInterval(timer))
}

/** Sends unless the other side has stopped reading. */
export function push(socket: WebSocket, data: string | Buffer): void {
  if (socket.readyState === socket.OPEN && socket.bufferedAmount < MOST_BYTES) socket.send(data)
}

/** Null for what is no JSON object. */
export function readJson(text: string): Record<string, unknown> | null {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : null
  } catch {
    return null
  }
}
