import type { Conversation, Message, Part } from '../../../src/conversations/contract.ts'
import { formatDay } from '../../kit/format.ts'
import type { Locale } from '../bridge.ts'
import type { ChatState, Outgoing } from './model.ts'

/** One message as the list shows it. `delivery` only under own ones. */
export type Item = {
  key: string
  parts: Part[]
  at: string
  generated: boolean
  /** Reworded after it was sent. */
  edited: boolean
  conversation: Conversation | null
  seq: number | null
  outgoing: Outgoing | null
  delivery: 'sending' | 'waiting' | 'sent' | 'delivered' | 'read' | 'failed' | null
  /** Its quick replies, forms and buttons still answer the last question. */
  isLive: boolean
}

export type Row =
  | { kind: 'day'; key: string; text: string; at: string }
  | { kind: 'conversation'; key: string; text: string }
  | { kind: 'new'; key: string }
  | { kind: 'greeting'; key: string; withReplies: boolean }
  | { kind: 'ended'; key: string }
  /** A line of the house, perhaps with something to do under it. */
  | { kind: 'house'; key: string; item: Item }
  | { kind: 'group'; key: string; author: Message['author']; generated: boolean; items: Item[] }

/** Messages of one author closer than this stand together. */
const GROUP_MS = 5 * 60_000

/** So soon after the end nobody says hello again. */
const JUST_ENDED_MS = 30 * 60_000

/** The list from top to bottom: older conversations, the current one, what is on its way. Pure. */
export function buildRows(state: ChatState, locale: Locale, now: number): Row[] {
  const { earlier, current, outbox } = state
  const rows: Row[] = []
  const threads = current ? [...earlier, current] : earlier
  for (const thread of threads) {
    const { conversation, messages, hasMore } = thread
    const isCurrent = thread === current
    if (threads.length > 1 && !hasMore && messages.length) {
      const text = formatDay(conversation.openedAt, locale, now)
      rows.push({ kind: 'conversation', key: `c${conversation.id}`, text })
    }
    if (isCurrent && !hasMore && messages[0]?.author.kind === 'customer' && conversation.status !== 'closed') {
      rows.push({ kind: 'greeting', key: 'greeting', withReplies: false })
    }
    const liveAfter =
      isCurrent && conversation.status !== 'closed' && !outbox.length ? lastOwnSeq(messages) : Number.POSITIVE_INFINITY
    for (const message of messages) addMessage(rows, state, conversation, message, liveAfter, locale, now)
  }
  const closedAt = current?.conversation.closedAt
  if (closedAt && now - Date.parse(closedAt) < JUST_ENDED_MS) rows.push({ kind: 'ended', key: 'ended' })
  else if (!current || closedAt) rows.push({ kind: 'greeting', key: 'greeting', withReplies: !outbox.length })
  for (const outgoing of outbox) addOutgoing(rows, outgoing)
  keepLastDelivery(rows)
  return rows
}

/** The key of a message in the list; an own one keeps that of its place in the outbox. */
export const keyOf = ({ clientId, conversationId, seq }: Message): string => clientId ?? `${conversationId}.${seq}`

const lastOwnSeq = (messages: Message[]): number =>
  messages.reduce((last, { author, seq }) => (author.kind === 'customer' ? seq : last), 0)

function addMessage(
  rows: Row[],
  state: ChatState,
  conversation: Conversation,
  message: Message,
  liveAfter: number,
  locale: Locale,
  now: number,
): void {
  const { seq, author, parts, at, generated } = message
  const last = rows.at(-1)
  const day = formatDay(at, locale, now)
  const beforeAt = lastTime(rows)
  if (last?.kind !== 'conversation' && (!beforeAt || formatDay(beforeAt, locale, now) !== day)) {
    rows.push({ kind: 'day', key: `d${conversation.id}.${seq}`, text: day, at })
  }
  if (
    conversation === state.current?.conversation &&
    state.newAfter !== null &&
    seq > state.newAfter &&
    !rows.some((row) => row.kind === 'new')
  ) {
    if (author.kind !== 'customer') rows.push({ kind: 'new', key: 'new' })
  }
  const key = keyOf(message)
  const delivery = author.kind === 'customer' ? deliveryOf(conversation, seq, state.current?.messages ?? []) : null
  const isLive = seq > liveAfter
  const edited = message.changed?.what === 'edited'
  const item = { key, parts, at, generated, edited, conversation, seq, outgoing: null, delivery, isLive }
  if (author.kind === 'system') rows.push({ kind: 'house', key, item })
  else addItem(rows, author, item)
}

function lastTime(rows: Row[]): string | undefined {
  for (const row of [...rows].reverse()) {
    if (row.kind === 'day') return row.at
    if (row.kind === 'house') return row.item.at
    if (row.kind === 'group') return row.items.at(-1)?.at
  }
  return undefined
}

/** The desk has it once a person serves; it was read when the mark or an answer is past it. */
function deliveryOf(conversation: Conversation, seq: number, messages: Message[]): Item['delivery'] {
  if (conversation.agentReadSeq >= seq) return 'read'
  if (messages.some((other) => other.seq > seq && (other.author.kind === 'bot' || other.author.kind === 'agent')))
    return 'read'
  return conversation.status === 'human' ? 'delivered' : 'sent'
}

function addOutgoing(rows: Row[], outgoing: Outgoing): void {
  const { clientId, parts, at, state } = outgoing
  const author = { kind: 'customer' as const, id: '', name: '' }
  const item = {
    key: clientId,
    parts,
    at,
    generated: false,
    edited: false,
    conversation: null,
    seq: null,
    outgoing,
    delivery: state,
    isLive: false,
  }
  addItem(rows, author, item)
}

function addItem(rows: Row[], author: Message['author'], item: Item): void {
  const last = rows.at(-1)
  const before = last?.kind === 'group' ? last.items.at(-1) : undefined
  const joins =
    last?.kind === 'group' &&
    last.author.kind === author.kind &&
    (author.kind === 'customer' || last.author.id === author.id)
  if (joins && before && Date.parse(item.at) - Date.parse(before.at) < GROUP_MS) {
    last.items.push(item)
    last.generated ||= item.generated
  } else rows.push({ kind: 'group', key: `g${item.key}`, author, generated: item.generated, items: [item] })
}

/** "Read" under every line would be noise: only the last own message says how far it got; faults say it always. */
function keepLastDelivery(rows: Row[]): void {
  let found = false
  for (const row of [...rows].reverse()) {
    if (row.kind !== 'group' || row.author.kind !== 'customer') continue
    for (const item of [...row.items].reverse()) {
      const isTrouble = item.delivery === 'failed' || item.delivery === 'waiting'
      if (found && !isTrouble) item.delivery = null
      found = true
    }
  }
}
