import { type Selectable, sql } from 'kysely'
import type { Alert } from '#emotion/alerts/contract.ts'
import type { ChannelView } from '#emotion/channels/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'

export type ChannelRow = Selectable<Tables['alert_channels']>

/** Queues news of an alert for every channel that wants its severity; the same news once. */
export async function queueNews(tx: Tx, alert: Alert, what: string): Promise<void> {
  await sql`
    insert into alert_outbox (channel_id, alert_id, what)
    select id, ${alert.id}, ${what} from alert_channels
    where enabled and severities @> ${JSON.stringify([alert.severity])}::jsonb
    on conflict do nothing`.execute(tx)
}

export async function channelRows(db: Queryable): Promise<(ChannelRow & { waiting: number })[]> {
  const { rows } = await sql<ChannelRow & { waiting: number }>`
    select c.*, (select count(*)::int from alert_outbox o where o.channel_id = c.id and o.status = 'waiting') as waiting
    from alert_channels c order by c.created_at, c.id`.execute(db)
  return rows
}

export const findChannel = (db: Queryable, id: string): Promise<ChannelRow | undefined> =>
  db.selectFrom('alert_channels').selectAll().where('id', '=', id).executeTakeFirst()

export async function insertChannel(
  tx: Tx,
  row: Pick<ChannelRow, 'id' | 'kind' | 'name' | 'sealed' | 'hint' | 'language' | 'enabled' | 'created_by'> &
    Pick<ChannelView, 'severities' | 'quiet'>,
): Promise<void> {
  const { severities, quiet, ...rest } = row
  const json = { severities: JSON.stringify(severities), quiet: quiet && JSON.stringify(quiet) }
  await tx
    .insertInto('alert_channels')
    .values({ ...rest, ...json })
    .execute()
}

export async function updateChannel(
  tx: Tx,
  id: string,
  set: Partial<
    Pick<ChannelRow, 'name' | 'sealed' | 'hint' | 'language' | 'enabled' | 'kind' | 'last_error' | 'paused_until'>
  > &
    Partial<Pick<ChannelView, 'severities' | 'quiet'>>,
): Promise<void> {
  const { severities, quiet, ...rest } = set
  const json = {
    ...(severities && { severities: JSON.stringify(severities) }),
    ...(quiet !== undefined && { quiet: quiet && JSON.stringify(quiet) }),
  }
  const values = { ...rest, ...json }
  if (Object.keys(values).length) await tx.updateTable('alert_channels').set(values).where('id', '=', id).execute()
}

export async function deleteChannel(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('alert_channels').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

/** A channel that has something to send now, held for this node until `until`; null when there is none. */
export async function takeChannel(tx: Tx, now: Date, until: Date): Promise<ChannelRow | null> {
  const { rows } = await sql<ChannelRow>`
    update alert_channels set busy_until = ${until}
    where id = (
      select c.id from alert_channels c
      where c.enabled and (c.busy_until is null or c.busy_until < ${now})
        and (c.paused_until is null or c.paused_until <= ${now})
        and exists (select 1 from alert_outbox o
          where o.channel_id = c.id and o.status = 'waiting' and o.next_at <= ${now})
      order by c.busy_until nulls first limit 1 for update skip locked)
    returning *`.execute(tx)
  return rows[0] ?? null
}

export type Waiting = { id: number; alertId: string; attempts: number; createdAt: Date }

/** What waits for a channel, oldest first. */
export async function waitingFor(db: Queryable, channelId: string, limit: number): Promise<Waiting[]> {
  const rows = await db
    .selectFrom('alert_outbox')
    .select(['id', 'alert_id', 'attempts', 'created_at'])
    .where('channel_id', '=', channelId)
    .where('status', '=', 'waiting')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ id: row.id, alertId: row.alert_id, attempts: row.attempts, createdAt: row.created_at }))
}

export async function settleNews(
  tx: Tx,
  ids: number[],
  set: { status: 'sent' | 'failed' } | { status: 'waiting'; nextAt: Date; count: boolean },
): Promise<void> {
  if (!ids.length) return
  await tx
    .updateTable('alert_outbox')
    .set((eb) =>
      set.status === 'waiting'
        ? { next_at: set.nextAt, attempts: eb('attempts', '+', set.count ? 1 : 0) }
        : { status: set.status, attempts: eb('attempts', '+', 1) },
    )
    .where('id', 'in', ids)
    .execute()
}

/** Lets go of a channel, with what sending taught. */
export async function releaseChannel(
  tx: Tx,
  id: string,
  set: { sent?: number[]; pausedUntil?: Date | null; lastError?: string | null; lastSentAt?: Date },
): Promise<void> {
  await tx
    .updateTable('alert_channels')
    .set({
      busy_until: null,
      ...(set.sent && { sent: JSON.stringify(set.sent) }),
      ...(set.pausedUntil !== undefined && { paused_until: set.pausedUntil }),
      ...(set.lastError !== undefined && { last_error: set.lastError }),
      ...(set.lastSentAt && { last_sent_at: set.lastSentAt }),
    })
    .where('id', '=', id)
    .execute()
}

/** News older than this is history. */
export async function forgetNews(db: Queryable, before: Date): Promise<void> {
  await db.deleteFrom('alert_outbox').where('created_at', '<', before).where('status', '<>', 'waiting').execute()
}
