import { type Core, tellUnread } from './core.ts'

/** The newest message was on screen. */
export function markSeen(core: Core): void {
  const { current } = core.store.get()
  const seq = current?.messages.at(-1)?.seq ?? 0
  if (!current || seq <= current.conversation.customerReadSeq) return
  const conversationId = current.conversation.id
  noteRead(core, conversationId, seq)
  core.realtime?.tell('read.mark', { conversationId, seq, what: 'read' })
  core.tabs.tell({ kind: 'read', conversationId, seq })
}

/** Everything up to here is in this browser. */
export function markDelivered(core: Core): void {
  const { current } = core.store.get()
  const seq = current?.messages.at(-1)?.seq ?? 0
  if (!current || seq <= current.conversation.customerDeliveredSeq) return
  core.realtime?.tell('read.mark', { conversationId: current.conversation.id, seq, what: 'delivered' })
}

/** Counts at once, before the server says it back; in another tab too. */
export function noteRead(core: Core, conversationId: string, seq: number): void {
  const { current } = core.store.get()
  if (current?.conversation.id !== conversationId || seq <= current.conversation.customerReadSeq) return
  core.store.set({ current: { ...current, conversation: { ...current.conversation, customerReadSeq: seq } } })
  tellUnread(core)
}
