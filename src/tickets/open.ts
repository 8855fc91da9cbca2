import { createHash } from 'node:crypto'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { insertApprovals } from '#tickets/approval-queries.ts'
import type { Ticket, TicketInput } from '#tickets/contract.ts'
import {
  activeUserExists,
  customerExists,
  customerOfConversation,
  findTicket,
  insertTicket,
  type NewTicket,
} from '#tickets/queries.ts'
import { momentsOf, timingOf } from '#tickets/sla/clocks.ts'
import type { TicketTypeView } from '#tickets/types/contract.ts'
import { readTicketSettings } from '#tickets/types/settings.ts'
import { findType } from '#tickets/types/type-queries.ts'

export type OpenOptions = {
  /** The same key opens one ticket, however often it is asked for; `null` opens a new one each time. */
  onceKey?: string | null
  now?: Date
}

/**
 * Opens a ticket with the clocks, skill and approval steps of its type, and writes `ticket.opened`. Throws not_found for
 * a customer, or a conversation of his, that is not there, bad_request for an unknown type or an assignee who cannot be
 * given work.
 */
export async function openTicket(
  tx: Tx,
  input: TicketInput & { titleEn?: string },
  actor: string,
  options: OpenOptions = {},
): Promise<Ticket> {
  const type = await requireType(tx, input.type)
  await requirePlaces(tx, input)
  const at = options.now ?? new Date()
  const { title, titleEn = '', description, fields, customerId, conversationId, assigneeId } = input
  const priority = input.priority ?? type.priority
  const created: NewTicket = {
    id: options.onceKey ? idFromKey(`${customerId}\n${options.onceKey}`) : newId(at.getTime()),
    ...{ type: type.id, title, titleEn, description, fields, priority, customerId, conversationId, assigneeId },
    skill: input.skill === undefined ? type.skill : input.skill,
    createdBy: actor,
    at,
    ...momentsOf(at, priority, 0, timingOf(type, await readTicketSettings(tx))),
  }
  const isNew = await insertTicket(tx, created)
  if (isNew) await insertApprovals(tx, created.id, type.approval)
  const ticket = await findTicket(tx, created.id)
  if (!ticket) throw new AppError('internal')
  if (isNew) await appendEvents(tx, [{ kind: 'ticket.opened', conversationId, customerId, actor, payload: { ticket } }])
  return ticket
}

/** A type that may be used for new tickets. */
export async function requireType(tx: Tx, id: string): Promise<TicketTypeView> {
  const type = await findType(tx, id)
  if (!type?.active) throw new AppError('bad_request', { detail: 'type' })
  return type
}

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
