import type { Message } from '#conversations/contract.ts'
import { type Change, preview, type StoredConversation, toConversation, type Write } from '#conversations/stored.ts'
import type { NewEvent } from '#platform/ledger/contract.ts'

const MOST_UNANSWERED = 100

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
  const patched = { ...before, ...change.patch }
  const wroteCustomer = messages.some((message) => message.author.kind === 'customer')
  const after: StoredConversation = {
    ...patched,
    // What was put aside comes back with the customer's next word, and only who serves it can put it aside.
    snoozedUntil: patched.status === 'human' && !wroteCustomer ? patched.snoozedUntil : null,
    version: before.version + 1,
    lastSeq: seq,
    customerSeq: messages.findLast((message) => message.author.kind === 'customer')?.seq ?? before.customerSeq,
    // A private note moves nothing the customer could see but the count.
    lastMessageAt: messages.some((message) => !message.internal) ? at : before.lastMessageAt,
    lastMessage: shown
      ? { author: shown.author.kind, preview: preview(shown.parts), seq: shown.seq }
      : reworded(before.lastMessage, change.edits),
    waitingSince: isWithPeople(patched.status) ? waitingAfter(before.waitingSince, messages) : null,
    unansweredSeqs: isWithPeople(patched.status) ? unansweredAfter(before.unansweredSeqs, messages) : [],
    wokenAt: null,
  }
  after.wokenAt = wokenAfter(before, after, messages, at)
  const edits = change.edits ?? []
  return { before, after, messages, edits, events: facts(before, after, messages, change) }
}

/** The line of a list follows when its message is changed. */
function reworded(line: StoredConversation['lastMessage'], edits: Message[] = []): StoredConversation['lastMessage'] {
  const edit = edits.find(({ seq }) => seq === line?.seq)
  return line && edit ? { ...line, preview: preview(edit.parts) } : line
}

const isWithPeople = (status: StoredConversation['status']) => status === 'queued' || status === 'human'

/** Since when the customer waits for a word: his first one after the last answer. Lines of the house are no answer. */
function waitingAfter(since: string | null, messages: Message[]): string | null {
  for (const { author, internal, at } of messages) {
    if (author.kind === 'customer') since ??= at
    else if (author.kind !== 'system' && !internal) since = null
  }
  return since
}

/** Which of the customer's messages nobody has answered; more than a hundred count as a hundred. */
function unansweredAfter(known: number[], messages: Message[]): number[] {
  for (const { author, internal, seq } of messages) {
    if (author.kind === 'customer') known = [...known, seq].slice(-MOST_UNANSWERED)
    else if (author.kind !== 'system' && !internal) known = []
  }
  return known
}

/** What came back stands on top until somebody says something. */
function wokenAfter(before: StoredConversation, after: StoredConversation, messages: Message[], at: string) {
  if (after.status !== 'human' || after.snoozedUntil) return null
  if (before.snoozedUntil) return at
  return messages.some(({ author, internal }) => author.kind === 'agent' && !internal) ? null : before.wokenAt
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
  for (const message of change.edits ?? []) events.push(of('message.changed', { message }))
  if (change.mentions?.length && messages[0])
    events.push(of('note.mentioned', { userIds: change.mentions, message: messages[0] }))
  events.push(...(change.events ?? []).map((event) => of(event.kind, event.payload)))
  const renamed = before.version > 0 && (before.subject !== after.subject || before.language !== after.language)
  const woken = before.snoozedUntil !== null && after.snoozedUntil === null
  const amended = before.lastMessage?.preview !== after.lastMessage?.preview && Boolean(change.edits?.length)
  const what = change.what ?? (woken ? 'woken' : amended ? 'amended' : renamed ? 'subject' : undefined)
  if (what) events.push(of('conversation.changed', { conversation: toConversation(after), what }))
  else if (messages.length && (after.status !== 'bot' || messages.some((message) => message.internal))) {
    const { lastSeq, lastMessage, lastMessageAt, version, waitingSince, unansweredSeqs } = after
    const line = { lastSeq, lastMessage, lastMessageAt, version, waitingSince, unansweredSeqs }
    events.push(of('conversation.activity', line))
  }
  return events
}
