import { connect, type Socket } from 'node:net'
import { type EventSocketMessage, openEventSocketFraming } from '#voice/transports/event-socket-framing.ts'
import type { Timers } from '#voice/transports/timers.ts'

export type EventSocketOptions = { host: string; port: number; password: string }

const RETRY_MS = 2000
const LONGEST_RETRY_MS = 60_000
const ANSWER_MS = 5000
const EVENTS = 'event plain DTMF CHANNEL_HOLD CHANNEL_UNHOLD CHANNEL_HANGUP\n\n'

/** Control of a FreeSWITCH over its event socket: commands with their answers, and events of calls. Connects again by itself. */
export function openEventSocket(
  { host, port, password }: EventSocketOptions,
  timers: Timers,
  onEvent: (event: Record<string, string>) => void,
) {
  let socket: Socket | null = null
  let state: 'connecting' | 'ready' | 'refused' = 'connecting'
  let waiting: ((answer: string | null) => void)[] = []
  let retry = RETRY_MS
  let stopRetry = () => {}
  let closed = false

  function open(): void {
    const framing = openEventSocketFraming()
    const own = connect({ host, port })
    socket = own
    own.setKeepAlive(true)
    own.on('data', (chunk) => {
      const messages = framing(chunk)
      if (!messages) return own.destroy()
      for (const message of messages) receive(own, message)
    })
    own.on('error', () => {})
    own.on('close', () => {
      for (const answer of waiting) answer(null)
      waiting = []
      if (state === 'ready') state = 'connecting'
      if (closed) return
      stopRetry = timers.after(retry, open)
      retry = Math.min(retry * 2, LONGEST_RETRY_MS)
    })
  }

  function receive(own: Socket, { headers, body, event }: EventSocketMessage) {
    if (event) return onEvent(event)
    switch (headers['content-type']) {
      case 'auth/request':
        return void own.write(`auth ${password}\n\n`)
      case 'command/reply':
        return state === 'ready' ? undefined : signedIn(own, headers['reply-text'] ?? '')
      case 'api/response':
        return waiting.shift()?.(body.trim())
      case 'text/disconnect-notice':
        return own.end()
    }
  }

  function signedIn(own: Socket, reply: string): void {
    if (!reply.startsWith('+OK')) {
      state = 'refused'
      own.destroy()
      return
    }
    state = 'ready'
    retry = RETRY_MS
    own.write(EVENTS)
  }

  open()
  return {
    state: () => state,
    /** The answer of a command; null when there is none. Arguments must be checked before: a line end would begin another command. */
    command(text: string): Promise<string | null> {
      if (state !== 'ready' || /[\r\n]/.test(text)) return Promise.resolve(null)
      return new Promise((done) => {
        const stop = timers.after(ANSWER_MS, () => done(null))
        waiting.push((answer) => {
          stop()
          done(answer)
        })
        socket?.write(`api ${text}\n\n`)
      })
    },
    close(): void {
      closed = true
      stopRetry()
      socket?.destroy()
    },
  }
}
export type EventSocket = ReturnType<typeof openEventSocket>
