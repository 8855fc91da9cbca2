import type { ActionDefinition } from '#business/contract.ts'
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
import { fill, inputOf, misfitOf } from '#tickets/rules/fill.ts'
import type { Fact } from '#tickets/rules/read-fact.ts'
import { finishRun, insertRun } from '#tickets/rules/rule-queries.ts'
import { keepWork } from '#tickets/rules/work-queries.ts'
import { TICKET_PRIORITIES } from '#tickets/types/contract.ts'

type Deps = { database: Database; action: (name: string) => ActionDefinition | undefined }

/**
 * Does what a rule asks for, once for each fact. What cannot be done is kept as such and stops nothing else. What the
 * business is asked for is written down with the rest and asked after the commit.
 */
export async function act({ database, action: find }: Deps, rule: RuleView, fact: Fact): Promise<void> {
  // Asked outside the transaction: it looks at everybody.
  const supervisor = rule.actions.some((one) => one.kind === 'assign' && one.to === 'supervisor')
    ? await leastBusy(database.db, 'supervisor')
    : null
  await database.transaction(async (tx) => {
    const conversationId = fact.conversation?.id ?? fact.ticket?.conversationId ?? null
    if (!(await insertRun(tx, { ruleId: rule.id, fact: fact.key, conversationId }))) return
    const ticket = fact.ticket && (await findTicket(tx, fact.ticket.id))
    const doing: Doing = { tx, rule, fact, supervisor, ticket, find }
    const outcome: ActionOutcome[] = []
    for (const [n, action] of rule.actions.entries())
      outcome.push(action.kind === 'business' ? await ask(doing, action, n) : await attempt(doing, action))
    await finishRun(tx, { ruleId: rule.id, fact: fact.key, ticketId: doing.ticket?.id ?? null, outcome })
  })
}

type Doing = {
  tx: Tx
  rule: RuleView
  fact: Fact
  ticket: Ticket | null
  supervisor: string | null
  find: Deps['action']
}

/** Nothing outside is called from within a transaction. */
async function ask(
  { tx, rule, fact, ticket, find }: Doing,
  action: Extract<RuleAction, { kind: 'business' }>,
  n: number,
): Promise<ActionOutcome> {
  const { kind, action: name } = action
  const definition = find(name)
  if (!definition?.writes) return { kind, done: false, detail: `${name}: unknown_action` }
  const input = inputOf(action, definition, fact)
  const misfit = misfitOf(definition, input)
  if (misfit !== null) return { kind, done: false, detail: `${name}: ${misfit}` }
  const conversationId = fact.conversation?.id ?? fact.ticket?.conversationId ?? null
  const about = { customerId: fact.customerId, conversationId, ticketId: ticket?.id ?? null }
  const call = { action: name, title: definition.title, input, ...about }
  await keepWork(tx, { ruleId: rule.id, fact: fact.key, n, payload: { call } })
  return { kind, done: false, detail: 'pending' }
}

async function attempt(doing: Doing, action: Exclude<RuleAction, { kind: 'business' }>): Promise<ActionOutcome> {
  try {
    return { kind: action.kind, done: true, detail: await perform(doing, action) }
  } catch (error) {
    // Every refusal is found before anything is written, so the transaction is still good.
    if (error instanceof AppError) return { kind: action.kind, done: false, detail: error.code }
    throw error
  }
}

async function perform(doing: Doing, action: Exclude<RuleAction, { kind: 'business' }>): Promise<string> {
  const { tx, rule, fact } = doing
  if (action.kind === 'open-ticket') {
    const { type, priority, skill } = action
    const { conversation, ticket, customerId } = fact
    const conversationId = conversation?.id ?? ticket?.conversationId ?? null
    const title = fill(action.title, fact) || rule.name
    const input = {
      type,
      title,
      titleEn: fill(action.titleEn ?? '', fact),
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
    await notify(tx, ticket, userIds, rule, actorOf(rule))
    return userIds.join(' ')
  }
  const patch = patchOf(action, ticket, doing.supervisor)
  doing.ticket = await changeTicket(tx, ticket.id, { version: ticket.version, ...patch }, actorOf(rule))
  return Object.values(patch).join(' ')
}

function patchOf(action: RuleAction, ticket: Ticket, supervisor: string | null): Omit<TicketPatch, 'version'> {
  if (action.kind === 'set') {
    const { kind: _, status, ...patch } = action
    return patch.state ? patch : { ...patch, status }
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
