import type { Message, Part } from '../../../src/conversations/contract.ts'
import { newId, RealtimeError } from '../../kit/realtime.ts'
import type { SendResult } from './api.ts'
import type { Core } from './core.ts'
import type { Outgoing } from './model.ts'
import { keepOutbox, readOutbox, settleOutgoing } from './outgoing.ts'
import { isPassing, problemOf } from './problem.ts'
import { receive } from './receive.ts'
import { showTyping } from './typing.ts'

/** How long the bot may visibly think. */
const THINK_MS = 20_000
/** A tab that was sending for so long is gone. */
const TAKE_OVER_MS = 20_000

/** Puts a message into the outbox, where it stays until the server has it, over reloads and outages. */
export function send(core: Core, parts: Part[]): void {
  const item: Outgoing = { clientId: newId(), parts, at: new Date().toISOString(), state: 'waiting', problem: null }
  keepOutbox(core, [...core.store.get().outbox, item])
  void flush(core)
}

export function retry(core: Core, clientId: string): void {
  change(core, clientId, { state: 'waiting', problem: null, tries: 0 })
  void flush(core)
}

/** Another tab changed the stored outbox. What it is sending is shown here too, and taken over if it never finishes. */
export function reloadOutbox(core: Core): void {
  const { session, outbox } = core.store.get()
  if (!session) return
  const arrived = arrivedIn(core)
  const mine = outbox.filter(
    (item) => (item.state === 'sent' || item.clientId === core.sending) && !arrived.has(item.clientId),
  )
  const stored = readOutbox(session.customer.id).filter(
    (item) => !arrived.has(item.clientId) && !mine.some(({ clientId }) => clientId === item.clientId),
  )
  core.store.set({ outbox: [...mine, ...stored].sort((a, b) => a.at.localeCompare(b.at)) })
  const theirs = stored.filter((item) => item.state === 'sending').map(({ clientId }) => clientId)
  if (theirs.length) setTimeout(() => takeOver(core, theirs), TAKE_OVER_MS)
  void flush(core)
}

/** A message may come back from the server before the tab that sent it has noted that it is through. */
const arrivedIn = (core: Core): Set<string | null> =>
  new Set(core.store.get().current?.messages.map(({ clientId }) => clientId))

function takeOver(core: Core, clientIds: string[]): void {
  const { outbox } = core.store.get()
  const left = outbox.filter(
    (item) => item.state === 'sending' && item.clientId !== core.sending && clientIds.includes(item.clientId),
  )
  for (const { clientId } of left) change(core, clientId, { state: 'waiting' })
  if (left.length) void flush(core)
}

/** Sends what waits, in order. A passing fault stops the round; the next one goes on from there. */
export async function flush(core: Core): Promise<void> {
  if (core.sending !== null || core.isStarting || !core.store.get().session) return
  let again = 0
  try {
    for (let item = next(core); item && navigator.onLine && !core.isStarting; item = next(core)) {
      core.sending = item.clientId
      const flight = sendOne(core, item)
      core.flight = flight
      again = await flight
      if (again) break
    }
  } finally {
    core.sending = null
    core.flight = null
  }
  if (again) setTimeout(() => void flush(core), again)
}

const next = (core: Core) => core.store.get().outbox.find((item) => item.state === 'waiting')

/** Returns milliseconds until another round makes sense, 0 when the message is through or refused for good. */
async function sendOne(core: Core, { clientId, parts, tries = 0 }: Outgoing): Promise<number> {
  change(core, clientId, { state: 'sending', tries: tries + 1 })
  think(core)
  const { session } = core.store.get()
  try {
    const result = await transmit(core, { clientId, parts })
    change(core, clientId, { state: 'sent' })
    if (core.store.get().problem?.sentence === 'errorRate') core.store.set({ problem: null })
    await takeIn(core, clientId, result)
    return 0
  } catch (error) {
    // A fault on our side that comes back three times is for the visitor to know.
    // Refused in a name that is no longer his: it goes out again in the new one.
    const isOutdated = session !== core.store.get().session && problemOf(error).sentence === 'errorSignIn'
    const passing = isOutdated || (isPassing(error) && !((error as RealtimeError).code === 'internal' && tries >= 2))
    core.store.set({ typing: null })
    change(core, clientId, passing ? { state: 'waiting' } : { state: 'failed', problem: problemOf(error) })
    const seconds = (error as RealtimeError).retryAfter
    if (seconds) core.store.set({ problem: problemOf(error) })
    return passing ? (seconds ?? 4) * 1000 : 0
  }
}

/** Over the live line, else by plain HTTP. The client id makes a repeat harmless, so both may be tried. */
async function transmit(core: Core, message: { clientId: string; parts: Part[] }): Promise<SendResult> {
  const { realtime } = core
  if (realtime?.state() === 'live') {
    try {
      return await realtime.command<SendResult>('message.send', message, 8000)
    } catch (error) {
      if (!(error instanceof RealtimeError) || (error.code !== 'timeout' && error.code !== 'closed')) throw error
    }
  }
  return core.api.send(message)
}

/** Without a live line nobody sends the message back, so it is fetched. */
async function takeIn(core: Core, clientId: string, result: SendResult): Promise<void> {
  if (core.realtime?.state() === 'live') return
  const { current } = core.store.get()
  if (current?.conversation.id !== result.conversationId) {
    const { items } = await core.api.conversations()
    const conversation = items.find(({ id }) => id === result.conversationId)
    if (conversation)
      receive(core, { kind: 'conversation.opened', conversationId: conversation.id, payload: { conversation } })
  }
  const { items } = await core.api.messages(result.conversationId)
  const all: Message[] = [...items, ...(result.replies ?? [])]
  for (const message of all)
    receive(core, { kind: 'message.added', conversationId: result.conversationId, payload: { message } })
  settleOutgoing(core, clientId)
}

function think(core: Core): void {
  const { current } = core.store.get()
  const status = current?.conversation.status ?? 'bot'
  if (status === 'bot' || status === 'closed') showTyping(core, 'bot', '', THINK_MS)
}

function change(core: Core, clientId: string, patch: Partial<Outgoing>): void {
  keepOutbox(
    core,
    core.store.get().outbox.map((item) => (item.clientId === clientId ? { ...item, ...patch } : item)),
  )
}
