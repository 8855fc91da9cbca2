import { sql } from 'kysely'
import type { Team, TeamInput } from '#desk/teams/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'

/** By name, with their members. */
export async function listTeams(db: Queryable): Promise<Team[]> {
  const rows = await db
    .selectFrom('teams as t')
    .select(['t.id', 't.name', 't.lead_id'])
    .select((eb) =>
      eb
        .selectFrom('team_members as m')
        .whereRef('m.team_id', '=', 't.id')
        .select(sql<string[]>`coalesce(jsonb_agg(m.user_id order by m.user_id), '[]')`.as('ids'))
        .as('members'),
    )
    .orderBy('t.name')
    .limit(1000)
    .execute()
  return rows.map((row) => ({ id: row.id, name: row.name, leadId: row.lead_id, memberIds: row.members ?? [] }))
}

/** The teams of each agent who has one. */
export async function teamsByUser(db: Queryable): Promise<Map<string, string[]>> {
  const rows = await db.selectFrom('team_members').selectAll().orderBy('team_id').execute()
  const found = new Map<string, string[]>()
  for (const row of rows) found.set(row.user_id, [...(found.get(row.user_id) ?? []), row.team_id])
  return found
}

/** Those of the ids that are teams. */
export async function knownTeams(db: Queryable, ids: readonly string[]): Promise<string[]> {
  if (!ids.length) return []
  const rows = await db.selectFrom('teams').select('id').where('id', 'in', ids).execute()
  return rows.map((row) => row.id)
}

/** Those of the ids that are people who serve customers. */
export async function knownPeople(db: Queryable, ids: readonly string[], roles: string[]): Promise<Set<string>> {
  if (!ids.length) return new Set()
  const rows = await db.selectFrom('users').select('id').where('id', 'in', ids).where('role', 'in', roles).execute()
  return new Set(rows.map((row) => row.id))
}

/** False when another team has this name. */
export async function insertTeam(tx: Tx, id: string, { name, leadId }: TeamInput): Promise<boolean> {
  const row = await tx
    .insertInto('teams')
    .values({ id, name, lead_id: leadId })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function isNameTaken(tx: Tx, name: string, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('teams')
    .select('id')
    .where('name', '=', name)
    .where('id', '<>', id)
    .executeTakeFirst()
  return row !== undefined
}

/** False when it is gone. */
export async function updateTeam(tx: Tx, id: string, { name, leadId }: TeamInput): Promise<boolean> {
  const row = await tx
    .updateTable('teams')
    .set({ name, lead_id: leadId, updated_at: new Date() })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteTeam(tx: Tx, id: string): Promise<boolean> {
  return (await tx.deleteFrom('teams').where('id', '=', id).returning('id').executeTakeFirst()) !== undefined
}

export async function writeMembers(tx: Tx, teamId: string, userIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('team_members').where('team_id', '=', teamId).execute()
  if (!userIds.length) return
  const rows = userIds.map((user_id) => ({ team_id: teamId, user_id }))
  await tx.insertInto('team_members').values(rows).execute()
}

/** The same from an agent's side: he is in these teams and no others. */
export async function writeTeamsOf(tx: Tx, userId: string, teamIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('team_members').where('user_id', '=', userId).execute()
  if (!teamIds.length) return
  const rows = teamIds.map((team_id) => ({ team_id, user_id: userId }))
  await tx.insertInto('team_members').values(rows).execute()
}
