import type { ActionDefinition, Perform } from '#business/contract.ts'
import type { Database } from '#platform/db/open.ts'
import type { Log } from '#platform/log.ts'
import { noteTicket } from '#tickets/note.ts'
import { act, actorOf } from '#tickets/rules/act.ts'
import { finishRun, insertRun, listRules } from '#tickets/rules/rule-queries.ts'
import {
  type Call,
  claimWork,
  dropWork,
  putOff,
  WHOLE_RULE,
  type Work,
  writeOutcome,
} from '#tickets/rules/work-queries.ts'

export type RuleDeps = {
  database: Database
  log: Log
  perform: Perform
  /** What the business can do, by name. */
  action: (name: string) => ActionDefinition | undefined
}

const AT_ONCE = 20
/** A call takes no longer than this; if nobody has said by then what came of it, it is made again with the same key. */
const LEASE_MS = 60_000
const FIRST_MS = 10_000
const LONGEST_MS = 30 * 60_000
/** The last of these tries is some hours after the first. */
export const MOST_TRIES = 12
const waitAfter = (tries: number) => Math.min(LONGEST_MS, FIRST_MS * 2 ** (tries - 1))

/** Does what rules began and did not finish: calls of the business, and rules that a fault kept from acting. */
export async function finishWork(deps: RuleDeps, now = new Date()): Promise<number> {
  const claimed = await claimWork(deps.database.db, now, new Date(now.getTime() + LEASE_MS), AT_ONCE)
  for (const work of claimed) {
    const done = 'call' in work.payload ? await makeCall(deps, work, work.payload.call) : await actAgain(deps, work)
    if (!done) await putOff(deps.database.db, work, new Date(now.getTime() + waitAfter(work.tries)))
  }
  return claimed.length
}

/** The business may be away; what it refuses it would refuse again. The key makes a repeated call one call. */
async function makeCall({ database, perform }: RuleDeps, work: Work, call: Call): Promise<boolean> {
  const { ruleId, fact, n } = work
  const { action, input, customerId, conversationId, ticketId, title } = call
  const outcome = await perform({
    ...{ action, input, customerId, conversationId, actor: actorOf({ id: ruleId }) },
    idempotencyKey: `rule:${ruleId}:${fact}:${n}`,
  })
  if (!outcome.ok && outcome.why === 'unavailable' && work.tries < MOST_TRIES) return false
  await database.transaction(async (tx) => {
    const detail = outcome.ok ? action : `${action}: ${outcome.code}`
    await writeOutcome(tx, work, { kind: 'business', done: outcome.ok, detail })
    await dropWork(tx, work)
    if (!ticketId) return
    const body = outcome.ok
      ? `已按规则自动办理：${title.zh}。Done by a rule: ${title.en}.`
      : `按规则办理“${title.zh}”没有成功：${outcome.message.zh} A rule could not do "${title.en}": ${outcome.message.en}`
    await noteTicket(tx, ticketId, { body, customerVisible: false }, { id: actorOf({ id: ruleId }), name: '' })
  })
  return true
}

async function actAgain(deps: RuleDeps, work: Work): Promise<boolean> {
  if (!('fact' in work.payload) || work.n !== WHOLE_RULE) return true
  const { database, log } = deps
  const { fact } = work.payload
  const rule = (await listRules(database.db)).find(({ id }) => id === work.ruleId)
  try {
    if (rule?.active) await act(deps, rule, fact)
    await database.transaction((tx) => dropWork(tx, work))
    return true
  } catch (error) {
    log.error({ err: error, rule: work.ruleId, tries: work.tries }, 'a ticket rule failed again')
    if (work.tries < MOST_TRIES) return false
  }
  await database.transaction(async (tx) => {
    const run = { ruleId: work.ruleId, fact: fact.key }
    const conversationId = fact.conversation?.id ?? fact.ticket?.conversationId ?? null
    if (await insertRun(tx, { ...run, conversationId })) {
      const outcome = [{ kind: 'rule', done: false, detail: 'internal' }]
      await finishRun(tx, { ...run, ticketId: fact.ticket?.id ?? null, outcome })
    }
    await dropWork(tx, work)
  })
  return true
}
