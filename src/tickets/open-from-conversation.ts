import type { Database } from '#platform/db/open.ts'
import { type Ticket, type TicketPriority, type TicketType, ticketPriority, ticketType } from '#tickets/contract.ts'
import { openTicket } from '#tickets/open.ts'

/** What a flow asks for; it comes from data, so nothing in it is taken for granted. */
type TicketWish = {
  type?: unknown
  title?: unknown
  description?: unknown
  fields?: unknown
  priority?: unknown
}

export type WishedFor = {
  customerId: string
  conversationId: string
  /** Call id of the turn: doing it again after a crash opens nothing new. */
  onceKey: string
  wish: TicketWish
}

/** Opens the ticket a conversation asked for. What does not fit is cut or put under `other`: nothing a customer asked is lost. */
export async function openFromConversation(database: Database, asked: WishedFor): Promise<Ticket> {
  const { customerId, conversationId, wish } = asked
  const type = typeOf(String(wish.type ?? ''))
  const input = {
    type,
    title: clip(wish.title, 200) || TITLES[type],
    description: clip(wish.description, 5000),
    fields: fieldsOf(wish.fields),
    priority: priorityOf(type, ticketPriority.safeParse(wish.priority).data ?? 'normal'),
    customerId,
    conversationId,
    assigneeId: null,
  }
  const onceKey = `${conversationId}\n${asked.onceKey}`
  return database.transaction((tx) => openTicket(tx, input, 'bot', { onceKey }))
}

/** Kinds of flows and what they are called here. */
const TYPES: [RegExp, TicketType][] = [
  [/refund|return|exchange|cancel/, 'refund'],
  [/logistic|deliver|address|shipping/, 'logistics'],
  [/fault|quality|defect/, 'quality'],
  [/complain/, 'complaint'],
  [/repair|warranty/, 'repair'],
  [/invoice/, 'invoice'],
  [/account|member|sign/, 'account'],
]

function typeOf(asked: string): TicketType {
  const known = ticketType.safeParse(asked)
  return known.data ?? TYPES.find(([pattern]) => pattern.test(asked))?.[1] ?? 'other'
}

/** For a wish without a title; the team works in both languages. */
const TITLES: Record<TicketType, string> = {
  refund: '退款与退换货 Returns and refunds',
  logistics: '物流与收货 Delivery',
  quality: '商品质量 Product quality',
  complaint: '投诉 Complaint',
  repair: '维修与保修 Repair and warranty',
  invoice: '发票 Invoice',
  account: '账号与会员 Account',
  other: '其他问题 Other',
}

/** A complaint never waits like an everyday question. */
const priorityOf = (type: TicketType, asked: TicketPriority): TicketPriority =>
  type === 'complaint' && (asked === 'normal' || asked === 'low') ? 'high' : asked

function clip(value: unknown, length: number): string {
  const text = typeof value === 'string' ? value.trim() : ''
  // A cut through a surrogate pair would be text that no database stores.
  return text.length > length
    ? `${text
        .slice(0, length - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`
    : text
}

function fieldsOf(fields: unknown): Record<string, string> {
  if (fields === null || typeof fields !== 'object') return {}
  const entries = Object.entries(fields).filter(
    ([name, value]) => name.trim() && value !== null && value !== undefined && value !== '',
  )
  return Object.fromEntries(
    entries
      .slice(0, 40)
      .map(([name, value]) => [
        clip(name, 60),
        clip(typeof value === 'object' ? JSON.stringify(value) : String(value), 1000),
      ]),
  )
}
