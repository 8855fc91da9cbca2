import { comparePositions, type LedgerEvent, type Position } from '../../src/platform/ledger/contract.ts'
import type { ClientFrame, CLOSE as CloseCodes, ServerFrame } from '../../src/platform/realtime/contract.ts'

/** The same numbers as in the contract; taking them from there would bring its schemas into the page. */
const CLOSE = { signIn: 4401, slowDown: 4429, restarting: 1012 } as const satisfies Partial<typeof CloseCodes>

export type RealtimeState = 'connecting' | 'live' | 'offline' | 'signed-out'

export type RealtimeOptions = {
  /** `ws://` or `wss://` address of `/api/realtime`. */
  url: string
  /** The widget's session token; a team member's browser has a cookie instead. */
  token?: () => string | undefined
  locale?: () => 'zh' | 'en'
  /** Where the data fetched so far stands; what came after is replayed. */
  position?: Position
  onEvent: (event: LedgerEvent) => void
  onSignal?: (name: string, payload: Record<string, unknown>, topic: string) => void
  onState?: (state: RealtimeState) => void
  /** Too much was missed to replay: fetch everything shown afresh. */
  onReset?: (position: Position) => void
  /** Milliseconds; for tests. */
  timing?: Partial<typeof TIMING>
}

export type Realtime = {
  state(): RealtimeState
  position(): Position | undefined
  /** Calls a verb. Waits for the connection, is repeated with the same id after a lost one; rejects with RealtimeError. */
  command<T = unknown>(name: string, payload: unknown, timeoutMs?: number): Promise<T>
  /** Calls a verb whose answer and loss do not matter (typing): only when live. */
  tell(name: string, payload: unknown): void
  watch(topic: string): void
  unwatch(topic: string): void
  /** Tries at once, also after having been signed out. */
  reconnect(): void
  close(): void
}

/** `code` is one of the server's catalogue, or `timeout`, or `closed`. */
export class RealtimeError extends Error {
  readonly code: string
  readonly details: unknown
  /** Seconds until another try makes sense. */
  readonly retryAfter: number | undefined
  constructor(code: string, message: string, details?: unknown, retryAfter?: number) {
    super(message)
    this.name = 'RealtimeError'
    this.code = code
    this.details = details
    this.retryAfter = retryAfter
  }
}

const TIMING = {
  ping: 25_000,
  /** No frame this long after a ping: the line is dead, whatever the browser thinks. */
  pong: 10_000,
  hello: 10_000,
  command: 15_000,
  firstRetry: 500,
  lastRetry: 30_000,
  slowDown: 5_000,
}

type Waiting = {
  frame: ClientFrame
  resolve: (result: never) => void
  reject: (error: RealtimeError) => void
  timer: ReturnType<typeof setTimeout>
}
type Timer = ReturnType<typeof setTimeout> | undefined
type Line = {
  options: RealtimeOptions
  timing: typeof TIMING
  socket: WebSocket | null
  state: RealtimeState
  position: Position | undefined
  failures: number
  retry: Timer
  ping: Timer
  deadline: Timer
  waiting: Map<string, Waiting>
  topics: Set<string>
  closed: boolean
}

/** Keeps one connection to the server alive and tells what comes over it, each fact in order and none missed. */
export function openRealtime(options: RealtimeOptions): Realtime {
  const line: Line = {
    options,
    timing: { ...TIMING, ...options.timing },
    socket: null,
    state: 'connecting',
    position: options.position,
    failures: 0,
    retry: undefined,
    ping: undefined,
    deadline: undefined,
    waiting: new Map(),
    topics: new Set(),
    closed: false,
  }
  const atOnce = () => {
    if (line.state !== 'signed-out' && line.state !== 'live') connect(line)
  }
  const gone = () => line.socket && drop(line, line.socket, 'offline')
  const target = typeof window === 'undefined' ? null : window
  target?.addEventListener('online', atOnce)
  target?.addEventListener('offline', gone)
  connect(line)

  return {
    state: () => line.state,
    position: () => line.position,
    command: (name, payload, timeoutMs) => command(line, name, payload, timeoutMs ?? line.timing.command),
    tell: (name, payload) => {
      if (line.state === 'live') send(line, { type: 'command', id: newId(), name, payload })
    },
    watch(topic) {
      line.topics.add(topic)
      if (line.state === 'live') send(line, { type: 'watch', topic })
    },
    unwatch(topic) {
      line.topics.delete(topic)
      if (line.state === 'live') send(line, { type: 'unwatch', topic })
    },
    reconnect: () => connect(line),
    close() {
      line.closed = true
      target?.removeEventListener('online', atOnce)
      target?.removeEventListener('offline', gone)
      hangUp(line)
      clearTimeout(line.retry)
      for (const { reject, timer } of line.waiting.values()) {
        clearTimeout(timer)
        reject(new RealtimeError('closed', 'the connection was closed'))
      }
      line.waiting.clear()
    },
  }
}

function connect(line: Line): void {
  if (line.closed) return
  hangUp(line)
  clearTimeout(line.retry)
  become(line, 'connecting')
  const socket = new WebSocket(line.options.url)
  line.socket = socket
  line.deadline = setTimeout(() => drop(line, socket), line.timing.hello)
  socket.onopen = () => {
    const token = line.options.token?.()
    const hello = { type: 'hello', locale: line.options.locale?.() ?? 'zh' } as const
    const watch = [...line.topics]
    send(line, { ...hello, watch, ...(token ? { token } : {}), ...(line.position ? { after: line.position } : {}) })
  }
  socket.onmessage = ({ data }) => {
    if (socket === line.socket) receive(line, JSON.parse(String(data)) as ServerFrame)
  }
  socket.onclose = ({ code }) => {
    if (socket !== line.socket) return
    if (code === CLOSE.signIn) {
      hangUp(line)
      become(line, 'signed-out')
    } else lost(line, code)
  }
}

function receive(line: Line, frame: ServerFrame): void {
  clearTimeout(line.deadline)
  const { onEvent, onSignal, onReset } = line.options
  switch (frame.type) {
    case 'welcome':
      goLive(line, frame.position)
      break
    case 'event':
      advance(line, frame.event.position)
      onEvent(frame.event)
      break
    case 'signal':
      onSignal?.(frame.name, frame.payload, frame.topic)
      break
    case 'reset':
      line.position = frame.position
      onReset?.(frame.position)
      break
    case 'done':
      settle(line, frame.id)?.resolve(frame.result as never)
      break
    case 'error': {
      const { code, message, details } = frame.error
      settle(line, frame.id)?.reject(new RealtimeError(code, message, details, frame.retryAfter))
    }
  }
}

/** Replay is through: watch again, ask again what was not answered. */
function goLive(line: Line, position: Position): void {
  advance(line, position)
  line.failures = 0
  for (const topic of line.topics) send(line, { type: 'watch', topic })
  for (const { frame } of line.waiting.values()) send(line, frame)
  beat(line)
  become(line, 'live')
}

function advance(line: Line, position: Position): void {
  if (!line.position || comparePositions(position, line.position) > 0) line.position = position
}

/** Says "ping" now and then; silence after it means the line is dead. */
function beat(line: Line): void {
  clearInterval(line.ping)
  line.ping = setInterval(() => {
    const { socket } = line
    send(line, { type: 'ping' })
    clearTimeout(line.deadline)
    line.deadline = setTimeout(() => socket && drop(line, socket), line.timing.pong)
  }, line.timing.ping)
}

/** Gives a silent socket up without waiting for the browser to notice. */
function drop(line: Line, socket: WebSocket, why?: 'offline'): void {
  if (socket === line.socket) lost(line, why === 'offline' ? 0 : 1006)
}

function lost(line: Line, code: number): void {
  hangUp(line)
  if (line.closed) return
  const { firstRetry, lastRetry, slowDown } = line.timing
  const restarting = code === CLOSE.restarting && line.failures === 0
  const step = Math.min(lastRetry, firstRetry * 2 ** line.failures)
  // Jitter, so that a thousand browsers do not come back in the same moment.
  const wait = restarting ? Math.random() * firstRetry : code === CLOSE.slowDown ? Math.max(slowDown, step) : step
  line.failures++
  line.retry = setTimeout(() => connect(line), wait * (0.5 + Math.random() / 2))
  become(line, restarting ? 'connecting' : 'offline')
}

function hangUp(line: Line): void {
  const { socket } = line
  line.socket = null
  clearInterval(line.ping)
  clearTimeout(line.deadline)
  if (!socket) return
  socket.onopen = socket.onmessage = socket.onclose = null
  // Closing a socket that is still connecting reports an error; nobody needs to hear of it.
  socket.onerror = () => {}
  socket.close()
}

function become(line: Line, state: RealtimeState): void {
  if (line.state === state) return
  line.state = state
  line.options.onState?.(state)
}

function command<T>(line: Line, name: string, payload: unknown, timeoutMs: number): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    if (line.closed) return reject(new RealtimeError('closed', 'the connection was closed'))
    const id = newId()
    const frame: ClientFrame = { type: 'command', id, name, payload }
    const timer = setTimeout(() => {
      settle(line, id)?.reject(new RealtimeError('timeout', `no answer to ${name} in ${timeoutMs} ms`))
    }, timeoutMs)
    line.waiting.set(id, { frame, resolve: resolve as (result: never) => void, reject, timer })
    if (line.state === 'live') send(line, frame)
  })
}

function settle(line: Line, id: string | null): Waiting | undefined {
  const waiting = id === null ? undefined : line.waiting.get(id)
  if (!waiting || id === null) return undefined
  clearTimeout(waiting.timer)
  line.waiting.delete(id)
  return waiting
}

function send(line: Line, frame: ClientFrame): void {
  if (line.socket?.readyState === WebSocket.OPEN) line.socket.send(JSON.stringify(frame))
}

/** Random id of 32 hex digits; works in pages without TLS too. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The address of the realtime endpoint of the server that a page came from. */
export const realtimeUrl = (origin: string): string => `${origin.replace(/^http/, 'ws')}/api/realtime`
