import type { Conversation, Message } from '../../../src/conversations/contract.ts'
import type { LedgerEvent } from '../../../src/platform/ledger/contract.ts'
import { applyEvent, preview } from '../../kit/sync.ts'
import { type Core, tellUnread } from './core.ts'
import { type ChatState, isElderly, type Thread } from './model.ts'
import { settleOutgoing } from './outgoing.ts'
import { lookForForm } from './pre-chat.ts'
import { markDelivered } from './seen.ts'
import { chime } from './sound.ts'

type Fact = Pick<LedgerEvent, 'kind' | 'payload' | 'conversationId'>

/** One fact from the server, new or repeated. */
export function receive(core: Core, fact: Fact): void {
  const { store } = core
  const before = store.get()
  const opened =
    fact.kind === 'conversation.opened' ? (fact.payload as { conversation: Conversation }).conversation : null
  const patch = opened ? openThread(before, opened) : applyToThreads(before, fact)
  if (patch) store.set(patch)
  if (fact.kind === 'conversation.changed' && fact.payload.what === 'closed') void lookForForm(core)
  if (fact.kind === 'strategy.applied' && fact.payload.largeType) enlarge(core)
  if (fact.kind === 'message.added') takeMessage(core, (fact.payload as { message: Message }).message, patch !== null)
  tellUnread(core)
}

const ENLARGED_MS = 20_000

/** Larger type is thought to suit him; what he chose himself stays. */
function enlarge({ store }: Core): void {
  const state = store.get()
  if (!state.session || state.preferences.elderly !== null || isElderly(state)) return
  const customer = { ...state.session.customer, elderly: true }
  store.set({ session: { ...state.session, customer }, enlarged: true })
  setTimeout(() => store.set({ enlarged: false }), ENLARGED_MS)
}

/** The newest conversation is the current one; the one before moves up into the history. */
function openThread(state: ChatState, conversation: Conversation): Partial<ChatState> | null {
  const { current, earlier } = state
  if (
    current?.conversation.id === conversation.id ||
    earlier.some((thread) => thread.conversation.id === conversation.id)
  )
    return null
  if (current && current.conversation.openedAt > conversation.openedAt) return null
  return {
    current: { conversation, messages: [], hasMore: false },
    earlier: current?.messages.length ? [...earlier, current] : earlier,
    newAfter: null,
  }
}

function applyToThreads(state: ChatState, fact: Fact): Partial<ChatState> | null {
  const { current, earlier } = state
  if (current && current.conversation.id === fact.conversationId) {
    const thread = applyTo(current, fact)
    return thread === current ? null : { current: thread }
  }
  const at = earlier.findIndex((thread) => thread.conversation.id === fact.conversationId)
  const known = earlier[at]
  if (!known) return null
  const thread = applyTo(known, fact)
  return thread === known ? null : { earlier: earlier.map((other) => (other === known ? thread : other)) }
}

function applyTo(thread: Thread, fact: Fact): Thread {
  const view = applyEvent(thread, fact)
  return view === thread ? thread : { ...view, hasMore: thread.hasMore }
}

/** An own message has arrived; one from our side stops the dots and tells page and ear, if it is new. */
function takeMessage(core: Core, { author, parts, clientId }: Message, isNew: boolean): void {
  if (clientId) settleOutgoing(core, clientId)
  if (author.kind === 'customer' || !isNew) return
  const { store, host } = core
  store.set({ typing: null })
  markDelivered(core)
  if (author.kind === 'system') return
  host.tell({ yinghe: 'message', from: author.kind, preview: preview(parts) })
  const { visible, preferences } = store.get()
  if (preferences.sound && !(visible && document.visibilityState === 'visible')) chime()
}
