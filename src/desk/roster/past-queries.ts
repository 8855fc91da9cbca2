import { sql } from 'kysely'
import type { Queryable } from '#platform/db/open.ts'

const WEEK_MS = 7 * 86_400_000

/** Customers who asked for a person, per hour of the week (Monday's first is 0), on average of the weeks before. */
export async function contactsByHour(
  db: Queryable,
  { timeZone, until, weeks }: { timeZone: string; until: Date; weeks: number },
): Promise<Map<number, number>> {
  const since = new Date(until.getTime() - weeks * WEEK_MS)
  const { rows } = await sql<{ hour: number; n: number; first: Date }>`
    select ((extract(isodow from local) - 1) * 24 + extract(hour from local))::int as hour, count(*)::int as n,
      min(queued_at) as first
    from (select queued_at, queued_at at time zone ${timeZone} as local from conversations
      where queued_at >= ${since} and queued_at < ${until}) asked group by 1`.execute(db)
  // A house that opened last week has only one week to go by.
  const first = Math.min(until.getTime(), ...rows.map((row) => new Date(row.first).getTime()))
  const known = Math.max(1, Math.min(weeks, Math.ceil((until.getTime() - first) / WEEK_MS)))
  return new Map(rows.map(({ hour, n }) => [hour, Math.round((n / known) * 100) / 100]))
}

export type Presence = { userId: string; at: number; status: 'online' | 'away' | 'offline' }
/** What people said of their presence in a stretch of time, in order, begun by how each stood before. */
export async function presenceBetween(db: Queryable, from: Date, to: Date): Promise<Presence[]> {
  const { rows } = await sql<{ user_id: string; at: Date; status: Presence['status'] }>`
    select user_id, at, status from (
      (select distinct on (payload ->> 'userId') payload ->> 'userId' as user_id, at,
        payload -> 'presence' ->> 'status' as status, id
      from events where kind = 'presence.changed' and at < ${from} and at >= ${new Date(from.getTime() - WEEK_MS)}
      order by payload ->> 'userId', id desc)
      union all
      (select payload ->> 'userId', at, payload -> 'presence' ->> 'status', id
      from events where kind = 'presence.changed' and at >= ${from} and at < ${to} order by id limit 50000)
    ) told order by id`.execute(db)
  return rows.map((row) => ({ userId: row.user_id, at: new Date(row.at).getTime(), status: row.status }))
}
