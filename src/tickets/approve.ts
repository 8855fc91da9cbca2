import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { decideApproval, listApprovals, reopenApprovals } from '#tickets/approval-queries.ts'
import type { Approval, Ticket } from '#tickets/contract.ts'
import { findTicket } from '#tickets/queries.ts'

type Decision = { decision: 'approved' | 'rejected'; comment: string }

/**
 * Agrees to, or refuses, one step. Steps go in order, by somebody of the step's role or an administrator, and never by
 * whoever opened the ticket or works on it. Throws not_found, forbidden, `conflict` when it is not that step's turn.
 */
export async function approve(tx: Tx, id: string, step: number, decision: Decision, actor: Actor): Promise<Approval[]> {
  const ticket = await findTicket(tx, id)
  const approvals = ticket ? await listApprovals(tx, id) : []
  const asked = approvals.find((one) => one.step === step)
  if (!ticket || !asked) throw new AppError('not_found')
  if (!mayDecide(actor, asked, ticket)) throw new AppError('forbidden')
  const turn = approvals.find((one) => one.status !== 'approved')
  if (turn?.step !== step || turn.status !== 'waiting') throw new AppError('conflict')
  const { decision: status, comment } = decision
  const by = `${actor.kind}:${actor.id}`
  if (!(await decideApproval(tx, id, step, { status, comment, by, at: new Date() }))) throw new AppError('conflict')
  const after = await listApprovals(tx, id)
  await tell(tx, ticket, after.find((one) => one.step === step) as Approval, by)
  return after
}

/** Asks again for what was refused. Throws not_found when nothing was. */
export async function askAgain(tx: Tx, id: string, actor: string): Promise<Approval[]> {
  const ticket = await findTicket(tx, id)
  if (!ticket || !(await reopenApprovals(tx, id))) throw new AppError('not_found')
  const approvals = await listApprovals(tx, id)
  await tell(tx, ticket, approvals.find((one) => one.status === 'waiting') as Approval, actor)
  return approvals
}

/** Whoever asks for money or an exception does not grant it himself. */
export function mayDecide(actor: Actor, { role }: Approval, ticket: Ticket): boolean {
  if (actor.kind !== 'user') return false
  if (actor.role !== role && actor.role !== 'administrator') return false
  return ticket.createdBy !== `user:${actor.id}` && ticket.assigneeId !== actor.id
}

export async function requireApproved(tx: Tx, ticketId: string): Promise<void> {
  const approvals = await listApprovals(tx, ticketId)
  if (approvals.some(({ status }) => status !== 'approved')) throw new AppError('approval_missing')
}

async function tell(tx: Tx, ticket: Ticket, approval: Approval, actor: string): Promise<void> {
  const { id: ticketId, conversationId, customerId } = ticket
  await appendEvents(tx, [
    { kind: 'ticket.approval', conversationId, customerId, actor, payload: { ticketId, approval } },
  ])
}
