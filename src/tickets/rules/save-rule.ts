import { recordAudit } from '#governance/record-audit.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { type RuleAction, type RuleInput, type RuleView, soundRule } from '#tickets/rules/contract.ts'
import { deleteRule, insertRule, listRules, updateRule } from '#tickets/rules/rule-queries.ts'
import { requireState } from '#tickets/states/save-state.ts'

type By = { actor: string; ip: string }

/** Adds a rule, or changes the one whose `version` was read. Throws bad_request for one that could never act, or an unknown state, `conflict`. */
export async function saveRule(
  tx: Tx,
  rule: RuleInput,
  known: { id: string; version: number } | null,
  by: By,
): Promise<RuleView> {
  const problem = soundRule.safeParse(rule).error?.issues[0]?.message
  if (problem) throw new AppError('bad_request', { detail: problem })
  for (const one of rule.actions) await checkState(tx, one)
  const id = known?.id ?? newId()
  const now = new Date()
  if (known && !(await updateRule(tx, known.id, known.version, rule, by.actor, now))) {
    const there = (await listRules(tx)).some((one) => one.id === known.id)
    throw new AppError(there ? 'conflict' : 'not_found')
  }
  if (!known) await insertRule(tx, id, rule, by.actor, now)
  await record(tx, id, 'ticket-rule.saved', by)
  return (await listRules(tx)).find((one) => one.id === id) as RuleView
}

/** Nobody but a person says that a ticket is solved. */
async function checkState(tx: Tx, action: RuleAction): Promise<void> {
  if (action.kind !== 'set' || !action.state) return
  if ((await requireState(tx, action.state)).status === 'resolved')
    throw new AppError('bad_request', { detail: 'state' })
}

export async function removeRule(tx: Tx, id: string, by: By): Promise<void> {
  if (!(await deleteRule(tx, id))) throw new AppError('not_found')
  await record(tx, id, 'ticket-rule.deleted', by)
}

async function record(tx: Tx, ruleId: string, action: `ticket-rule.${'saved' | 'deleted'}`, by: By): Promise<void> {
  await recordAudit(tx, { ...by, action, target: ruleId })
  await appendEvents(tx, [
    { kind: 'rule.changed', conversationId: null, customerId: null, actor: by.actor, payload: { ruleId } },
  ])
}
