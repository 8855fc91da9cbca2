import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { Ticket, TicketLink } from '#tickets/contract.ts'
import { insertLink, listLinks, removeLink } from '#tickets/link-queries.ts'
import { findByName, findTicket } from '#tickets/queries.ts'

type Wish = { to: string; kind: TicketLink['kind'] }

/** Links two tickets; a link that is there already changes its kind. Throws not_found, bad_request for a ticket and itself. */
export async function linkTickets(tx: Tx, id: string, { to, kind }: Wish, actor: string): Promise<TicketLink[]> {
  const [ticket, other] = [await findTicket(tx, id), await findByName(tx, to)]
  if (!ticket || !other) throw new AppError('not_found')
  if (ticket.id === other.id) throw new AppError('bad_request', { detail: 'to' })
  await removeLink(tx, ticket.id, other.id)
  const [fromId, toId] = kind === 'child' ? [other.id, ticket.id] : [ticket.id, other.id]
  await insertLink(tx, { fromId, toId, kind: kind === 'related' ? 'related' : 'parent', by: actor })
  await tell(tx, ticket, other.id, kind, actor)
  return listLinks(tx, ticket.id)
}

/** Throws not_found when there is no such link. */
export async function unlinkTickets(tx: Tx, id: string, otherId: string, actor: string): Promise<TicketLink[]> {
  const ticket = await findTicket(tx, id)
  if (!ticket || !(await removeLink(tx, id, otherId))) throw new AppError('not_found')
  await tell(tx, ticket, otherId, 'none', actor)
  return listLinks(tx, id)
}

async function tell(tx: Tx, ticket: Ticket, otherId: string, kind: TicketLink['kind'] | 'none', actor: string) {
  const { id: ticketId, conversationId, customerId } = ticket
  await appendEvents(tx, [
    { kind: 'ticket.linked', conversationId, customerId, actor, payload: { ticketId, otherId, kind } },
  ])
}
