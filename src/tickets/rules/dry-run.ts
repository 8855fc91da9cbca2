import type { ActionDefinition } from '#business/contract.ts'
import type { Db } from '#platform/db/open.ts'
import type { DryRun, RuleAction, RuleInput } from '#tickets/rules/contract.ts'
import { fill, inputOf, misfitOf } from '#tickets/rules/fill.ts'
import { fits } from '#tickets/rules/fits.ts'
import { type Fact, readFact } from '#tickets/rules/read-fact.ts'
import { pastFacts } from '#tickets/rules/rule-queries.ts'

const DAY = 86_400_000
/** More than this is not read: the share says enough. */
const MOST = 5000
const EXAMPLES = 20

/** What a rule would have acted on in the last days. Does nothing. */
export async function dryRunRule(
  db: Db,
  rule: RuleInput,
  days: number,
  find: (name: string) => ActionDefinition | undefined,
  now = new Date(),
): Promise<DryRun> {
  const events = await pastFacts(db, rule.on, new Date(now.getTime() - days * DAY), MOST)
  const facts = events.flatMap((event) => readFact(event) ?? [])
  const matched = facts.filter((fact) => fits(rule, fact))
  return {
    facts: facts.length,
    matched: matched.length,
    examples: matched.slice(0, EXAMPLES).map((fact) => ({
      at: fact.at,
      title: fact.title,
      ticketId: fact.ticket?.id ?? null,
      conversationId: fact.conversation?.id ?? null,
      values: fact.values,
      would: rule.actions.map((action) => wouldDo(action, fact, find)),
    })),
  }
}

type Would = DryRun['examples'][number]['would'][number]

function wouldDo(action: RuleAction, fact: Fact, find: (name: string) => ActionDefinition | undefined): Would {
  const { kind } = action
  if (kind === 'open-ticket') return { kind, text: fill(action.title, fact), problem: null }
  if (kind === 'note') return { kind, text: fill(action.text, fact), problem: null }
  if (kind !== 'business') return { kind, text: '', problem: null }
  const definition = find(action.action)
  if (!definition) return { kind, text: action.action, problem: action.action }
  const input = inputOf(action, definition, fact)
  const given = Object.entries(input).map(([name, value]) => `${name}: ${value}`)
  return { kind, text: [action.action, ...given].join(' · '), problem: misfitOf(definition, input) }
}
