import { sql } from 'kysely'
import type { Outcome, Target, TargetStatus } from '#outbound/contract.ts'
import type { Candidate, Moment, Next } from '#outbound/pacing.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'

export type NewTarget = {
  id: string
  customerId: string | null
  name: string
  number: string
  key: string
  language: 'zh' | 'en'
  variables: Record<string, string>
}

const CHUNK = 500

export async function insertTargets(tx: Tx, campaignId: string, targets: readonly NewTarget[], nextAt: Date) {
  for (let at = 0; at < targets.length; at += CHUNK) {
    const rows = targets.slice(at, at + CHUNK).map(({ customerId, key, variables, ...plain }) => ({
      ...{ ...plain, campaign_id: campaignId, customer_id: customerId, number_key: key },
      ...{ variables: JSON.stringify(variables), status: 'waiting', next_at: nextAt },
    }))
    await tx.insertInto('campaign_targets').values(rows).execute()
  }
}

/** Any number: whoever decides on calls waits for whoever does so on another node. */
const DECIDING = 4_106_177_209

/** Held until the transaction ends, so that caps that span campaigns are kept. */
export async function lockDecisions(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${DECIDING})`.execute(tx)
}

const WEEK_MS = 7 * 24 * 3600_000

/** Who may be called now or given up, longest due first, and how the campaign and their numbers stand. */
export async function readMoment(
  tx: Tx,
  campaignId: string,
  { now, all, limit }: { now: number; all: boolean; limit: number },
): Promise<Moment> {
  const at = new Date(now)
  const { rows } = await sql<{
    id: string
    number_key: string
    next_at: Date
    tried: number[]
    stopped: boolean
    engaged: boolean
  }>`
    select t.id, t.number_key, t.next_at,
      coalesce((select json_agg((extract(epoch from a.started_at) * 1000)::float8) from outbound_attempts a
        where a.number_key = t.number_key and a.started_at > ${new Date(now - WEEK_MS)}), '[]'::json) as tried,
      exists (select 1 from do_not_call d where d.number_key = t.number_key) as stopped,
      exists (select 1 from outbound_attempts a where a.number_key = t.number_key and a.ended_at is null) as engaged
    from campaign_targets t
    where t.campaign_id = ${campaignId} and t.status = 'waiting' and (${all} or t.next_at <= ${at})
    order by t.next_at, t.id limit ${limit}`.execute(tx)
  const begun = await tx
    .selectFrom('outbound_attempts')
    .select(['started_at', 'ended_at'])
    .where('campaign_id', '=', campaignId)
    .where((is) => is.or([is('ended_at', 'is', null), is('started_at', '>', new Date(now - 60_000))]))
    .execute()
  const candidates: Candidate[] = rows.map((row) => ({
    ...{ id: row.id, key: row.number_key, nextAt: row.next_at.getTime() },
    ...{ tried: row.tried, stopped: row.stopped, engaged: row.engaged },
  }))
  return {
    now,
    calling: begun.filter(({ ended_at }) => ended_at === null).length,
    begun: begun.map(({ started_at }) => started_at.getTime()),
    candidates,
  }
}

/** How one number stands: when it was tried within the week, and whether a call with it goes on. */
export async function readNumber(tx: Tx, key: string, now: number): Promise<{ tried: number[]; engaged: boolean }> {
  const rows = await tx
    .selectFrom('outbound_attempts')
    .select(['started_at', 'ended_at'])
    .where('number_key', '=', key)
    .where((is) => is.or([is('ended_at', 'is', null), is('started_at', '>', new Date(now - WEEK_MS))]))
    .execute()
  return {
    tried: rows.map(({ started_at }) => started_at.getTime()),
    engaged: rows.some(({ ended_at }) => ended_at === null),
  }
}

/** Attempts by hand whose node is gone: their call is over, or never came about. */
export async function endLostByHand(db: Queryable, before: Date, now: Date): Promise<void> {
  await sql`
    update outbound_attempts a set ended_at = ${now}, outcome = 'failed'
    where a.campaign_id is null and a.ended_at is null and a.started_at < ${before}
      and not exists (select 1 from calls c where c.id = a.call_id and c.ended_at is null)`.execute(db)
}

export type HeldTarget = NewTarget & { attemptId: string; attempts: number }

/** The target is this node's until `until`, and the attempt counts, whatever becomes of the node. */
export async function holdTarget(
  tx: Tx,
  id: string,
  { attemptId, now, until }: { attemptId: string; now: Date; until: Date },
): Promise<HeldTarget> {
  const row = await tx
    .updateTable('campaign_targets')
    .set((is) => ({
      status: 'calling',
      attempts: is('attempts', '+', 1),
      attempt_id: attemptId,
      held_until: until,
      why: null,
    }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await insertAttempt(tx, {
    ...{ id: attemptId, campaign_id: row.campaign_id, target_id: id, customer_id: row.customer_id },
    ...{ number_key: row.number_key, started_at: now },
  })
  return {
    ...{ id, attemptId, attempts: row.attempts, customerId: row.customer_id, name: row.name, number: row.number },
    ...{ key: row.number_key, language: row.language as 'zh' | 'en' },
    variables: row.variables as Record<string, string>,
  }
}

type NewAttempt = {
  id: string
  campaign_id: string | null
  target_id: string | null
  customer_id: string | null
  number_key: string
  started_at: Date
}
export async function insertAttempt(tx: Tx, attempt: NewAttempt): Promise<void> {
  await tx.insertInto('outbound_attempts').values(attempt).execute()
}

export async function renewHold(db: Queryable, attemptId: string, until: Date): Promise<void> {
  await db.updateTable('campaign_targets').set({ held_until: until }).where('attempt_id', '=', attemptId).execute()
}

export async function noteCall(db: Queryable, attemptId: string, callId: string): Promise<void> {
  await db.updateTable('outbound_attempts').set({ call_id: callId }).where('id', '=', attemptId).execute()
  await db.updateTable('campaign_targets').set({ call_id: callId }).where('attempt_id', '=', attemptId).execute()
}

/** False when somebody else has done so already. */
export async function endAttempt(tx: Tx, id: string, outcome: Outcome, now: Date): Promise<boolean> {
  const row = await tx
    .updateTable('outbound_attempts')
    .set({ ended_at: now, outcome })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Attempts whose node is gone. */
export async function lostAttempts(db: Queryable, now: Date) {
  const rows = await db
    .selectFrom('campaign_targets')
    .select(['id', 'campaign_id', 'attempt_id', 'attempts'])
    .where('status', '=', 'calling')
    .where('held_until', '<', now)
    .orderBy('id')
    .limit(CHUNK)
    .execute()
  return rows.map((row) => ({
    ...{ targetId: row.id, campaignId: row.campaign_id, attemptId: row.attempt_id!, attempts: row.attempts },
  }))
}

export async function settleTarget(
  tx: Tx,
  id: string,
  { status, nextAt }: Next,
  { now, why = null, answers }: { now: Date; why?: string | null; answers?: Record<string, string> },
): Promise<void> {
  const waits = status === 'waiting'
  await tx
    .updateTable('campaign_targets')
    .set({
      ...{ status, why, held_until: null, settled_at: waits ? null : now },
      ...(nextAt === null ? {} : { next_at: new Date(nextAt) }),
      ...(answers ? { answers: JSON.stringify(answers) } : {}),
    })
    .where('id', '=', id)
    .execute()
}

export async function postponeTarget(tx: Tx, id: string, at: number): Promise<void> {
  await tx
    .updateTable('campaign_targets')
    .set({ next_at: new Date(at) })
    .where('id', '=', id)
    .execute()
}

/** Everybody who still waits gets an end. */
export async function settleWaiting(tx: Tx, campaignId: string, status: TargetStatus, now: Date): Promise<void> {
  await tx
    .updateTable('campaign_targets')
    .set({ status, settled_at: now })
    .where('campaign_id', '=', campaignId)
    .where('status', '=', 'waiting')
    .execute()
}

/** Whether anybody is called or waits, and when the next one is due. */
export async function openTargets(db: Queryable, campaignId: string): Promise<{ open: number; nextAt: Date | null }> {
  const row = await db
    .selectFrom('campaign_targets')
    .select([
      sql<number>`count(*)::int`.as('open'),
      sql<Date | null>`min(next_at) filter (where status = 'waiting')`.as('next'),
    ])
    .where('campaign_id', '=', campaignId)
    .where('status', 'in', ['waiting', 'calling'])
    .executeTakeFirstOrThrow()
  return { open: row.open, nextAt: row.next }
}

export type TargetFilter = { status?: string | undefined; after?: string | undefined; limit: number }

/** In the order of their ids; numbers as they are. */
export async function listTargets(db: Queryable, campaignId: string, filter: TargetFilter): Promise<Target[]> {
  let query = db.selectFrom('campaign_targets').selectAll().where('campaign_id', '=', campaignId)
  if (filter.status) query = query.where('status', '=', filter.status)
  if (filter.after) query = query.where('id', '>', filter.after)
  const rows = await query.orderBy('id').limit(filter.limit).execute()
  return rows.map((row) => ({
    ...{ id: row.id, customerId: row.customer_id, name: row.name, number: row.number },
    ...{ status: row.status as TargetStatus, why: row.why, attempts: row.attempts, callId: row.call_id },
    nextAt: row.status === 'waiting' ? row.next_at.toISOString() : null,
    answers: row.answers as Record<string, string>,
    settledAt: row.settled_at?.toISOString() ?? null,
  }))
}

/** How often each key was chosen, by question. */
export async function tallyAnswers(db: Queryable, campaignId: string) {
  const { rows } = await sql<{ question: string; key: string; count: number }>`
    select a.key as question, a.value as key, count(*)::int as count
    from campaign_targets t, jsonb_each_text(t.answers) a where t.campaign_id = ${campaignId} group by 1, 2`.execute(db)
  return rows
}

/** Numbers and names of campaigns that ended before then are forgotten; what they came to stays. */
export async function forgetTargets(db: Queryable, before: Date): Promise<void> {
  await sql`
    update campaign_targets t set number = '', name = '', variables = '{}' from campaigns c
    where c.id = t.campaign_id and c.ended_at < ${before} and t.number <> ''`.execute(db)
  await db.deleteFrom('outbound_attempts').where('started_at', '<', before).execute()
}
