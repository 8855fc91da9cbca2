import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'

/** One customer of the load generator: as little work as possible per message, so that the server is what is measured. */
export type ChatLine = {
  /** Resolves with the milliseconds until the bot's answer was here; null when a person was called. */
  turn(text: string): Promise<number | null>
  isOpen(): boolean
  close(): void
}

type Said = { seq: number; author: { kind: string }; parts: { kind: string; code?: string }[] }
const calledPerson = (message: Said) => message.parts.some((part) => part.code === 'handed-over')

export async function newSession(url: string): Promise<{ token: string; position: string }> {
  const response = await fetch(`${url}/api/widget/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"locale":"zh"}',
  })
  return (await response.json()) as { token: string; position: string }
}

/** A turn is over when the message is acknowledged and the bot's first message after it is here. */
export async function openSocketLine(url: string, localAddress?: string): Promise<ChatLine> {
  const { token } = await newSession(url)
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/realtime`, {
    perMessageDeflate: false,
    ...(localAddress ? { localAddress } : {}),
  })
  let asked: {
    start: number
    seq: number
    answered: Said | null
    resolve: (ms: number | null) => void
    fail: (error: Error) => void
  } | null = null
  const look = () => {
    if (!asked?.seq || !asked.answered || asked.answered.seq <= asked.seq) return
    asked.resolve(calledPerson(asked.answered) ? null : performance.now() - asked.start)
    asked = null
  }
  await new Promise<void>((ready, failed) => {
    socket.once('error', failed)
    socket.once('open', () => socket.send(JSON.stringify({ type: 'hello', token })))
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString())
      if (frame.type === 'welcome') ready()
      if (!asked) return
      if (frame.type === 'done') asked.seq = frame.result.seq
      else if (frame.type === 'event' && frame.event.kind === 'message.added') {
        const message = frame.event.payload.message as Said
        if (message.author.kind !== 'customer') asked.answered = message
      } else if (frame.type === 'error') {
        asked.fail(new Error(frame.error.code))
        asked = null
      }
      look()
    })
  })
  return {
    turn: (text) =>
      new Promise((resolve, fail) => {
        if (socket.readyState !== socket.OPEN) return fail(new Error('the server closed the connection'))
        asked = { start: performance.now(), seq: 0, answered: null, resolve, fail }
        const payload = { clientId: randomUUID(), parts: [{ kind: 'text', text }] }
        socket.send(JSON.stringify({ type: 'command', id: '1', name: 'message.send', payload }))
      }),
    isOpen: () => socket.readyState === socket.OPEN,
    close: () => socket.terminate(),
  }
}

export async function openHttpLine(url: string): Promise<ChatLine> {
  const { token } = await newSession(url)
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  return {
    async turn(text) {
      const start = performance.now()
      const body = JSON.stringify({ clientId: randomUUID(), parts: [{ kind: 'text', text }] })
      const response = await fetch(`${url}/api/widget/messages?wait=reply`, { method: 'POST', headers, body })
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
      const { replies } = (await response.json()) as { replies: Said[] }
      return replies.some(calledPerson) ? null : performance.now() - start
    },
    isOpen: () => true,
    close: () => undefined,
  }
}
