import type { Database } from '#platform/db/open.ts'
import type { Ticket } from '#tickets/contract.ts'
import { openTicket } from '#tickets/open.ts'
import { OTHER, type TicketPriority, type TicketType, ticketPriority } from '#tickets/types/contract.ts'
import { listTypes } from '#tickets/types/type-queries.ts'

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
  const types = (await listTypes(database.db)).filter(({ active }) => active)
  const id = typeOf(String(wish.type ?? ''), new Set(types.map((type) => type.id)))
  const type = types.find((one) => one.id === id)
  const input = {
    type: id,
    // For a wish without a title; the team works in both languages.
    title: clip(wish.title, 200) || `${type?.name ?? ''} ${type?.nameEn ?? ''}`.trim() || id,
    description: clip(wish.description, 5000),
    fields: fieldsOf(wish.fields),
    priority: priorityOf(id, ticketPriority.safeParse(wish.priority).data ?? type?.priority ?? 'normal'),
    customerId,
    conversationId,
    assigneeId: null,
  }
  const onceKey = `${conversationId}\n${asked.onceKey}`
  return database.transaction((tx) => openTicket(tx, input, 'bot', { onceKey }))
}

/** Kinds of flows and the type of ticket they mean. */
const TYPES: [RegExp, TicketType][] = [
  [/refund|return|exchange|cancel/, 'refund'],
  [/logistic|deliver|address|shipping/, 'logistics'],
  [/fault|quality|defect/, 'quality'],
  [/complain/, 'complaint'],
  [/repair|warranty/, 'repair'],
  [/invoice/, 'invoice'],
  [/account|member|sign/, 'account'],
]

function typeOf(asked: string, known: ReadonlySet<string>): TicketType {
  if (known.has(asked)) return asked
  const meant = TYPES.find(([pattern]) => pattern.test(asked))?.[1]
  return meant && known.has(meant) ? meant : OTHER
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
