import type { Database } from '#platform/db/open.ts'

export const statements = {
  /** Chats one took within the times, and how they went: $1 who, $2 from, $3 until, $4 time zone. */
  own: `
    with taken as (
      select c.id, c.accepted_at, c.closed_at, c.rating,
        (select min(m.at) from messages m where m.conversation_id = c.id and m.author_kind = 'agent'
          and m.author_id = c.assignee_id and not m.internal and m.at >= c.accepted_at) as replied_at
      from conversations c
      where c.assignee_id = $1 and c.accepted_at >= $2::timestamptz and c.accepted_at < $3::timestamptz
    )
    select count(*)::integer as served, count(closed_at)::integer as closed,
      avg(extract(epoch from replied_at - accepted_at))::double precision as first_reply,
      avg(extract(epoch from closed_at - accepted_at))::double precision as handling,
      avg(rating)::double precision as rating, count(rating)::integer as ratings,
      count(distinct (accepted_at at time zone $4)::date)::integer as days
    from taken`,
} as const

export type WorkRow = {
  served: number
  closed: number
  first_reply: number | null
  handling: number | null
  rating: number | null
  ratings: number
  days: number
}
export async function workOf(
  database: Database,
  userId: string,
  from: Date,
  until: Date,
  zone: string,
): Promise<WorkRow> {
  const [row] = await database.run<WorkRow>(statements.own, [userId, from.toISOString(), until.toISOString(), zone])
  return row!
}
