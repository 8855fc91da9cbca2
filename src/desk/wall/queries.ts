import { sql } from 'kysely'
import { GENERAL } from '#desk/routing/contract.ts'
import type { Queryable } from '#platform/db/open.ts'

export type LivePerson = {
  id: string
  status: 'bot' | 'queued' | 'human'
  customerName: string
  tier: string
  subject: string | null
  queueId: string | null
  assigneeId: string | null
  queuedAt: Date | null
  onCall: boolean
}
/** Conversations that are open and were active of late, and everything that waits or is served. */
export async function listOpen(db: Queryable, since: Date, limit: number): Promise<LivePerson[]> {
  const { rows } = await sql<LivePerson>`
    select c.id, c.status, k.display_name as "customerName", k.tier, c.subject, c.queue_id as "queueId",
      c.assignee_id as "assigneeId", c.queued_at as "queuedAt",
      exists (select from calls l where l.conversation_id = c.id and l.ended_at is null) as "onCall"
    from conversations c join customers k on k.id = c.customer_id
    where c.status in ('queued', 'human') or (c.status = 'bot' and c.last_message_at > ${since})
    order by (c.status = 'queued') desc, c.queued_at, c.last_message_at desc limit ${limit}`.execute(db)
  return rows
}

/**
 * Share of those answered within what their queue promises, by queue, since a moment. Who still waits within the limit
 * does not count yet, nor does who left within five seconds.
 */
export async function levelByQueue(db: Queryable, since: Date, now: Date): Promise<Map<string, number>> {
  const { rows } = await sql<{ queue: string; level: number }>`
    select queue, count(*) filter (where accepted_at <= due)::float8 / count(*) as level from (
      select q.id as queue, c.accepted_at, c.queued_at + make_interval(secs => (q.settings #>> '{serviceLevel,seconds}')::float8) as due,
        c.status in ('closed', 'bot') and c.accepted_at is null
          and coalesce(c.closed_at, c.last_message_at) <= c.queued_at + interval '5 seconds' as fleeting
      from conversations c join queues q on q.id = coalesce(c.queue_id, ${GENERAL})
      where c.queued_at >= ${since} and c.last_message_at >= ${since}
    ) asked where not fleeting and (accepted_at is not null or due < ${now}) group by queue`.execute(db)
  return new Map(rows.map(({ queue, level }) => [queue, level]))
}

export type Day = { offered: number; answered: number; inTime: number; gaveUp: number; averageWait: number }
/** How those fared who asked for a person since a moment. Who left within five seconds was never really there. */
export async function countDay(db: Queryable, since: Date, withinSeconds: number): Promise<Day> {
  const { rows } = await sql<Day>`
    select count(*)::int as offered,
      count(accepted_at)::int as answered,
      count(*) filter (where accepted_at <= queued_at + make_interval(secs => ${withinSeconds}))::int as "inTime",
      count(*) filter (where accepted_at is null and status in ('closed', 'bot')
        and coalesce(closed_at, last_message_at) > queued_at + interval '5 seconds')::int as "gaveUp",
      coalesce(avg(extract(epoch from accepted_at - queued_at)) filter (where accepted_at is not null), 0)::float8 as "averageWait"
    from conversations where queued_at >= ${since} and last_message_at >= ${since}`.execute(db)
  return rows[0] ?? { offered: 0, answered: 0, inTime: 0, gaveUp: 0, averageWait: 0 }
}
