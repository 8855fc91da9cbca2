import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import type { ClientFrame, ServerFrame } from '#platform/realtime/contract.ts'
import { waitFor } from './wait-for.ts'

type Fact = Extract<ServerFrame, { type: 'event' }>['event']
type Signal = Extract<ServerFrame, { type: 'signal' }>
export type Refusal = Extract<ServerFrame, { type: 'error' }>

/** One connection to /api/realtime as it really is: every frame kept, nothing repaired. */
export type Socket = {
  frames: ServerFrame[]
  events: Fact[]
  signals: Signal[]
  /** Close code once closed, else null. */
  closed(): number | null
  send(frame: ClientFrame): void
  /** Sends text or bytes that may break the protocol. */
  sendRaw(data: string | Buffer): void
  /** Calls a verb; resolves with the result, rejects with CommandRefused or ConnectionLost. */
  command<T = unknown>(name: string, payload: unknown): Promise<T>
  /** Sends ping and waits for pong: everything sent before has been handled. */
  settle(): Promise<void>
  whenClosed(ms?: number): Promise<number>
  close(): Promise<void>
  /** Cuts the line without a farewell. */
  cut(): void
}

export class CommandRefused extends Error {
  readonly code: string
  readonly frame: Refusal
  constructor(frame: Refusal) {
    super(frame.error.code)
    this.code = frame.error.code
    this.frame = frame
  }
}
export class ConnectionLost extends Error {}

/** Opens a socket without saying hello. */
export async function openSocket(url: string, headers: Record<string, string> = {}): Promise<Socket> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/realtime`, { headers, perMessageDeflate: false })
  const frames: ServerFrame[] = []
  const events: Fact[] = []
  const signals: Signal[] = []
  const waiting = new Map<string, { resolve: (result: never) => void; reject: (error: Error) => void }>()
  let closed: number | null = null
  let pongs = 0
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as ServerFrame
    frames.push(frame)
    if (frame.type === 'event') events.push(frame.event)
    else if (frame.type === 'signal') signals.push(frame)
    else if (frame.type === 'pong') pongs++
    else if (frame.type === 'done') waiting.get(frame.id)?.resolve(frame.result as never)
    else if (frame.type === 'error' && frame.id) waiting.get(frame.id)?.reject(new CommandRefused(frame))
  })
  socket.on('error', () => undefined)
  socket.on('close', (code) => {
    closed = code
    for (const { reject } of waiting.values()) reject(new ConnectionLost())
    waiting.clear()
  })
  await waitFor(() => socket.readyState === socket.OPEN || closed !== null, 'the socket opens')
  if (closed !== null) throw new ConnectionLost()

  const whenClosed = (ms?: number) => waitFor(() => closed !== null && { code: closed }, 'the socket closes', ms)
  return {
    frames,
    events,
    signals,
    closed: () => closed,
    send: (frame) => socket.send(JSON.stringify(frame)),
    sendRaw: (data) => socket.send(data),
    command: (name, payload) =>
      new Promise((resolve, reject) => {
        if (closed !== null) return reject(new ConnectionLost())
        const id = randomUUID()
        const done = (settle: (value: never) => void) => (value: never) => {
          waiting.delete(id)
          settle(value)
        }
        waiting.set(id, { resolve: done(resolve as never), reject: done(reject) as never })
        socket.send(JSON.stringify({ type: 'command', id, name, payload }))
      }),
    async settle() {
      const before = pongs
      socket.send(JSON.stringify({ type: 'ping' }))
      await waitFor(() => pongs > before, 'pong')
    },
    whenClosed: async (ms) => (await whenClosed(ms)).code,
    async close() {
      socket.close()
      await whenClosed()
    },
    cut: () => socket.terminate(),
  }
}

/** Opens a socket and says hello; resolves with the welcome. Throws CommandRefused when not let in. */
export async function joinSocket(
  url: string,
  hello: { token?: string; after?: string; locale?: 'zh' | 'en' },
  headers: Record<string, string> = {},
): Promise<Socket & { position: string }> {
  const socket = await openSocket(url, headers)
  socket.send({ type: 'hello', ...hello })
  const answer = await waitFor(
    () =>
      socket.frames.find((frame) => frame.type === 'welcome' || frame.type === 'error') ??
      (socket.closed() !== null && ('closed' as const)),
    'welcome',
  )
  if (answer === 'closed') throw new ConnectionLost()
  if (answer.type === 'error') throw new CommandRefused(answer)
  return { ...socket, position: (answer as Extract<ServerFrame, { type: 'welcome' }>).position }
}
