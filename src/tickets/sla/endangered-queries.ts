import { sql } from 'kysely'
import type { Queryable } from '#platform/db/open.ts'

const MOST_SHOWN = 10
type Endangered = { id: string; number: number; title: string; titleEn: string; dueAt: string; breached: boolean }

/** Open tickets whose clock has warned or run out, the most pressing first; how many in all. */
export async function readEndangered(
  db: Queryable,
  now: Date,
): Promise<{ breached: number; atRisk: number; items: Endangered[] }> {
  const { rows } = await sql<{
    id: string
    number: number
    title: string
    titleEn: string
    due: Date
    breached: boolean
  }>`
    select id, number, title, title_en as "titleEn", coalesce(due_at, first_response_due_at) as due,
      (resolution_sla = 'breached' or first_response_sla = 'breached' or due_at < ${now}) as breached
    from tickets
    where status in ('open', 'pending') and coalesce(due_at, first_response_due_at) is not null
      and (resolution_sla <> 'running' or first_response_sla <> 'running' or due_at < ${now})
    order by breached desc, due limit 1000`.execute(db)
  const breached = rows.filter((row) => row.breached).length
  return {
    breached,
    atRisk: rows.length - breached,
    items: rows
      .slice(0, MOST_SHOWN)
      .map(({ due, number, ...row }) => ({ ...row, number: Number(number), dueAt: due.toISOString() })),
  }
}
