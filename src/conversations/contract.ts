import { z } from 'zod'
import type { EventDefinitions, NewEvent, Topic } from '#platform/ledger/contract.ts'

const id = z.string().min(1).max(64)
const line = (max: number) => z.string().min(1).max(max)

export const conversationStatus = z.enum(['bot', 'queued', 'human', 'closed'])
export type ConversationStatus = z.infer<typeof conversationStatus>
export const CLOSE_REASONS = ['solved', 'unsolved', 'no-reply', 'spam', 'other'] as const

/** Who hears us cannot follow an address or send a picture. */
export const BY_EAR: ReadonlySet<string> = new Set(['phone', 'voice'])

/** Sequence numbers are 32 bits wide. */
export const MAX_SEQ = 2_147_483_647

/** How long one may change one's mind about a message of one's own. */
export const AMEND_MS = 120_000

/** Longest text of one message, in UTF-16 units. */
export const MAX_TEXT = 4000

/** One choice of a quick reply or a list; `value` comes back in a `choice` part. */
export const option = z.object({
  value: line(200),
  label: line(200),
  description: z.string().max(300).optional(),
  image: z.string().max(500).optional(),
})
export type Option = z.infer<typeof option>

const formField = z.object({
  name: line(40),
  label: line(80),
  kind: z.enum(['text', 'textarea', 'select', 'phone', 'email', 'date']),
  required: z.boolean(),
  options: z.array(option).max(50).optional(),
  value: z.string().max(500).optional(),
  placeholder: z.string().max(100).optional(),
})
export type FormField = z.infer<typeof formField>

/** Rows of a card: label and value, already in the reader's language. */
const fact = z.object({ label: z.string().max(60), value: z.string().max(400) })

/** The rich pieces a message is made of. Text is plain text or, when `markdown`, the small subset of docs/messages.md. */
export const part = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    text: line(MAX_TEXT),
    markdown: z.boolean().optional(),
    /** What a recogniser heard in the sound before it. */
    heard: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal('image'),
    fileId: id,
    name: line(200),
    mime: line(100),
    size: z.number().int().nonnegative(),
  }),
  z.object({
    kind: z.literal('file'),
    fileId: id,
    name: line(200),
    mime: line(100),
    size: z.number().int().nonnegative(),
  }),
  z.object({
    kind: z.literal('card'),
    card: z.enum(['order', 'product', 'refund', 'ticket', 'warranty', 'record']),
    id: line(64),
    title: line(200),
    subtitle: z.string().max(300).optional(),
    image: z.string().max(500).optional(),
    status: z.string().max(60).optional(),
    facts: z.array(fact).max(12),
    options: z.array(option).max(6).optional(),
  }),
  z.object({
    kind: z.literal('timeline'),
    title: line(200),
    subtitle: z.string().max(300).optional(),
    steps: z
      .array(z.object({ at: z.string().max(40), text: line(400), place: z.string().max(100).optional() }))
      .max(50),
  }),
  /** Quick replies under the message; one may be picked, by tap or by typing. */
  z.object({ kind: z.literal('choices'), options: z.array(option).min(1).max(12) }),
  z.object({
    kind: z.literal('form'),
    formId: line(64),
    title: line(200),
    fields: z.array(formField).min(1).max(12),
    submit: line(40),
  }),
  /** A source the answer came from. */
  z.object({ kind: z.literal('source'), articleId: id, title: line(200) }),
  /** What the customer picked or filled in; `label` is what he saw. */
  z.object({ kind: z.literal('choice'), value: line(200), label: line(200) }),
  z.object({
    kind: z.literal('form-reply'),
    formId: line(64),
    values: z.record(z.string().max(40), z.string().max(1000)),
  }),
  /** A line of the house: `handed-over`, `agent-joined`, `closed` …; the reader's app words it. */
  z.object({ kind: z.literal('notice'), code: line(40), params: z.record(z.string(), z.string()).optional() }),
  z.object({ kind: z.literal('rating-request') }),
])
export type Part = z.infer<typeof part>

/** What a customer's app may send; everything else in `part` comes from our side. */
export const customerPart = z.discriminatedUnion('kind', [
  part.options[0],
  part.options[1],
  part.options[2],
  part.options[8],
  part.options[9],
])
/** What an agent may send. */
export const agentPart = z.discriminatedUnion('kind', [
  part.options[0],
  part.options[1],
  part.options[2],
  part.options[3],
  part.options[5],
  part.options[6],
  part.options[7],
])

export const authorKind = z.enum(['customer', 'bot', 'agent', 'system'])

/** A stored message. `seq` counts 1, 2, 3 … without gaps in its conversation; `generated` asks for the AI label. */
export const message = z.object({
  conversationId: id,
  seq: z.number().int().positive(),
  clientId: z.string().max(64).nullable(),
  author: z.object({ kind: authorKind, id: z.string(), name: z.string() }),
  parts: z.array(part).min(1).max(20),
  generated: z.boolean(),
  /** A private note: the team sees it, the customer never. */
  internal: z.boolean(),
  at: z.string(),
  /** Its sender changed his mind about it afterwards; `cut`: the caller interrupted it and heard only `heard`. */
  changed: z
    .object({ what: z.enum(['edited', 'recalled', 'cut']), at: z.string(), heard: z.string().optional() })
    .optional(),
})
export type Message = z.infer<typeof message>

/** Why and how a person was asked for; the brief an agent reads first (E3). */
export const handOver = z.object({
  reason: z.enum([
    'requested',
    'circuit-breaker',
    'sensitive',
    'low-confidence',
    'flow',
    'business-down',
    'unverified',
    'complaint',
    'transfer',
    'agent-left',
  ]),
  skill: z.string().max(40).nullable(),
  priority: z.number().int(),
  /** The strategy or the telephone menu asks for somebody senior. */
  senior: z.boolean().optional(),
  /** Bilingual one-liners made from structure, the reader's app picks the language. */
  wants: z.object({ zh: z.string(), en: z.string() }),
  tried: z.array(z.object({ zh: z.string(), en: z.string() })).max(20),
  facts: z.array(z.object({ label: z.object({ zh: z.string(), en: z.string() }), value: z.string() })).max(20),
  at: z.string(),
  /** Why a person was called in the first place, when it was handed on since. */
  first: z.object({ reason: z.string(), at: z.string() }).optional(),
})
export type HandOver = z.infer<typeof handOver>
/** Whom a customer is put through to where something other than his words decided it, such as the menu of a call. */
export type PersonWanted = { senior: boolean; skill: string | null }

/** A conversation as the team and, less the team's fields, the customer see it. */
export const conversation = z.object({
  id,
  customerId: id,
  customerName: z.string(),
  tier: z.string(),
  channel: z.string(),
  language: z.enum(['zh', 'en']),
  status: conversationStatus,
  version: z.number().int(),
  lastSeq: z.number().int(),
  assigneeId: z.string().nullable(),
  skill: z.string().nullable(),
  /** The queue it waits in or came from; null is the general one. */
  queueId: z.string().nullable(),
  priority: z.number().int(),
  subject: z.string().nullable(),
  handOver: handOver.nullable(),
  queuedAt: z.string().nullable(),
  acceptedAt: z.string().nullable(),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  closeReason: z.string().nullable(),
  lastMessageAt: z.string(),
  lastMessage: z.object({ author: authorKind, preview: z.string(), seq: z.number().int() }).nullable(),
  customerReadSeq: z.number().int(),
  customerDeliveredSeq: z.number().int(),
  agentReadSeq: z.number().int(),
  rating: z.number().int().nullable(),
  ratingComment: z.string().nullable(),
  /** What the team files it under. */
  tags: z.array(z.string()),
  /** Put aside by who serves it; it comes back then, or when the customer writes. */
  snoozedUntil: z.string().nullable(),
  /** Goes on in this other conversation of the same customer. */
  mergedInto: z.string().nullable(),
  /** The customer's first word that neither a person nor the bot has answered. */
  waitingSince: z.string().nullable(),
  /** The customer's messages since that answer, the last hundred of them. */
  unansweredSeqs: z.array(z.number().int()),
  /** When it came back from being put aside; until the agent's next word. */
  wokenAt: z.string().nullable(),
  /** Colleagues called in by name in a note; they may read along. */
  participants: z.array(z.string()),
})
export type Conversation = z.infer<typeof conversation>

/** Where a search found its words: the latest such message, and the places to mark in the shown piece of it. */
export const searchMatch = z.object({
  seq: z.number().int(),
  author: authorKind,
  internal: z.boolean(),
  text: z.string(),
  marks: z.array(z.tuple([z.number().int(), z.number().int()])),
})
export type SearchMatch = z.infer<typeof searchMatch>
/** A line of the list of conversations. */
export const listedConversation = conversation.extend({ match: searchMatch.optional() })
export type ListedConversation = z.infer<typeof listedConversation>

/** What a customer's app sends. `clientId` makes a repeat harmless; no `conversationId` means "my open one, or a new one". */
export const sendMessage = z.object({
  conversationId: id.optional(),
  clientId: z.string().regex(/^[\w-]{8,64}$/),
  parts: z.array(customerPart).min(1).max(10),
})
export const sendMessageResult = z.object({
  conversationId: id,
  seq: z.number().int(),
  duplicate: z.boolean(),
  at: z.string(),
})

/** `delivered` means the app has it, `read` that it was on screen. `seq` is the highest such message. */
export const markRead = z.object({
  conversationId: id,
  seq: z.number().int().min(0).max(MAX_SEQ),
  what: z.enum(['delivered', 'read']),
})
export const typingSignal = z.object({ conversationId: id, typing: z.boolean() })
export const rateConversation = z.object({
  score: z.number().int().min(1).max(5),
  comment: z.string().max(1000).default(''),
})

const everyone = (event: NewEvent): Topic[] => [
  `customer:${event.customerId}`,
  `conversation:${event.conversationId}`,
  'team',
]
const team = (event: NewEvent): Topic[] => [`conversation:${event.conversationId}`, 'team']
const openers = (event: NewEvent): Topic[] => [`conversation:${event.conversationId}`]

/** The customer's view of a head: nothing of the team's inner life. */
export function forCustomer(head: Conversation): Conversation {
  const team = { handOver: null, priority: 0, skill: null, queueId: null, tier: '' }
  return {
    ...head,
    ...team,
    tags: [],
    snoozedUntil: null,
    mergedInto: null,
    wokenAt: null,
    unansweredSeqs: [],
    participants: [],
  }
}
/** The customer's messages since the agent last looked. */
export function unreadIn({ status, unansweredSeqs, agentReadSeq }: Conversation): number {
  return status === 'human' ? unansweredSeqs.filter((seq) => seq > agentReadSeq).length : 0
}

const headForCustomer = (payload: { conversation: Conversation }) => ({
  ...payload,
  conversation: forCustomer(payload.conversation),
})

/** Facts about conversations. `conversation.changed` carries the whole new head, so applying it twice is harmless. */
export const conversationEvents = {
  'conversation.opened': { payload: z.object({ conversation }), topics: everyone, forCustomer: headForCustomer },
  'conversation.changed': {
    payload: z.object({
      conversation,
      what: z.enum([
        'queued',
        'accepted',
        'transferred',
        'closed',
        'reopened',
        'returned-to-bot',
        'rated',
        'subject',
        'merged',
        'split',
        'tagged',
        'skill',
        'snoozed',
        'woken',
        'priority',
        'amended',
        'invited',
      ]),
    }),
    topics: everyone,
    forCustomer: headForCustomer,
  },
  'message.added': {
    payload: z.object({ message }),
    topics: (event) => {
      const { message: added } = event.payload as { message: Message }
      return added.internal ? openers(event) : [`customer:${event.customerId}`, ...openers(event)]
    },
  },
  /** The list line of a conversation that a person serves or that waits for one. */
  'conversation.activity': {
    payload: z.object({
      lastSeq: z.number(),
      lastMessage: conversation.shape.lastMessage,
      lastMessageAt: z.string(),
      version: z.number(),
      waitingSince: conversation.shape.waitingSince,
      unansweredSeqs: conversation.shape.unansweredSeqs,
    }),
    topics: everyone,
    forCustomer: (payload: Record<string, unknown>) => ({ ...payload, unansweredSeqs: [] }),
  },
  /** A message as it is now, for whoever has seen it as it was. */
  'message.changed': {
    payload: z.object({ message }),
    topics: (event) => {
      const { message: now } = event.payload as { message: Message }
      return now.internal ? openers(event) : [`customer:${event.customerId}`, ...openers(event)]
    },
  },
  /** A note calls colleagues by name. */
  'note.mentioned': {
    payload: z.object({ userIds: z.array(z.string()), message }),
    topics: openers,
  },
  /** What a conversation was before it went on in another one, so that it can be taken back. */
  'conversation.merged': {
    payload: z.object({ intoId: z.string(), before: z.record(z.string(), z.unknown()) }),
    topics: openers,
  },
  'read.advanced': {
    payload: z.object({ customerReadSeq: z.number(), customerDeliveredSeq: z.number(), agentReadSeq: z.number() }),
    topics: everyone,
  },
  /** How the bot decided: understanding, the path through the flow, outcome; for the flow picture and for learning. */
  'turn.decided': { payload: z.record(z.string(), z.unknown()), topics: openers },
  'turn.failed': { payload: z.object({ seq: z.number(), error: z.string() }), topics: team },
} satisfies EventDefinitions
