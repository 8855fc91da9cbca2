import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { changeTicket } from '#tickets/change.ts'
import type { Ticket } from '#tickets/contract.ts'
import { findByName, findTicket } from '#tickets/queries.ts'

/**
 * One ticket goes on in another of the same customer: it is closed, and its notes are read there. Nothing moves, so it can
 * be taken apart again. Throws not_found, bad_request for one that is merged itself, or another customer's.
 */
export async function mergeTicket(
  tx: Tx,
  id: string,
  { into, version }: { into: string; version: number },
  actor: string,
): Promise<Ticket> {
  const [ticket, target] = [await findTicket(tx, id), await findByName(tx, into)]
  if (!ticket || !target) throw new AppError('not_found')
  const fits = target.id !== id && target.customerId === ticket.customerId && target.mergedInto === null
  if (!fits || ticket.mergedInto !== null) throw new AppError('bad_request', { detail: 'into' })
  return changeTicket(tx, id, { version, status: 'closed', mergedInto: target.id }, actor)
}

/** Takes a merged ticket out again; it is open as before. Throws not_found when it is not merged. */
export async function unmergeTicket(tx: Tx, id: string, version: number, actor: string): Promise<Ticket> {
  const ticket = await findTicket(tx, id)
  if (!ticket?.mergedInto) throw new AppError('not_found')
  return changeTicket(tx, id, { version, status: 'open', mergedInto: null }, actor)
}
