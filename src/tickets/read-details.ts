import type { Db } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { listApprovals } from '#tickets/approval-queries.ts'
import type { TicketDetails } from '#tickets/contract.ts'
import { listLinks } from '#tickets/link-queries.ts'
import { findTicket, listMerged, listNotes } from '#tickets/queries.ts'

/** One ticket with its notes, those of what was merged into it among them, its links and its approval. Throws not_found. */
export async function readDetails(db: Db, id: string): Promise<TicketDetails> {
  const ticket = await findTicket(db, id)
  if (!ticket) throw new AppError('not_found')
  const merged = await listMerged(db, id)
  const [notes, links, approvals] = await Promise.all([
    listNotes(db, [id, ...merged.map((one) => one.id)]),
    listLinks(db, id),
    listApprovals(db, id),
  ])
  return {
    ticket,
    notes,
    links,
    merged: merged.map(({ id: one, number, title, titleEn, status, state, priority }) => ({
      id: one,
      number,
      title,
      titleEn,
      status,
      state,
      priority,
    })),
    approvals,
  }
}
