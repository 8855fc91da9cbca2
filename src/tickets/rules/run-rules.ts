import type { Message } from '#conversations/contract.ts'
import type { Database } from '#platform/db/open.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import { type Follower, followLedger } from '#platform/ledger/follow.ts'
import { openPeriodic } from '#platform/periodic.ts'
import { listUnanswered, markFirstResponse } from '#tickets/queries.ts'
import { act } from '#tickets/rules/act.ts'
import { finishWork, type RuleDeps } from '#tickets/rules/finish-work.ts'
import { fits } from '#tickets/rules/fits.ts'
import { readFact } from '#tickets/rules/read-fact.ts'
import { listRules } from '#tickets/rules/rule-queries.ts'
import { keepWork, WHOLE_RULE } from '#tickets/rules/work-queries.ts'

const KINDS = ['ticket.opened', 'ticket.changed', 'ticket.sla', 'conversation.changed', 'message.added']
const LOOK_MS = 1000
const RETRY_MS = 5000
/** What is older when it is read is history: nobody wants a follow-up on last year's rating. */
const DAY = 24 * 3_600_000

/**
 * A durable reader of the ledger that lets the rules act, and stops clocks of tickets that an agent answered in the chat;
 * beside it what rules began is finished.
 */
export async function runRules(deps: RuleDeps): Promise<Follower> {
  const { database, log } = deps
  const reader = await followLedger({
    database,
    log,
    name: 'ticket-rules',
    kinds: KINDS,
    wants: (event) => event.kind !== 'message.added' || agentAnswer(event) !== null,
    patient: true,
    everyMs: LOOK_MS,
    handle: (events) => handleFacts(deps, events),
  })
  const rest = openPeriodic(log)
  rest.every('finish what ticket rules began', LOOK_MS, () => finishWork(deps))
  return {
    ...reader,
    async stop() {
      await rest.stop()
      await reader.stop()
    },
  }
}

export async function handleFacts(deps: Omit<RuleDeps, 'perform'>, events: LedgerEvent[]): Promise<void> {
  const { database, log } = deps
  const since = Date.now() - DAY
  const facts = events.flatMap((event) => (Date.parse(event.at) < since ? [] : (readFact(event) ?? [])))
  const rules = facts.length ? (await listRules(database.db)).filter(({ active }) => active) : []
  for (const fact of facts)
    for (const rule of rules)
      if (fits(rule, fact)) {
        try {
          await act(deps, rule, fact)
        } catch (error) {
          // One rule that cannot act must not hold up the ledger for all others. When not even this can be written, the
          // database is away: the reader comes back to all of it.
          log.error({ err: error, rule: rule.id }, 'a ticket rule failed; it is tried again')
          const later = new Date(Date.now() + RETRY_MS)
          await keepWork(database.db, { ruleId: rule.id, fact: fact.key, n: WHOLE_RULE, payload: { fact } }, later)
        }
      }
  for (const event of events) await noteAnswer(database, event)
}

/** What an agent says in the conversation a ticket came from is an answer to it. */
async function noteAnswer(database: Database, event: LedgerEvent): Promise<void> {
  const message = agentAnswer(event)
  if (!message) return
  const { conversationId } = message
  const unanswered = await listUnanswered(database.db, conversationId)
  if (unanswered.length) await database.transaction((tx) => markFirstResponse(tx, unanswered, new Date(message.at)))
}

/** What an agent said to a customer; null for everything else. */
function agentAnswer({ kind, conversationId, payload }: LedgerEvent): Message | null {
  if (kind !== 'message.added' || !conversationId) return null
  const { message } = payload as { message: Message }
  return message.author.kind === 'agent' && !message.internal ? message : null
}
