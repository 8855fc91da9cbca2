import { createHash } from 'node:crypto'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { HOURS_TO_SOLVE, type Ticket, type TicketInput, type TicketPriority } from '#tickets/contract.ts'
import {
  activeUserExists,
  customerExists,
  customerOfConversation,
  findTicket,
  insertTicket,
  type NewTicket,
} from '#tickets/queries.ts'

export type OpenOptions = {
  /** The same key opens one ticket, however often it is asked for; `null` opens a new one each time. */
  onceKey?: string | null
  now?: Date
}

/**
 * Opens a ticket and writes `ticket.opened`. Throws not_found for a customer, or a conversation of his, that is not
 * there, bad_request for an assignee who cannot be given work.
 */
export async function openTicket(
  tx: Tx,
  input: TicketInput,
  actor: string,
  options: OpenOptions = {},
): Promise<Ticket> {
  await requirePlaces(tx, input)
  const at = options.now ?? new Date()
  const { type, title, description, fields, priority, customerId, conversationId, assigneeId } = input
  const created: NewTicket = {
    id: options.onceKey ? idFromKey(`${customerId}\n${options.onceKey}`) : newId(at.getTime()),
    ...{ type, title, description, fields, priority, customerId, conversationId, assigneeId },
    createdBy: actor,
    at,
    dueAt: dueAt(at, priority),
  }
  const isNew = await insertTicket(tx, created)
  const ticket = await findTicket(tx, created.id)
  if (!ticket) throw new AppError('internal')
  if (isNew) await appendEvents(tx, [{ kind: 'ticket.opened', conversationId, customerId, actor, payload: { ticket } }])
  return ticket
}

export const dueAt = (openedAt: Date, priority: TicketPriority): Date =>
  new Date(openedAt.getTime() + HOURS_TO_SOLVE[priority] * 3_600_000)

async function requirePlaces(tx: Tx, { customerId, conversationId, assigneeId }: TicketInput): Promise<void> {
  if (!(await customerExists(tx, customerId))) throw new AppError('not_found')
  if (conversationId && (await customerOfConversation(tx, conversationId)) !== customerId)
    throw new AppError('not_found')
  await requireAssignee(tx, assigneeId)
}

export async function requireAssignee(tx: Tx, assigneeId: string | null | undefined): Promise<void> {
  if (assigneeId && !(await activeUserExists(tx, assigneeId)))
    throw new AppError('bad_request', { detail: 'assigneeId' })
}

/** The id is made of the key, so that the primary key itself refuses a second ticket, on any node. */
function idFromKey(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex')
  return `t-${hex.slice(0, 32)}`
}
