import type { PhoneFrame, PhoneServerFrame } from '../../../../src/voice/bridge/contract.ts'
import { newId } from '../../../kit/realtime.ts'
import { ApiError } from '../../api.ts'

export type LinkState = 'off' | 'connecting' | 'live' | 'lost' | 'elsewhere' | 'refused'
type Hello = Omit<Extract<PhoneFrame, { type: 'hello' }>, 'type'>
type WithoutId<T> = T extends { id: string } ? Omit<T, 'id'> : never
/** A frame that is answered. */
export type PhoneCommand = WithoutId<PhoneFrame>

export type Link = {
  open(): void
  close(): void
  command(frame: PhoneCommand): Promise<void>
  /** What wants no answer; lost when the line is. */
  tell(frame: PhoneFrame): void
  sound(frame: Int16Array): void
}

type LinkEvents = {
  hello: () => Hello
  onState: (state: LinkState) => void
  onFrame: (frame: PhoneServerFrame) => void
  onSound: (frame: ArrayBuffer) => void
}

const PING_MS = 10_000
/** A line on which nothing came for so long is dead, whatever the browser thinks. */
const SILENCE_MS = 25_000
const ANSWER_MS = 15_000
const RETRY_MS = [500, 1000, 2000, 4000]
const CLOSED = { signIn: 4401, forbidden: 4403, elsewhere: 4409 } as const

type Waiting = { resolve: () => void; reject: (error: Error) => void; timer: ReturnType<typeof setTimeout> }

/** The line to the exchange; comes back by itself when it was lost, which the call survives. */
export function openLink({ hello, onState, onFrame, onSound }: LinkEvents): Link {
  let socket: WebSocket | null = null
  let wanted = false
  let failures = 0
  let heardAt = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let ping: ReturnType<typeof setInterval> | undefined
  const commands = openCommands()

  const tell = (frame: PhoneFrame) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
  }
  const take = (frame: PhoneServerFrame) => {
    if (frame.type === 'done') commands.settle(frame.id)
    else if (frame.type === 'error' && frame.id)
      commands.settle(frame.id, new ApiError(frame.error.code, frame.error.message, 0))
    else if (frame.type === 'welcome') {
      failures = 0
      onState('live')
    } else onFrame(frame)
  }
  const gone = (code: number) => {
    clearInterval(ping)
    socket = null
    commands.forget()
    if (!wanted) return onState('off')
    if (code === CLOSED.elsewhere || code === CLOSED.signIn || code === CLOSED.forbidden) {
      wanted = false
      return onState(code === CLOSED.elsewhere ? 'elsewhere' : 'refused')
    }
    onState('lost')
    retry = setTimeout(connect, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)])
    failures += 1
  }
  const connect = () => {
    clearTimeout(retry)
    const opened = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/api/voice/phone`)
    socket = opened
    opened.binaryType = 'arraybuffer'
    heardAt = Date.now()
    opened.onopen = () => tell({ type: 'hello', ...hello() })
    opened.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      heardAt = Date.now()
      if (typeof data === 'string') take(JSON.parse(data) as PhoneServerFrame)
      else onSound(data)
    }
    opened.onclose = ({ code }) => {
      if (socket === opened) gone(code)
    }
    clearInterval(ping)
    ping = setInterval(() => {
      if (Date.now() - heardAt < SILENCE_MS) return tell({ type: 'ping' })
      opened.onclose = null
      opened.close()
      gone(1006)
    }, PING_MS)
  }
  return {
    open() {
      if (wanted) return
      wanted = true
      // What was about to be closed stays.
      if (socket && socket.readyState <= WebSocket.OPEN) return
      failures = 0
      onState('connecting')
      connect()
    },
    close() {
      wanted = false
      clearTimeout(retry)
      if (!socket) return onState('off')
      void commands.answered().then(() => {
        if (!wanted) socket?.close(1000)
      })
    },
    command(frame) {
      if (socket?.readyState !== WebSocket.OPEN) return Promise.reject(unreached())
      const id = newId()
      const answer = commands.expect(id)
      tell({ ...frame, id } as PhoneFrame)
      return answer
    },
    tell,
    sound(frame) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(frame.buffer as ArrayBuffer)
    },
  }
}

const unreached = () => new ApiError('network', '', 0)

/** What was asked and not answered yet. */
function openCommands() {
  const waiting = new Map<string, Waiting>()
  let idle = () => {}
  const settle = (id: string, error?: Error) => {
    const one = waiting.get(id)
    if (!one) return
    waiting.delete(id)
    clearTimeout(one.timer)
    if (error) one.reject(error)
    else one.resolve()
    if (!waiting.size) idle()
  }
  return {
    settle,
    /** Once nothing is waited for. */
    answered: () =>
      new Promise<void>((resolve) => {
        idle = resolve
        if (!waiting.size) resolve()
      }),
    expect: (id: string) =>
      new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => settle(id, unreached()), ANSWER_MS)
        waiting.set(id, { resolve, reject, timer })
      }),
    forget() {
      for (const id of [...waiting.keys()]) settle(id, unreached())
    },
  }
}
