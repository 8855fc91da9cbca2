import type { Database, Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { insertApprovals } from '#tickets/approval-queries.ts'
import { leastBusy } from '#tickets/assign.ts'
import { changeTicket } from '#tickets/change.ts'
import type { Ticket, TicketPatch } from '#tickets/contract.ts'
import { noteTicket } from '#tickets/note.ts'
import { notify, receiversOf } from '#tickets/notify.ts'
import { openTicket } from '#tickets/open.ts'
import { findTicket } from '#tickets/queries.ts'
import type { ActionOutcome, RuleAction, RuleView } from '#tickets/rules/contract.ts'
import type { Fact } from '#tickets/rules/read-fact.ts'
import { finishRun, insertRun } from '#tickets/rules/rule-queries.ts'
import { TICKET_PRIORITIES } from '#tickets/types/contract.ts'

/** Does what a rule asks for, once for each fact. What cannot be done is kept as such and stops nothing else. */
export async function act(database: Database, rule: RuleView, fact: Fact): Promise<void> {
  // Asked outside the transaction: it looks at everybody.
  const supervisor = rule.actions.some((one) => one.kind === 'assign' && one.to === 'supervisor')
    ? await leastBusy(database.db, 'supervisor')
    : null
  await database.transaction(async (tx) => {
    const conversationId = fact.conversation?.id ?? fact.ticket?.conversationId ?? null
    if (!(await insertRun(tx, { ruleId: rule.id, fact: fact.key, conversationId }))) return
    const doing: Doing = { tx, rule, fact, supervisor, ticket: fact.ticket && (await findTicket(tx, fact.ticket.id)) }
    const outcome: ActionOutcome[] = []
    for (const action of rule.actions) outcome.push(await attempt(doing, action))
    await finishRun(tx, { ruleId: rule.id, fact: fact.key, ticketId: doing.ticket?.id ?? null, outcome })
  })
}

type Doing = { tx: Tx; rule: RuleView; fact: Fact; ticket: Ticket | null; supervisor: string | null }

async function attempt(doing: Doing, action: RuleAction): Promise<ActionOutcome> {
  try {
    return { kind: action.kind, done: true, detail: await perform(doing, action) }
  } catch (error) {
    // Every refusal is found before anything is written, so the transaction is still good.
    if (error instanceof AppError) return { kind: action.kind, done: false, detail: error.code }
    throw error
  }
}

async function perform(doing: Doing, action: RuleAction): Promise<string> {
  const { tx, rule, fact } = doing
  if (action.kind === 'open-ticket') {
    const { type, priority, skill } = action
    const { conversation, ticket, customerId } = fact
    const conversationId = conversation?.id ?? ticket?.conversationId ?? null
    const title = fill(action.title, fact) || rule.name
    const input = {
      type,
      title,
      description: '',
      fields: fieldsOf(fact),
      priority,
      skill,
      customerId,
      conversationId,
      assigneeId: null,
    }
    // A rating that is changed does not call twice.
    const onceKey = `rule:${rule.id}:${conversation?.id ?? ticket?.id ?? fact.key}`
    doing.ticket = await openTicket(tx, input, actorOf(rule), { onceKey })
    return `#${doing.ticket.number}`
  }
  const { ticket } = doing
  if (!ticket) throw new AppError('not_found')
  if (action.kind === 'note') {
    const input = { body: fill(action.text, fact), customerVisible: action.customerVisible }
    await noteTicket(tx, ticket.id, input, { id: actorOf(rule), name: rule.name })
    return ''
  }
  if (action.kind === 'require-approval') {
    await insertApprovals(tx, ticket.id, [action.step])
    return action.step.name
  }
  if (action.kind === 'notify') {
    const userIds = await receiversOf(tx, ticket, action)
    await notify(tx, ticket, userIds, rule.name, actorOf(rule))
    return userIds.join(' ')
  }
  const patch = patchOf(action, ticket, doing.supervisor)
  doing.ticket = await changeTicket(tx, ticket.id, { version: ticket.version, ...patch }, actorOf(rule))
  return Object.values(patch).join(' ')
}

function patchOf(action: RuleAction, ticket: Ticket, supervisor: string | null): Omit<TicketPatch, 'version'> {
  if (action.kind === 'set') {
    const { kind: _, ...patch } = action
    return patch
  }
  if (action.kind === 'raise-priority')
    return { priority: TICKET_PRIORITIES[Math.min(TICKET_PRIORITIES.indexOf(ticket.priority) + 1, 3)] }
  if (action.kind !== 'assign') return {}
  const assigneeId = action.to === 'supervisor' ? supervisor : action.userId
  if (!assigneeId) throw new AppError('not_found')
  return { assigneeId }
}

export const actorOf = ({ id }: Pick<RuleView, 'id'>): string => `rule:${id}`

/** What a follow-up should know without looking elsewhere. */
function fieldsOf({ conversation }: Fact): Record<string, string> {
  if (!conversation || conversation.rating === null) return {}
  const comment = conversation.ratingComment?.slice(0, 1000)
  return { rating: String(conversation.rating), ...(comment && { comment }) }
}

function fill(text: string, { title, ticket, conversation }: Fact): string {
  const values: Record<string, string> = {
    subject: title,
    title,
    number: ticket ? String(ticket.number) : '',
    customer: conversation?.customerName ?? ticket?.customerName ?? '',
  }
  return text
    .replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
    .trim()
    .slice(0, 200)
}
