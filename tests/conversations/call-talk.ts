import { setTimeout } from 'node:timers/promises'
import type { Message } from '#conversations/contract.ts'
import type { Key } from '#voice/contract.ts'
import { MUSIC } from '#voice/mouth.ts'
import type { Server } from '../../src/server.ts'
import { callByBrowser } from '../harness/voice-client.ts'
import { waitFor } from '../harness/wait-for.ts'
import { askOf, type Heard, openFacts, sessionOf, type TalkOptions } from './talk.ts'

const SOON = 20_000
/** A reply is over when nothing has been said for so long and he is listened to. */
const QUIET_MS = 600

/** A customer who calls from the chat; his browser understands and speaks for him, as fast as it can. */
export async function openCallTalk(server: Server, options: TalkOptions) {
  const call = askOf(server, options.language)
  const token = await sessionOf(call, options)
  const look = openFacts(call, options.supervisor)
  const line = await callByBrowser(server.url, { token, locale: options.language, hears: true, speaks: true })
  const lines: string[] = []
  let [read, lastAt] = [0, Date.now()]
  const speaking = setInterval(() => {
    for (const frame of line.frames.slice(read)) {
      lastAt = Date.now()
      // Music goes on until somebody comes.
      if (frame.type !== 'say' || frame.text === MUSIC) continue
      lines.push(frame.text)
      line.send({ type: 'said', id: frame.id, characters: frame.text.length, done: true })
    }
    read = line.frames.length
  }, 10)
  const phase = () => line.frames.findLast((frame) => frame.type === 'state')?.phase
  const isOver = () => line.closed() !== null || (phase() !== 'thinking' && Date.now() - lastAt > QUIET_MS)
  await waitFor(() => lines.length > 0 && phase() === 'listening' && isOver(), 'we have greeted', SOON)
  const { customerId } = await call('/api/calls?limit=1', options.supervisor).then(({ items }) => items[0])

  const hear = async (from: number): Promise<Heard> => {
    lastAt = Date.now()
    await waitFor(() => lines.length > from && isOver(), 'an answer', SOON)
    const { items } = await call(`/api/calls?limit=1&customer=${customerId}`, options.supervisor)
    const { conversationId } = items[0] as { conversationId: string }
    const replies = lines.slice(from).map((text) => ({ parts: [{ kind: 'text', text }] }) as Message)
    return { replies, ...(await look(conversationId)), conversationId }
  }
  return {
    async say(text: string): Promise<Heard> {
      const from = lines.length
      line.send({ type: 'voice', on: true })
      await setTimeout(350)
      line.send({ type: 'text', text, final: true })
      line.send({ type: 'voice', on: false })
      return hear(from)
    },
    press(key: string): Promise<Heard> {
      const from = lines.length
      line.send({ type: 'key', key: key as Key })
      return hear(from)
    },
    async close(): Promise<void> {
      clearInterval(speaking)
      line.close()
      await waitFor(() => line.closed() !== null, 'the call is over', SOON)
    },
  }
}
