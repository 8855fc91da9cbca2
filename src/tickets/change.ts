import { isDeepStrictEqual } from 'node:util'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { Ticket, TicketPatch, TicketStatus } from '#tickets/contract.ts'
import { dueAt, requireAssignee } from '#tickets/open.ts'
import { findTicket, type TicketColumns, updateTicket } from '#tickets/queries.ts'

/**
 * Changes a ticket and writes `ticket.changed`. Throws not_found, `conflict` when somebody changed it since `version`,
 * bad_request for an assignee who cannot be given work. A patch that changes nothing does nothing.
 */
export async function changeTicket(
  tx: Tx,
  id: string,
  patch: TicketPatch,
  actor: string,
  now = new Date(),
): Promise<Ticket> {
  const before = await findTicket(tx, id)
  if (!before) throw new AppError('not_found')
  const { version, ...wanted } = patch
  if (before.version !== version) throw new AppError('conflict')
  const changes = differences(before, wanted)
  if (!Object.keys(changes).length) return before
  await requireAssignee(tx, changes.assigneeId)
  if (!(await updateTicket(tx, id, version, { ...changes, ...consequences(before, changes, now) }, now))) {
    throw new AppError('conflict')
  }
  const ticket = await findTicket(tx, id)
  if (!ticket) throw new AppError('internal')
  const { conversationId, customerId } = ticket
  const what = Object.keys(changes)
  await appendEvents(tx, [{ kind: 'ticket.changed', conversationId, customerId, actor, payload: { ticket, what } }])
  return ticket
}

function differences(before: Ticket, wanted: Omit<TicketPatch, 'version'>): TicketColumns {
  const changed = Object.entries(wanted).filter(
    ([key, value]) => value !== undefined && !isDeepStrictEqual(value, before[key as keyof Ticket]),
  )
  return Object.fromEntries(changed)
}

/** The clock runs from opening, whatever the priority becomes; it stops when the ticket is solved, and goes on when not. */
function consequences(before: Ticket, changes: TicketColumns, now: Date): Pick<TicketColumns, 'dueAt' | 'resolvedAt'> {
  const due = changes.priority && dueAt(new Date(before.createdAt), changes.priority)
  const resolution = changes.status && resolvedAt(before, changes.status, now)
  return { ...(due && { dueAt: due }), ...(resolution !== undefined && { resolvedAt: resolution }) }
}

const isDone = (status: TicketStatus) => status === 'resolved' || status === 'closed'

function resolvedAt(before: Ticket, status: TicketStatus, now: Date): Date | null | undefined {
  if (isDone(status)) return isDone(before.status) ? undefined : now
  return isDone(before.status) ? null : undefined
}
