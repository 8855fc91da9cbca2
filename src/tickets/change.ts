import { isDeepStrictEqual } from 'node:util'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { requireApproved } from '#tickets/approve.ts'
import type { Ticket, TicketPatch } from '#tickets/contract.ts'
import { requireAssignee, requireType } from '#tickets/open.ts'
import { findTicket, pausedMinutesOf, type TicketColumns, updateTicket } from '#tickets/queries.ts'
import { momentsOf, pausedFor, type Timing, timingOf } from '#tickets/sla/clocks.ts'
import type { TicketStatus } from '#tickets/states/contract.ts'
import { requireState } from '#tickets/states/save-state.ts'
import { readTicketSettings } from '#tickets/types/settings.ts'
import { findType } from '#tickets/types/type-queries.ts'

/**
 * Changes a ticket and writes `ticket.changed`. Throws not_found, `conflict` when somebody changed it since `version`,
 * bad_request for an unknown type or state, or an assignee who cannot be given work, approval_missing when it may not be solved
 * yet. A patch that changes nothing does nothing.
 */
export async function changeTicket(
  tx: Tx,
  id: string,
  patch: TicketPatch & { mergedInto?: string | null },
  actor: string,
  now = new Date(),
): Promise<Ticket> {
  const before = await findTicket(tx, id)
  if (!before) throw new AppError('not_found')
  const { version, ...wanted } = patch
  if (before.version !== version) throw new AppError('conflict')
  const changes = differences(before, await withState(tx, before, wanted))
  if (!Object.keys(changes).length) return before
  await requireAssignee(tx, changes.assigneeId)
  if (changes.type) await requireType(tx, changes.type)
  if (changes.status === 'resolved') await requireApproved(tx, id)
  const columns = { ...changes, ...(await consequences(tx, before, changes, now)) }
  if (!(await updateTicket(tx, id, version, columns, now))) throw new AppError('conflict')
  const ticket = await findTicket(tx, id)
  if (!ticket) throw new AppError('internal')
  const { conversationId, customerId } = ticket
  const what = Object.keys(changes)
  const old = Object.fromEntries(what.map((name) => [name, before[name as keyof Ticket]]))
  await appendEvents(tx, [
    { kind: 'ticket.changed', conversationId, customerId, actor, payload: { ticket, what, before: old } },
  ])
  return ticket
}

/** A state brings its status along; a status alone means the state that is named like it, unless it is in one of it already. */
async function withState<T extends Omit<TicketPatch, 'version'>>(tx: Tx, before: Ticket, wanted: T): Promise<T> {
  const { state, status } = wanted
  if (state === undefined)
    return status === undefined || status === before.status ? wanted : { ...wanted, state: status }
  const of = state === before.state ? before : await requireState(tx, state)
  if (status !== undefined && status !== of.status) throw new AppError('bad_request', { detail: 'state' })
  return { ...wanted, status: of.status }
}

function differences(before: Ticket, wanted: Omit<TicketPatch, 'version'>): TicketColumns {
  const changed = Object.entries(wanted).filter(
    ([key, value]) => value !== undefined && !isDeepStrictEqual(value, before[key as keyof Ticket]),
  )
  return Object.fromEntries(changed)
}

/**
 * The clocks run from opening, whatever type and priority become; they stand still while somebody else is waited for,
 * end when the ticket is solved, and go on when it was not.
 */
async function consequences(tx: Tx, before: Ticket, changes: TicketColumns, now: Date): Promise<TicketColumns> {
  const columns: TicketColumns = {}
  const resolution = changes.status && resolvedAt(before, changes.status, now)
  if (resolution !== undefined) columns.resolvedAt = resolution
  if (resolution && !before.firstRespondedAt) columns.firstRespondedAt = resolution
  const pauses = changes.status === 'pending'
  const goesOn = before.pausedAt !== null && changes.status !== undefined && !pauses
  if (pauses) columns.pausedAt = now
  if (!goesOn && !changes.priority && !changes.type) return columns
  const timing = await timingFor(tx, changes.type ?? before.type)
  let paused = await pausedMinutesOf(tx, before.id)
  if (goesOn) {
    paused += pausedFor(new Date(before.pausedAt as string), now, timing)
    columns.pausedAt = null
    columns.pausedMinutes = paused
  }
  const moments = momentsOf(new Date(before.createdAt), changes.priority ?? before.priority, paused, timing)
  // A clock that was late and is not any more may warn again.
  if (moments.dueAt === null || moments.dueAt > now) columns.resolutionSla = 'running'
  return { ...columns, ...moments }
}

async function timingFor(tx: Tx, typeId: string): Promise<Timing> {
  const type = await findType(tx, typeId)
  return timingOf(type ?? { targets: null, aroundTheClock: false }, await readTicketSettings(tx))
}

const isDone = (status: TicketStatus) => status === 'resolved' || status === 'closed'

function resolvedAt(before: Ticket, status: TicketStatus, now: Date): Date | null | undefined {
  if (isDone(status)) return isDone(before.status) ? undefined : now
  return isDone(before.status) ? null : undefined
}
