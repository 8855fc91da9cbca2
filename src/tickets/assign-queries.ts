import { sql } from 'kysely'
import type { Queryable } from '#platform/db/open.ts'
import { ROLE_PERMISSIONS, type Role } from '#team/contract.ts'
import type { Worker } from '#tickets/assign.ts'

/** Tickets somebody can have for each chat he can hold: they run beside each other for days. */
const TICKETS_A_CHAT = 6

const ROLES = (Object.keys(ROLE_PERMISSIONS) as Role[]).filter((role) =>
  ROLE_PERMISSIONS[role].includes('tickets.write'),
)

/** Everybody who may work on tickets, with what he has open. */
export async function listWorkers(db: Queryable): Promise<Worker[]> {
  const rows = await db
    .selectFrom('users as u')
    .leftJoin('presence as p', 'p.user_id', 'u.id')
    .leftJoin('tickets as t', (on) => on.onRef('t.assignee_id', '=', 'u.id').on('t.status', '=', 'open'))
    .select(['u.id', 'u.role', 'u.skills', 'u.capacity', 'p.status'])
    .select(
      sql<number>`coalesce(sum(case t.priority when 'urgent' then 3 when 'high' then 2 when 'normal' then 1 when 'low' then 1 end), 0)`.as(
        'load',
      ),
    )
    .select(sql<Date | null>`max(t.updated_at)`.as('given'))
    .where('u.disabled', '=', false)
    .where('u.role', 'in', ROLES)
    .groupBy(['u.id', 'u.role', 'u.skills', 'u.capacity', 'p.status'])
    .orderBy('u.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    role: row.role,
    skills: row.skills as string[],
    atWork: row.status === 'online',
    capacity: row.capacity * TICKETS_A_CHAT,
    load: Number(row.load),
    lastGivenAt: row.given ? new Date(row.given).getTime() : 0,
  }))
}

/** Active people of a role, or with a skill. */
export async function listPeople(db: Queryable, who: { role?: string; skill?: string }): Promise<string[]> {
  let query = db.selectFrom('users').select('id').where('disabled', '=', false)
  if (who.role) query = query.where('role', '=', who.role)
  if (who.skill) query = query.where(sql<boolean>`skills ? ${who.skill}`)
  return (await query.orderBy('id').limit(200).execute()).map(({ id }) => id)
}
