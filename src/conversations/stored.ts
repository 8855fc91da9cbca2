import type { Conversation, ConversationStatus, HandOver, Message, Part } from '#conversations/contract.ts'
import type { NewEvent } from '#platform/ledger/contract.ts'

/** An action a turn waits for; kept with the conversation, so that a crash cannot lose it. */
export type PendingCall = {
  /** Also the idempotency key, so that doing it again after a crash does it once. */
  callId: string
  /** The customer message whose turn this belongs to. */
  seq: number
  action: string
  input: Record<string, unknown>
}

/** What `dialogue` holds is the dialogue folder's business; here it is opaque JSON. */
export type StoredConversation = {
  id: string
  customerId: string
  customerName: string
  tier: string
  channel: string
  language: 'zh' | 'en'
  status: ConversationStatus
  version: number
  /** Last sequence number given out, last customer message answered, last customer message. */
  lastSeq: number
  answeredSeq: number
  customerSeq: number
  dialogue: unknown
  pending: PendingCall[] | null
  leaseOwner: string | null
  leaseUntil: string | null
  assigneeId: string | null
  skill: string | null
  /** The queue it waits in or came from; null is the general one. */
  queueId: string | null
  priority: number
  subject: string | null
  handOver: HandOver | null
  queuedAt: string | null
  acceptedAt: string | null
  openedAt: string
  closedAt: string | null
  closeReason: string | null
  lastMessageAt: string
  lastMessage: Conversation['lastMessage']
  customerReadSeq: number
  customerDeliveredSeq: number
  agentReadSeq: number
  rating: number | null
  ratingComment: string | null
  tags: string[]
  snoozedUntil: string | null
  mergedInto: string | null
  waitingSince: string | null
  unansweredSeqs: number[]
  wokenAt: string | null
  participants: string[]
}

/** The columns a change may set. Read marks are not among them: they move by their own statement. */
export type Patch = Partial<
  Pick<
    StoredConversation,
    | 'language'
    | 'status'
    | 'answeredSeq'
    | 'dialogue'
    | 'pending'
    | 'leaseOwner'
    | 'leaseUntil'
    | 'assigneeId'
    | 'skill'
    | 'queueId'
    | 'priority'
    | 'subject'
    | 'handOver'
    | 'queuedAt'
    | 'acceptedAt'
    | 'closedAt'
    | 'closeReason'
    | 'rating'
    | 'ratingComment'
    | 'tags'
    | 'snoozedUntil'
    | 'mergedInto'
    | 'participants'
  >
>

export type NewMessage = {
  author: Message['author']
  parts: Part[]
  clientId?: string
  generated?: boolean
  internal?: boolean
}

/** What a verb wants of one conversation: everything in it is committed together or not at all. */
export type Change = {
  patch?: Patch
  messages?: NewMessage[]
  /** Stored messages as they shall be from now on. */
  edits?: Message[]
  /** Colleagues whom the change's message calls by name. */
  mentions?: string[]
  /** Emits `conversation.changed` with the new head. */
  what?:
    | 'queued'
    | 'accepted'
    | 'transferred'
    | 'closed'
    | 'reopened'
    | 'returned-to-bot'
    | 'rated'
    | 'subject'
    | 'merged'
    | 'split'
    | 'tagged'
    | 'skill'
    | 'snoozed'
    | 'woken'
    | 'priority'
    | 'amended'
    | 'invited'
  actor: string
  /** Further facts of this conversation. */
  events?: { kind: string; payload: Record<string, unknown> }[]
}

/** One conversation's part of a group commit. */
export type Write = {
  before: StoredConversation
  after: StoredConversation
  messages: Message[]
  edits: Message[]
  events: NewEvent[]
}

/** The conversation as others may see it: without dialogue state, leases and marks of the corridor. */
export function toConversation(stored: StoredConversation): Conversation {
  const {
    dialogue: _d,
    pending: _p,
    leaseOwner: _o,
    leaseUntil: _u,
    answeredSeq: _a,
    customerSeq: _c,
    ...visible
  } = stored
  return visible
}

const plain = (part: { text: string; markdown?: boolean | undefined }): string =>
  part.markdown ? part.text.replace(/\*\*|`/g, '') : part.text

/** First line of a message for lists, without rich parts. */
export function preview(parts: Part[]): string {
  for (const part of parts) {
    if (part.kind === 'text') return plain(part).replace(/\s+/g, ' ').slice(0, 120)
    if (part.kind === 'choice') return part.label
    if (part.kind === 'card' || part.kind === 'timeline' || part.kind === 'form') return part.title
    if (part.kind === 'image' || part.kind === 'file') return `[${part.name}]`
  }
  return ''
}
