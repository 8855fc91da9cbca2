import type { Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { listPeople } from '#tickets/assign-queries.ts'
import type { Ticket } from '#tickets/contract.ts'

type Why = { name: string; nameEn: string }
type To = { to: 'assignee' | 'supervisors' | 'skill' | 'user'; userId?: string | undefined }

/** Who is meant. Where nobody has the skill, or nobody the ticket, the supervisors are: a notice is never lost. */
export async function receiversOf(tx: Tx, ticket: Ticket, { to, userId }: To): Promise<string[]> {
  if (to === 'user' && userId) return [userId]
  if (to === 'assignee' && ticket.assigneeId) return [ticket.assigneeId]
  const skilled = to === 'skill' && ticket.skill ? await listPeople(tx, { skill: ticket.skill }) : []
  return skilled.length ? skilled : listPeople(tx, { role: 'supervisor' })
}

/** Asks people to look at a ticket; each of them sees it at once, whatever page he is on. */
export async function notify(tx: Tx, ticket: Ticket, userIds: string[], why: Why, actor: string): Promise<void> {
  if (!userIds.length) return
  const { id: ticketId, number, title, titleEn, conversationId, customerId } = ticket
  const about = { ticketId, number, title, titleEn, userIds, why: why.name, whyEn: why.nameEn }
  await appendEvents(tx, [{ kind: 'ticket.notice', conversationId, customerId, actor, payload: about }])
}
