import type { RuleCondition, RuleInput } from '#tickets/rules/contract.ts'
import type { Fact } from '#tickets/rules/read-fact.ts'

/** Whether a rule waits for this fact and all its conditions hold. Pure. */
export const fits = (rule: Pick<RuleInput, 'on' | 'conditions'>, fact: Fact): boolean =>
  rule.on === fact.on && rule.conditions.every((condition) => holds(condition, fact.values[condition.field]))

/** What a fact does not know is not anything: only `is-not` holds of it. */
function holds({ op, value }: RuleCondition, known: string | undefined): boolean {
  if (known === undefined) return op === 'is-not'
  const [own, wanted] = [known.toLowerCase(), value.toLowerCase()]
  if (op === 'is') return own === wanted
  if (op === 'is-not') return own !== wanted
  if (op === 'contains') return own.includes(wanted)
  const [a, b] = [Number(known), Number(value)]
  if (Number.isNaN(a) || Number.isNaN(b)) return false
  return op === 'at-most' ? a <= b : a >= b
}
