import { sql } from 'kysely'
import type { Db, Queryable, Tx } from '#platform/db/open.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import type { ActionOutcome, RuleEvent, RuleInput, RuleRun, RuleView } from '#tickets/rules/contract.ts'

const RECENT_DAYS = 30

export async function listRules(db: Queryable): Promise<RuleView[]> {
  const rows = await db
    .selectFrom('ticket_rules as r')
    .selectAll('r')
    .select((eb) =>
      eb
        .selectFrom('ticket_rule_runs as run')
        .whereRef('run.rule_id', '=', 'r.id')
        .where('run.at', '>', sql<Date>`now() - make_interval(days => ${RECENT_DAYS})`)
        .select(eb.fn.countAll<number>().as('n'))
        .as('runs'),
    )
    .orderBy('r.position')
    .orderBy('r.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    nameEn: row.name_en,
    on: row.on_event as RuleEvent,
    conditions: row.conditions as RuleView['conditions'],
    actions: row.actions as RuleView['actions'],
    active: row.active,
    position: row.position,
    version: row.version,
    updatedBy: row.updated_by,
    updatedAt: row.updated_at.toISOString(),
    runs: Number(row.runs ?? 0),
  }))
}

const columns = (rule: RuleInput, by: string, now: Date) => ({
  name: rule.name,
  name_en: rule.nameEn,
  on_event: rule.on,
  conditions: JSON.stringify(rule.conditions),
  actions: JSON.stringify(rule.actions),
  active: rule.active,
  position: rule.position,
  updated_by: by,
  updated_at: now,
})

export async function insertRule(tx: Tx, id: string, rule: RuleInput, by: string, now: Date): Promise<void> {
  await tx
    .insertInto('ticket_rules')
    .values({ id, ...columns(rule, by, now) })
    .execute()
}

/** False when it is not there, or somebody changed it since `version`. */
export async function updateRule(
  tx: Tx,
  id: string,
  version: number,
  rule: RuleInput,
  by: string,
  now: Date,
): Promise<boolean> {
  const row = await tx
    .updateTable('ticket_rules')
    .set({ ...columns(rule, by, now), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteRule(tx: Tx, id: string): Promise<boolean> {
  return (await tx.deleteFrom('ticket_rules').where('id', '=', id).returning('id').executeTakeFirst()) !== undefined
}

/** False when the rule has acted on this fact already. */
export async function insertRun(
  tx: Tx,
  run: { ruleId: string; fact: string; conversationId: string | null },
): Promise<boolean> {
  const row = await tx
    .insertInto('ticket_rule_runs')
    .values({ rule_id: run.ruleId, fact: run.fact, conversation_id: run.conversationId })
    .onConflict((oc) => oc.doNothing())
    .returning('fact')
    .executeTakeFirst()
  return row !== undefined
}

export async function finishRun(
  tx: Tx,
  run: { ruleId: string; fact: string; ticketId: string | null; outcome: ActionOutcome[] },
): Promise<void> {
  await tx
    .updateTable('ticket_rule_runs')
    .set({ ticket_id: run.ticketId, outcome: JSON.stringify(run.outcome) })
    .where('rule_id', '=', run.ruleId)
    .where('fact', '=', run.fact)
    .execute()
}

/** The latest hundred. */
export async function listRuns(db: Db, ruleId: string): Promise<RuleRun[]> {
  const rows = await db
    .selectFrom('ticket_rule_runs as run')
    .leftJoin('tickets as t', 't.id', 'run.ticket_id')
    .select(['run.at', 'run.ticket_id', 'run.conversation_id', 'run.outcome', 't.number', 't.title'])
    .where('run.rule_id', '=', ruleId)
    .orderBy('run.at', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    at: row.at.toISOString(),
    ticketId: row.ticket_id,
    ticketNumber: row.number === null ? null : Number(row.number),
    ticketTitle: row.title,
    conversationId: row.conversation_id,
    outcome: row.outcome as ActionOutcome[],
  }))
}

const KINDS: Record<RuleEvent, { kind: string; what?: string }> = {
  'ticket.opened': { kind: 'ticket.opened' },
  'ticket.changed': { kind: 'ticket.changed' },
  'ticket.sla': { kind: 'ticket.sla' },
  'conversation.handed-over': { kind: 'conversation.changed', what: 'queued' },
  'conversation.closed': { kind: 'conversation.changed', what: 'closed' },
  'conversation.rated': { kind: 'conversation.changed', what: 'rated' },
}

/** Facts a rule of this kind would have seen, latest first. */
export async function pastFacts(db: Db, on: RuleEvent, since: Date, limit: number): Promise<LedgerEvent[]> {
  const { kind, what } = KINDS[on]
  let query = db.selectFrom('events').selectAll().where('kind', '=', kind).where('at', '>=', since)
  if (what) query = query.where(sql<boolean>`payload->>'what' = ${what}`)
  const rows = await query.orderBy('at', 'desc').limit(limit).execute()
  return rows.map((row) => ({
    position: `${row.xid}.${row.id}`,
    at: row.at.toISOString(),
    kind: row.kind,
    conversationId: row.conversation_id,
    customerId: row.customer_id,
    actor: row.actor,
    payload: row.payload as Record<string, unknown>,
  }))
}
