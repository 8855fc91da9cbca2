import { sql } from 'kysely'
import type { Alert } from '#emotion/alerts/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'

const COLUMNS = sql`
  a.id, a.conversation_id as "conversationId", a.customer_id as "customerId",
  coalesce(c.display_name, '') as "customerName", coalesce(c.tier, 'regular') as tier, a.status, a.severity, a.warning,
  a.emotion, a.raised_at as "raisedAt", a.raised_seq as "raisedSeq", a.due_at as "dueAt", a.escalations,
  a.acknowledged_by as "acknowledgedBy", a.claimed_by as "claimedBy", u.name as "claimedByName",
  a.claimed_at as "claimedAt", a.closed_at as "closedAt", a.closed_by as "closedBy",
  a.close_reason as "closeReason", a.version`
const FROM = sql`
  from emotion_alerts a left join customers c on c.id = a.customer_id left join users u on u.id = a.claimed_by`

const TIMES = ['raisedAt', 'dueAt', 'claimedAt', 'closedAt'] as const
type Row = Omit<Alert, (typeof TIMES)[number]> & Record<(typeof TIMES)[number], Date | null>

const toAlert = (row: Row): Alert =>
  ({ ...row, ...Object.fromEntries(TIMES.map((name) => [name, row[name]?.toISOString() ?? null])) }) as unknown as Alert

export async function alertsByIds(db: Queryable, ids: readonly string[]): Promise<Alert[]> {
  if (!ids.length) return []
  const { rows } = await sql<Row>`select ${COLUMNS} ${FROM} where a.id in (${sql.join(ids)}) order by a.id`.execute(db)
  return rows.map(toAlert)
}

/** Newest first; `open` are all that are not closed. */
export async function listAlerts(
  db: Queryable,
  filter: { open: boolean; before?: { at: string; id: string }; limit: number },
): Promise<Alert[]> {
  const state = filter.open ? sql`a.status <> 'closed'` : sql`a.status = 'closed'`
  const page = filter.before ? sql`and (a.raised_at, a.id) < (${filter.before.at}, ${filter.before.id})` : sql``
  const { rows } = await sql<Row>`select ${COLUMNS} ${FROM} where ${state} ${page}
    order by a.raised_at desc, a.id desc limit ${filter.limit}`.execute(db)
  return rows.map(toAlert)
}

/** The newest alert of each of these conversations, open or not. */
export async function newestOf(db: Queryable, conversationIds: readonly string[]): Promise<Map<string, Alert>> {
  if (!conversationIds.length) return new Map()
  const { rows } = await sql<Row>`select distinct on (a.conversation_id) ${COLUMNS} ${FROM}
    where a.conversation_id in (${sql.join(conversationIds)})
    order by a.conversation_id, a.raised_at desc, a.id desc`.execute(db)
  return new Map(rows.map((row) => [row.conversationId, toAlert(row)]))
}

export type NewAlert = Pick<Alert, 'id' | 'conversationId' | 'customerId' | 'severity' | 'warning' | 'emotion'> &
  Pick<Alert, 'raisedSeq' | 'dueAt'>

/** False when the conversation has an open one. */
export async function insertAlert(tx: Tx, one: NewAlert): Promise<boolean> {
  const rows = await tx
    .insertInto('emotion_alerts')
    .values({
      id: one.id,
      conversation_id: one.conversationId,
      customer_id: one.customerId,
      status: 'open',
      severity: one.severity,
      warning: JSON.stringify(one.warning),
      emotion: JSON.stringify(one.emotion),
      raised_seq: one.raisedSeq,
      due_at: one.dueAt,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .execute()
  return rows.length > 0
}

type Columns = {
  status: Alert['status']
  severity: Alert['severity']
  warning: string
  emotion: string
  due_at: Date | null
  escalations: number
  acknowledged_by: string | null
  claimed_by: string | null
  claimed_at: Date | null
  snoozed_by: string | null
  closed_at: Date
  closed_by: string
  close_reason: Alert['closeReason']
}

/** Changes an alert that is still as it was read; false when another was quicker. */
export async function updateAlert(tx: Tx, of: Pick<Alert, 'id' | 'version'>, set: Partial<Columns>): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('emotion_alerts')
    .set({ ...set, version: of.version + 1 })
    .where('id', '=', of.id)
    .where('version', '=', of.version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Alerts whose time has come; those another node looks at are left to it. */
export async function dueAlerts(tx: Tx, now: Date, limit: number): Promise<Alert[]> {
  const { rows } = await sql<{ id: string }>`select id from emotion_alerts where due_at <= ${now} and status <> 'closed'
    order by due_at limit ${limit} for update skip locked`.execute(tx)
  return alertsByIds(
    tx,
    rows.map(({ id }) => id),
  )
}

export async function countOpen(db: Queryable): Promise<{ open: number; unclaimed: number }> {
  const { rows } = await sql<{ open: number; unclaimed: number }>`
    select count(*)::int as open, (count(*) filter (where status in ('open', 'acknowledged')))::int as unclaimed
    from emotion_alerts where status <> 'closed'`.execute(db)
  return rows[0] ?? { open: 0, unclaimed: 0 }
}
