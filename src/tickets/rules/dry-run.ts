import type { Db } from '#platform/db/open.ts'
import type { DryRun, RuleInput } from '#tickets/rules/contract.ts'
import { fits } from '#tickets/rules/fits.ts'
import { readFact } from '#tickets/rules/read-fact.ts'
import { pastFacts } from '#tickets/rules/rule-queries.ts'

const DAY = 86_400_000
/** More than this is not read: the share says enough. */
const MOST = 5000
const EXAMPLES = 20

/** What a rule would have acted on in the last days. Does nothing. */
export async function dryRunRule(db: Db, rule: RuleInput, days: number, now = new Date()): Promise<DryRun> {
  const events = await pastFacts(db, rule.on, new Date(now.getTime() - days * DAY), MOST)
  const facts = events.flatMap((event) => readFact(event) ?? [])
  const matched = facts.filter((fact) => fits(rule, fact))
  return {
    facts: facts.length,
    matched: matched.length,
    examples: matched.slice(0, EXAMPLES).map(({ at, title, ticket, conversation, values }) => ({
      at,
      title,
      ticketId: ticket?.id ?? null,
      conversationId: conversation?.id ?? null,
      values,
    })),
  }
}
