import type { Message } from '#conversations/contract.ts'
import { type Change, preview, type StoredConversation, toConversation, type Write } from '#conversations/stored.ts'
import type { NewEvent } from '#platform/ledger/contract.ts'

/** Turns a change into rows: sequence numbers without gaps, the new head, and the facts for the ledger. Pure. */
export function compose(before: StoredConversation, change: Change, now: Date): Write {
  const at = now.toISOString()
  let seq = before.lastSeq
  const messages: Message[] = (change.messages ?? []).map((message) => ({
    conversationId: before.id,
    seq: ++seq,
    clientId: message.clientId ?? null,
    author: message.author,
    parts: message.parts,
    generated: message.generated ?? false,
    internal: message.internal ?? false,
    at,
  }))
  const shown = messages.findLast((message) => !message.internal && preview(message.parts))
  const after: StoredConversation = {
    ...before,
    ...change.patch,
    version: before.version + 1,
    lastSeq: seq,
    customerSeq: messages.findLast((message) => message.author.kind === 'customer')?.seq ?? before.customerSeq,
    // A private note moves nothing the customer could see but the count.
    lastMessageAt: messages.some((message) => !message.internal) ? at : before.lastMessageAt,
    lastMessage: shown
      ? { author: shown.author.kind, preview: preview(shown.parts), seq: shown.seq }
      : before.lastMessage,
  }
  return { before, after, messages, events: facts(before, after, messages, change) }
}

function facts(before: StoredConversation, after: StoredConversation, messages: Message[], change: Change): NewEvent[] {
  const of = (kind: string, payload: Record<string, unknown>, actor = change.actor): NewEvent => ({
    kind,
    conversationId: after.id,
    customerId: after.customerId,
    actor,
    payload,
  })
  const events: NewEvent[] = []
  if (before.version === 0) events.push(of('conversation.opened', { conversation: toConversation(after) }))
  for (const message of messages) {
    const { kind, id } = message.author
    const actor = kind === 'customer' ? `customer:${id}` : kind === 'agent' ? `user:${id}` : kind
    events.push(of('message.added', { message }, actor))
  }
  events.push(...(change.events ?? []).map((event) => of(event.kind, event.payload)))
  const renamed = before.version > 0 && (before.subject !== after.subject || before.language !== after.language)
  const what = change.what ?? (renamed ? 'subject' : undefined)
  if (what) events.push(of('conversation.changed', { conversation: toConversation(after), what }))
  else if (messages.length && (after.status !== 'bot' || messages.some((message) => message.internal))) {
    const { lastSeq, lastMessage, lastMessageAt, version } = after
    events.push(of('conversation.activity', { lastSeq, lastMessage, lastMessageAt, version }))
  }
  return events
}
