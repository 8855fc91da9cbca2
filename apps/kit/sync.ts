import type { Conversation, Message, Part } from '../../src/conversations/contract.ts'
import type { LedgerEvent } from '../../src/platform/ledger/contract.ts'

type Fact = Pick<LedgerEvent, 'kind' | 'payload' | 'conversationId'>

/** What a browser knows of one conversation. `messages` are in order of `seq`; early ones may not be loaded yet. */
export type ConversationView = { conversation: Conversation; messages: Message[] }

/**
 * Brings a view up to date with one fact. Repeats and late arrivals are harmless: messages go by `seq`, heads by
 * `version`, marks only forward. Returns the same object when nothing changed.
 * `conversation.version` is that of the last full head; other facts do not advance it.
 */
export function applyEvent(view: ConversationView, event: Fact): ConversationView {
  const conversation = applyToHead(view.conversation, event)
  const added = event.kind === 'message.added' ? (event.payload as { message: Message }).message : null
  const changed = event.kind === 'message.changed' ? (event.payload as { message: Message }).message : null
  const messages =
    added?.conversationId === conversation.id
      ? addMessages(view.messages, [added])
      : changed?.conversationId === conversation.id
        ? replaceMessage(view.messages, changed)
        : view.messages
  return conversation === view.conversation && messages === view.messages ? view : { conversation, messages }
}

/** The same for a list of heads, latest activity first. Opened conversations join it; nothing leaves it. */
export function applyToList(list: Conversation[], event: Fact): Conversation[] {
  const at = list.findIndex((conversation) => conversation.id === event.conversationId)
  const known = list[at]
  if (!known) {
    const head = headOf(event)
    return head ? latestFirst([...list, head]) : list
  }
  const changed = applyToHead(known, event)
  return changed === known ? list : latestFirst(list.with(at, changed))
}

/** Merges messages into a list in order of `seq`, each once; for older pages and fresh fetches too. */
export function addMessages(known: Message[], more: Message[]): Message[] {
  const seen = new Set(known.map((message) => message.seq))
  const fresh = more.filter((message) => !seen.has(message.seq) && seen.add(message.seq))
  if (!fresh.length) return known
  return [...known, ...fresh].sort((a, b) => a.seq - b.seq)
}

/** Puts a message as it is now in the place of what it was; one that is not loaded stays so. */
export function replaceMessage(known: Message[], message: Message): Message[] {
  const at = known.findIndex(({ seq }) => seq === message.seq)
  return at < 0 || known[at]?.changed?.at === message.changed?.at ? known : known.with(at, message)
}

/** The head after one fact; the same object when it says nothing new about this conversation. */
export function applyToHead(head: Conversation, event: Fact): Conversation {
  if (event.conversationId !== head.id) return head
  const newer = headOf(event)
  if (newer) return mergeHeads(head, newer)
  switch (event.kind) {
    case 'message.added':
      return withMessage(head, (event.payload as { message: Message }).message)
    case 'conversation.activity':
      return withTold(head, event.payload as Told)
    case 'read.advanced':
      return withMarks(head, event.payload as Marks)
    default:
      return head
  }
}

/** Two heads of one conversation, from an event and a fetch in any order: the newer, with the furthest of what only grows. */
export function mergeHeads(known: Conversation, other: Conversation): Conversation {
  const base = other.version > known.version ? { ...other } : known
  const rest = base === known ? other : known
  const { waitingSince, unansweredSeqs } = rest.lastSeq > base.lastSeq ? rest : base
  return withMarks(withActivity(keepIfEqual(base, { waitingSince, unansweredSeqs }), rest), rest)
}

const headOf = (event: Fact): Conversation | null =>
  event.kind === 'conversation.opened' || event.kind === 'conversation.changed'
    ? (event.payload as { conversation: Conversation }).conversation
    : null

function withMessage(head: Conversation, message: Message): Conversation {
  if (message.conversationId !== head.id) return head
  const line = message.internal ? '' : preview(message.parts)
  const lastMessage = line ? { author: message.author.kind, preview: line, seq: message.seq } : null
  const lastMessageAt = message.internal ? head.lastMessageAt : message.at
  return withActivity(head, { lastSeq: message.seq, lastMessage, lastMessageAt })
}

type Activity = Pick<Conversation, 'lastSeq' | 'lastMessage' | 'lastMessageAt'>
type Told = Activity & Pick<Conversation, 'version' | 'waitingSince' | 'unansweredSeqs'>

/** Who waits since when is known from whole heads and from what the server tells with a message, never from a message. */
function withTold(head: Conversation, told: Told): Conversation {
  const isNewer = told.version > head.version && told.lastSeq >= head.lastSeq
  const next = withActivity(head, told)
  return isNewer ? keepIfEqual(next, { waitingSince: told.waitingSince, unansweredSeqs: told.unansweredSeqs }) : next
}

function withActivity(head: Conversation, activity: Activity): Conversation {
  const next: Activity = {
    lastSeq: Math.max(head.lastSeq, activity.lastSeq),
    lastMessage:
      (activity.lastMessage?.seq ?? 0) > (head.lastMessage?.seq ?? 0) ? activity.lastMessage : head.lastMessage,
    lastMessageAt: later(head.lastMessageAt, activity.lastMessageAt),
  }
  return keepIfEqual(head, next)
}

const later = (a: string, b: string): string => (b.localeCompare(a) > 0 ? b : a)

type Marks = Pick<Conversation, 'customerReadSeq' | 'customerDeliveredSeq' | 'agentReadSeq'>

function withMarks(head: Conversation, marks: Marks): Conversation {
  return keepIfEqual(head, {
    customerReadSeq: Math.max(head.customerReadSeq, marks.customerReadSeq),
    customerDeliveredSeq: Math.max(head.customerDeliveredSeq, marks.customerDeliveredSeq),
    agentReadSeq: Math.max(head.agentReadSeq, marks.agentReadSeq),
  })
}

function keepIfEqual(head: Conversation, patch: Partial<Conversation>): Conversation {
  const names = Object.keys(patch) as (keyof Conversation)[]
  return names.every((name) => isSame(head[name], patch[name])) ? head : { ...head, ...patch }
}

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, at) => one === b[at]))

const latestFirst = (list: Conversation[]) =>
  list.sort((a, b) => (a.lastMessageAt === b.lastMessageAt ? 0 : a.lastMessageAt < b.lastMessageAt ? 1 : -1))

const plain = (part: { text: string; markdown?: boolean | undefined }): string =>
  part.markdown ? part.text.replace(/\*\*|`/g, '') : part.text

/** One line for a list; the server words it in the same way. */
export function preview(parts: Part[]): string {
  for (const part of parts) {
    if (part.kind === 'text') return plain(part).replace(/\s+/g, ' ').slice(0, 120)
    if (part.kind === 'choice') return part.label
    if (part.kind === 'card' || part.kind === 'timeline' || part.kind === 'form') return part.title
    if (part.kind === 'image' || part.kind === 'file') return `[${part.name}]`
  }
  return ''
}
