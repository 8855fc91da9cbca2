import { type Selectable, sql } from 'kysely'
import type { CaseCluster, CaseLabel, CaseReason, FailureCase } from '#learning/contract.ts'
import type { Database, Db, Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'
import type { ModelKind } from '#understanding/models/contract.ts'

export const statements = {
  /** A case met again gets the further reason; what people decided about it stays. */
  put: `
    insert into failure_cases (id, kind, conversation_id, seq, at, language, text, taken, confidence, reasons, second)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11)
    on conflict (conversation_id, seq, kind) do update set
      reasons = (select jsonb_agg(distinct reason) from jsonb_array_elements(failure_cases.reasons || excluded.reasons) reason)
    where not failure_cases.reasons @> excluded.reasons
    returning id, (xmax = 0) as fresh`,
  /**
   * The next case for a person, his for two minutes: what he holds already, then cases whose first label somebody else
   * gave, then open ones, newest first. Two people never get the same one.
   */
  next: `
    update failure_cases set locked_by = $1, locked_until = now() + interval '2 minutes'
    where id = (
      select c.id from failure_cases c
      where (c.status = 'open' or (c.status = 'labelled' and c.second and not c.disputed and c.labelled_by <> $1
          and (select count(*) from case_labels l where l.case_id = c.id) = 1))
        and (c.locked_by = $1 or c.locked_until is null or c.locked_until < now())
        and not c.skipped_by @> to_jsonb($1::text)
        and ($2::text is null or c.cluster_id = $2) and ($3::text is null or c.language = $3)
        and ($4::text is null or c.id <> $4) and c.kind = $5
      order by (c.locked_by = $1 and c.locked_until > now()) desc nulls last, c.status, c.at desc, c.id
      limit 1 for update skip locked)
    returning *`,
  clusters: `
    select cluster_id as id, count(*)::int as size, mode() within group (order by text) as title,
      mode() within group (order by taken) as taken, max(at) as newest, (array_agg(distinct text))[1:5] as examples
    from failure_cases where kind = $5 and status = 'open' and cluster_id is not null
      and ($1::text is null or language = $1)
    group by cluster_id
    having $2::int is null or (count(*)::int, cluster_id) < ($2, $3)
    order by count(*)::int desc, cluster_id desc limit $4`,
  days: `
    with day as (
      select generate_series(date_trunc('day', now() at time zone 'Asia/Shanghai') - make_interval(days => $1::int - 1),
        date_trunc('day', now() at time zone 'Asia/Shanghai'), interval '1 day') as start
    )
    select to_char(start, 'YYYY-MM-DD') as day,
      (select count(*)::int from failure_cases c where c.kind = $2 and c.at >= start at time zone 'Asia/Shanghai'
        and c.at < (start + interval '1 day') at time zone 'Asia/Shanghai') as gathered,
      (select count(*)::int from failure_cases c where c.kind = $2 and c.status = 'labelled' and c.labelled_at >= start at time zone 'Asia/Shanghai'
        and c.labelled_at < (start + interval '1 day') at time zone 'Asia/Shanghai') as labelled,
      (select count(*)::int from failure_cases c where c.kind = $2 and c.status = 'dismissed' and c.labelled_at >= start at time zone 'Asia/Shanghai'
        and c.labelled_at < (start + interval '1 day') at time zone 'Asia/Shanghai') as dismissed
    from day order by start`,
  assign: `
    update failure_cases c set cluster_id = a.cluster
    from jsonb_to_recordset($1::jsonb) as a(id text, cluster text) where c.id = a.id and c.cluster_id is null`,
} as const

type Row = Selectable<Tables['failure_cases']>

export function toCase(row: Row): FailureCase {
  return {
    id: row.id,
    kind: row.kind as ModelKind,
    conversationId: row.conversation_id,
    seq: row.seq,
    at: row.at.toISOString(),
    language: row.language as FailureCase['language'],
    text: row.text,
    taken: row.taken,
    confidence: row.confidence,
    reasons: row.reasons as CaseReason[],
    status: row.status as FailureCase['status'],
    clusterId: row.cluster_id,
    label: row.label as CaseLabel | null,
    labelledBy: row.labelled_by,
    labelledAt: row.labelled_at?.toISOString() ?? null,
    second: row.second,
    disputed: row.disputed,
  }
}

type NewCase = Pick<FailureCase, 'id' | 'kind' | 'conversationId' | 'seq' | 'at' | 'language' | 'text' | 'second'> &
  Pick<FailureCase, 'taken' | 'confidence'> & { reason: CaseReason }

/** Null when the case is known with this reason. `fresh`: there was none of its kind for this message. */
export async function putCase(database: Database, c: NewCase): Promise<{ id: string; fresh: boolean } | null> {
  const [row] = await database.run<{ id: string; fresh: boolean }>(statements.put, [
    ...[c.id, c.kind, c.conversationId, c.seq, c.at, c.language, c.text, c.taken, c.confidence],
    ...[JSON.stringify([c.reason]), c.second],
  ])
  return row ?? null
}

/** `besides` is the case in hand: the one after it can be fetched before it is decided. */
type NextFilter = {
  kind: ModelKind
  cluster?: string | undefined
  language?: string | undefined
  besides?: string | undefined
}

export async function takeNext(database: Database, userId: string, filter: NextFilter) {
  const { kind, cluster = null, language = null, besides = null } = filter
  const [row] = await database.run<Row>(statements.next, [userId, cluster, language, besides, kind])
  return row ? toCase(row) : null
}

export async function findCase(db: Queryable, id: string): Promise<FailureCase | null> {
  const row = await db.selectFrom('failure_cases').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toCase(row) : null
}

/** The case of a kind that a message became. */
export async function findCaseOf(
  db: Queryable,
  kind: ModelKind,
  { conversationId, seq }: { conversationId: string; seq: number },
): Promise<FailureCase | null> {
  const row = await db
    .selectFrom('failure_cases')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('seq', '=', seq)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row ? toCase(row) : null
}

export type CaseFilter = {
  kind: ModelKind
  status?: FailureCase['status'] | undefined
  reason?: CaseReason | undefined
  taken?: string | undefined
  cluster?: string | undefined
  language?: string | undefined
  disputed?: boolean | undefined
  q?: string | undefined
  sort: 'newest' | 'least-sure'
  after?: { key: string; id: string } | undefined
  limit: number
}

export async function listCases(db: Db, filter: CaseFilter): Promise<FailureCase[]> {
  const { kind, status, reason, taken, cluster, language, disputed, q, sort, after, limit } = filter
  const at = sql<Date>`date_trunc('milliseconds', at)`
  let query = db.selectFrom('failure_cases').selectAll().where('kind', '=', kind)
  if (status) query = query.where('status', '=', status)
  if (reason) query = query.where(sql<boolean>`reasons @> ${JSON.stringify([reason])}::jsonb`)
  if (taken) query = query.where('taken', '=', taken)
  if (cluster) query = query.where('cluster_id', '=', cluster)
  if (language) query = query.where('language', '=', language)
  if (disputed !== undefined) query = query.where('disputed', '=', disputed)
  if (q) query = query.where('text', 'ilike', `%${q.replace(/[\\%_]/g, '\\$&')}%`)
  if (after && sort === 'newest') {
    const time = new Date(after.key)
    query = query.where((eb) => eb.or([eb(at, '<', time), eb.and([eb(at, '=', time), eb('id', '<', after.id)])]))
  } else if (after) {
    const sure = Number(after.key)
    query = query.where((eb) =>
      eb.or([eb('confidence', '>', sure), eb.and([eb('confidence', '=', sure), eb('id', '<', after.id)])]),
    )
  }
  query = sort === 'newest' ? query.orderBy(at, 'desc') : query.orderBy('confidence', 'asc')
  return (await query.orderBy('id', 'desc').limit(limit).execute()).map(toCase)
}

export async function countOpen(db: Db, kind: ModelKind): Promise<number> {
  const row = await db
    .selectFrom('failure_cases')
    .select((eb) => eb.fn.countAll().as('open'))
    .where('kind', '=', kind)
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow()
  return Number(row.open)
}

export async function skipCase(db: Db, id: string, userId: string): Promise<boolean> {
  const row = await db
    .updateTable('failure_cases')
    .set({
      skipped_by: sql<string>`(select coalesce(jsonb_agg(distinct one), '[]') from jsonb_array_elements(skipped_by || to_jsonb(${userId}::text)) one)`,
      locked_by: null,
      locked_until: null,
    })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

type ClusterRow = { id: string; size: number; title: string; taken: string | null; newest: Date; examples: string[] }

export async function listClusters(
  database: Database,
  filter: {
    kind: ModelKind
    language?: string | undefined
    after?: { size: number; id: string } | undefined
    limit: number
  },
): Promise<CaseCluster[]> {
  const { kind, language, after, limit } = filter
  const rows = await database.run<ClusterRow>(statements.clusters, [
    ...[language ?? null, after?.size ?? null, after?.id ?? '', limit, kind],
  ])
  return rows.map(({ newest, ...row }) => ({ ...row, newestAt: newest.toISOString() }))
}

export type ToCluster = { id: string; text: string; cluster: string | null }

/** Open cases of a kind, the oldest first, so that clusters keep their founders. */
export async function openCases(db: Db, kind: ModelKind, limit: number): Promise<ToCluster[]> {
  const rows = await db
    .selectFrom('failure_cases')
    .select(['id', 'text', 'cluster_id as cluster'])
    .where('kind', '=', kind)
    .where('status', '=', 'open')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.reverse()
}

export async function unclustered(db: Db, kind: ModelKind): Promise<boolean> {
  const row = await db
    .selectFrom('failure_cases')
    .select('id')
    .where('kind', '=', kind)
    .where('status', '=', 'open')
    .where('cluster_id', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function assignClusters(database: Database, assigned: { id: string; cluster: string }[]): Promise<void> {
  await database.run(statements.assign, [JSON.stringify(assigned)])
}

export async function openIdsOf(db: Queryable, cluster: string): Promise<string[]> {
  const rows = await db
    .selectFrom('failure_cases')
    .select('id')
    .where('cluster_id', '=', cluster)
    .where('status', '=', 'open')
    .orderBy('id')
    .limit(5000)
    .execute()
  return rows.map(({ id }) => id)
}

/** Newest labelled cases of a kind, for suggestions. */
export async function labelledCases(
  db: Db,
  kind: ModelKind,
  limit: number,
): Promise<{ id: string; text: string; label: CaseLabel }[]> {
  const rows = await db
    .selectFrom('failure_cases')
    .select(['id', 'text', 'label'])
    .where('kind', '=', kind)
    .where('status', '=', 'labelled')
    .where('disputed', '=', false)
    .orderBy('labelled_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, label: row.label as CaseLabel }))
}

export type DayRow = { day: string; gathered: number; labelled: number; dismissed: number }
export const countDays = (database: Database, kind: ModelKind, days: number) =>
  database.run<DayRow>(statements.days, [days, kind])

export async function lockCase(tx: Tx, id: string): Promise<(FailureCase & { exampleId: string | null }) | null> {
  const row = await tx.selectFrom('failure_cases').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? { ...toCase(row), exampleId: row.example_id } : null
}
