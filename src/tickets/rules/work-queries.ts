import { sql } from 'kysely'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { ActionOutcome } from '#tickets/rules/contract.ts'
import type { Fact } from '#tickets/rules/read-fact.ts'

/** A call of the business that a rule asked for. */
export type Call = {
  action: string
  title: { zh: string; en: string }
  input: Record<string, unknown>
  customerId: string
  conversationId: string | null
  ticketId: string | null
}
type Payload = { fact: Fact } | { call: Call }
/** `n` is the place of the action; -1 the whole rule. */
export type Work = { ruleId: string; fact: string; n: number; payload: Payload; tries: number }
export const WHOLE_RULE = -1

/** What is kept already stays as it is. */
export async function keepWork(db: Queryable, work: Omit<Work, 'tries'>, dueAt = new Date()): Promise<void> {
  const { ruleId, fact, n, payload } = work
  await db
    .insertInto('ticket_rule_work')
    .values({ rule_id: ruleId, fact, n, payload: JSON.stringify(payload), due_at: dueAt })
    .onConflict((oc) => oc.doNothing())
    .execute()
}

/** What is due; nobody else takes it before `until`, unless this node does not live to say what came of it. */
export async function claimWork(db: Queryable, now: Date, until: Date, limit: number): Promise<Work[]> {
  const { rows } = await sql<{ rule_id: string; fact: string; n: number; payload: Payload; tries: number }>`
    update ticket_rule_work w set due_at = ${until}, tries = w.tries + 1 from (
      select rule_id, fact, n from ticket_rule_work where due_at <= ${now} order by due_at limit ${limit}
      for update skip locked
    ) due where w.rule_id = due.rule_id and w.fact = due.fact and w.n = due.n
    returning w.rule_id, w.fact, w.n, w.payload, w.tries`.execute(db)
  return rows.map(({ rule_id, ...row }) => ({ ruleId: rule_id, ...row }))
}

export async function putOff(db: Queryable, { ruleId, fact, n }: Work, dueAt: Date): Promise<void> {
  await sql`update ticket_rule_work set due_at = ${dueAt}
    where rule_id = ${ruleId} and fact = ${fact} and n = ${n}`.execute(db)
}

export async function dropWork(tx: Tx, { ruleId, fact, n }: Work): Promise<void> {
  await sql`delete from ticket_rule_work where rule_id = ${ruleId} and fact = ${fact} and n = ${n}`.execute(tx)
}

/** Says what came of one action of a run. */
export async function writeOutcome(tx: Tx, { ruleId, fact, n }: Work, outcome: ActionOutcome): Promise<void> {
  await sql`update ticket_rule_runs set outcome = jsonb_set(outcome, array[${String(n)}], ${JSON.stringify(outcome)}::jsonb)
    where rule_id = ${ruleId} and fact = ${fact}`.execute(tx)
}
