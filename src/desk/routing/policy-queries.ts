import type { Selectable } from 'kysely'
import type { AgentProfile, PolicyRules, PolicyVersion, RoutedAgent } from '#desk/routing/contract.ts'
import { teamsByUser } from '#desk/teams/queries.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'

type PolicyRow = Selectable<Tables['routing_policies']>
const toPolicy = (row: PolicyRow): PolicyVersion => ({
  version: row.version,
  status: row.status as PolicyVersion['status'],
  rules: row.rules as PolicyRules,
  note: row.note,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  releasedAt: row.released_at?.toISOString() ?? null,
})

export async function releasedPolicy(db: Queryable): Promise<PolicyVersion | null> {
  const row = await db.selectFrom('routing_policies').selectAll().where('status', '=', 'released').executeTakeFirst()
  return row ? toPolicy(row) : null
}

/** Newest first. */
export async function listPolicies(db: Queryable, limit: number): Promise<PolicyVersion[]> {
  const rows = await db.selectFrom('routing_policies').selectAll().orderBy('version', 'desc').limit(limit).execute()
  return rows.map(toPolicy)
}

export async function findPolicy(db: Queryable, version: number): Promise<PolicyVersion | null> {
  const row = await db.selectFrom('routing_policies').selectAll().where('version', '=', version).executeTakeFirst()
  return row ? toPolicy(row) : null
}

export async function insertPolicy(
  db: Queryable,
  policy: { rules: PolicyRules; note: string; by: string; released: boolean },
): Promise<PolicyVersion> {
  const row = await db
    .insertInto('routing_policies')
    .values({
      rules: JSON.stringify(policy.rules),
      note: policy.note,
      created_by: policy.by,
      ...(policy.released && { status: 'released', released_by: policy.by, released_at: new Date() }),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toPolicy(row)
}

export async function releasePolicy(tx: Tx, version: number, by: string): Promise<void> {
  await tx.updateTable('routing_policies').set({ status: 'retired' }).where('status', '=', 'released').execute()
  await tx
    .updateTable('routing_policies')
    .set({ status: 'released', released_by: by, released_at: new Date() })
    .where('version', '=', version)
    .execute()
}

export async function readProfile(db: Queryable, userId: string): Promise<AgentProfile> {
  const row = await db.selectFrom('agent_profiles').selectAll().where('user_id', '=', userId).executeTakeFirst()
  return {
    levels: (row?.levels ?? {}) as AgentProfile['levels'],
    teams: (await teamsByUser(db)).get(userId) ?? [],
    channels: (row?.channels ?? {}) as AgentProfile['channels'],
    serves: row?.serves ?? null,
    senior: row?.senior ?? false,
  }
}

/** All but the teams, which are tended where teams are. */
export async function writeProfile(tx: Tx, userId: string, profile: Omit<AgentProfile, 'teams'>): Promise<void> {
  const values = {
    levels: JSON.stringify(profile.levels),
    channels: JSON.stringify(profile.channels),
    serves: profile.serves,
    senior: profile.senior,
    updated_at: new Date(),
  }
  await tx
    .insertInto('agent_profiles')
    .values({ user_id: userId, ...values })
    .onConflict((oc) => oc.column('user_id').doUpdateSet(values))
    .execute()
}

/** Everybody who may serve customers, with what routing knows of him. */
export async function listRoutedAgents(db: Queryable, roles: string[]): Promise<RoutedAgent[]> {
  const rows = await db
    .selectFrom('users as u')
    .leftJoin('agent_profiles as a', 'a.user_id', 'u.id')
    .select([
      'u.id',
      'u.name',
      'u.name_en',
      'u.role',
      'u.skills',
      'u.capacity',
      'a.levels',
      'a.channels',
      'a.serves',
      'a.senior',
    ])
    .where('u.disabled', '=', false)
    .where('u.role', 'in', roles)
    .orderBy('u.login')
    .limit(1000)
    .execute()
  const teams = await teamsByUser(db)
  return rows.map((row) => ({
    userId: row.id,
    name: row.name,
    nameEn: row.name_en,
    role: row.role,
    skills: row.skills as string[],
    capacity: row.capacity,
    levels: (row.levels ?? {}) as AgentProfile['levels'],
    teams: teams.get(row.id) ?? [],
    channels: (row.channels ?? {}) as AgentProfile['channels'],
    serves: row.serves,
    senior: row.senior ?? false,
  }))
}

export async function noteGot(tx: Tx, userIds: string[], at: Date): Promise<void> {
  if (!userIds.length) return
  await tx
    .insertInto('agent_profiles')
    .values(userIds.map((id) => ({ user_id: id, last_got_at: at })))
    .onConflict((oc) => oc.column('user_id').doUpdateSet({ last_got_at: at }))
    .execute()
}
