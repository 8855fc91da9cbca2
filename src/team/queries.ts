import { CompiledQuery, type Insertable, type Selectable, sql } from 'kysely'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'
import type { ApiKeyView, Role, UserPatch } from '#team/contract.ts'
import { knownPermissions } from '#team/roles.ts'

export const statements = {
  /**
   * Counts an attempt before the password is looked at, so that attempts at the same time cannot slip through.
   * $1 hash of the login, $2 attempts allowed, $3 seconds of lock and of memory. A locked one is not counted further.
   */
  countAttempt: `
    insert into sign_in_attempts as a (login_hash, attempts) values ($1, 1)
    on conflict (login_hash) do update set
      attempts = case when a.changed_at < now() - make_interval(secs => $3) then 1 else a.attempts + 1 end,
      locked_until = case
        when a.changed_at >= now() - make_interval(secs => $3) and a.attempts + 1 >= $2 then now() + make_interval(secs => $3)
      end,
      changed_at = now()
    where a.locked_until is null or a.locked_until <= now()
    returning attempts`,
} as const

export type StoredUser = {
  id: string
  login: string
  name: string
  nameEn: string
  email: string
  role: Role
  skills: string[]
  languages: ('zh' | 'en')[]
  capacity: number
  passwordHash: string | null
  mustChangePassword: boolean
  disabled: boolean
  locale: 'zh' | 'en'
}

type UserRow = Selectable<Tables['users']>
const toUser = (row: UserRow): StoredUser => ({
  id: row.id,
  login: row.login,
  name: row.name,
  nameEn: row.name_en,
  email: row.email,
  role: row.role as Role,
  skills: row.skills as string[],
  languages: row.languages as ('zh' | 'en')[],
  capacity: row.capacity,
  passwordHash: row.password_hash,
  mustChangePassword: row.must_change_password,
  disabled: row.disabled,
  locale: row.locale as 'zh' | 'en',
})

export async function findUser(db: Queryable, by: { id: string } | { login: string }): Promise<StoredUser | null> {
  const query = db.selectFrom('users').selectAll()
  const row = await ('id' in by
    ? query.where('id', '=', by.id)
    : query.where('login', '=', by.login)
  ).executeTakeFirst()
  return row ? toUser(row) : null
}

/** By login, the order people look names up in. `after` is the last login of the page before. */
export async function listUsers(
  db: Queryable,
  page: { q?: string; team?: string; after?: string; limit: number },
): Promise<StoredUser[]> {
  let query = db.selectFrom('users').selectAll()
  if (page.after) query = query.where('login', '>', page.after)
  if (page.q) {
    const like = `%${page.q.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((eb) =>
      eb.or([eb('login', 'ilike', like), eb('name', 'ilike', like), eb('name_en', 'ilike', like)]),
    )
  }
  const { team } = page
  if (team)
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('team_members as m')
          .whereRef('m.user_id', '=', 'users.id')
          .where('m.team_id', '=', team)
          .select('m.user_id'),
      ),
    )
  return (await query.orderBy('login').limit(page.limit).execute()).map(toUser)
}

export async function hasUsers(db: Queryable): Promise<boolean> {
  return (await db.selectFrom('users').select('id').limit(1).execute()).length > 0
}

/** Two set-ups at once: the second waits, and then finds a user. */
export async function lockUsers(tx: Tx): Promise<void> {
  await sql`lock table users in share row exclusive mode`.execute(tx)
}

type NewUser = Omit<StoredUser, 'disabled'>
/** False when the login is taken. */
export async function insertUser(tx: Tx, user: NewUser): Promise<boolean> {
  const inserted = await tx
    .insertInto('users')
    .values({
      id: user.id,
      login: user.login,
      name: user.name,
      name_en: user.nameEn,
      email: user.email,
      role: user.role,
      skills: JSON.stringify(user.skills),
      languages: JSON.stringify(user.languages),
      capacity: user.capacity,
      password_hash: user.passwordHash,
      must_change_password: user.mustChangePassword,
      locale: user.locale,
    })
    .onConflict((oc) => oc.column('login').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

type UserChange = UserPatch & {
  locale?: 'zh' | 'en'
  passwordHash?: string | null
  mustChangePassword?: boolean
  signedInAt?: Date
}
export async function updateUser(tx: Tx, id: string, change: UserChange): Promise<void> {
  const { nameEn, passwordHash, mustChangePassword, signedInAt, skills, languages, ...plain } = change
  const set = {
    ...plain,
    ...(nameEn !== undefined && { name_en: nameEn }),
    ...(skills && { skills: JSON.stringify(skills) }),
    ...(languages && { languages: JSON.stringify(languages) }),
    ...(passwordHash !== undefined && { password_hash: passwordHash }),
    ...(mustChangePassword !== undefined && { must_change_password: mustChangePassword }),
    ...(signedInAt && { signed_in_at: signedInAt }),
  }
  if (Object.keys(set).length) await tx.updateTable('users').set(set).where('id', '=', id).execute()
}

/** Locks the rows, so that two administrators cannot remove each other at the same time. */
export async function lockActiveAdministrators(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'administrator')
    .where('disabled', '=', false)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map((row) => row.id)
}

/** How many attempts this makes, or null when the login is locked. */
export async function countAttempt(
  tx: Tx,
  loginHash: string,
  allowed: number,
  seconds: number,
): Promise<number | null> {
  const { rows } = await tx.executeQuery<{ attempts: number }>(
    CompiledQuery.raw(statements.countAttempt, [loginHash, allowed, seconds]),
  )
  return rows[0]?.attempts ?? null
}

export async function lockedUntil(db: Queryable, loginHash: string): Promise<Date | null> {
  const row = await db
    .selectFrom('sign_in_attempts')
    .select('locked_until')
    .where('login_hash', '=', loginHash)
    .executeTakeFirst()
  return row?.locked_until ?? null
}

export async function forgetAttempts(tx: Tx, loginHash: string): Promise<void> {
  await tx.deleteFrom('sign_in_attempts').where('login_hash', '=', loginHash).execute()
}

export async function insertSession(tx: Tx, session: Insertable<Tables['sessions']>): Promise<void> {
  await tx.insertInto('sessions').values(session).execute()
}

export type LiveSession = { user: StoredUser; seenAt: Date }
/** The session behind a token if it has neither ended nor idled out and its user may still sign in. */
export async function findSession(
  db: Queryable,
  tokenHash: string,
  idleSince: Date,
  now: Date,
): Promise<LiveSession | null> {
  const row = await db
    .selectFrom('sessions as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .selectAll('u')
    .select('s.seen_at')
    .where('s.token_hash', '=', tokenHash)
    .where('s.expires_at', '>', now)
    .where('s.seen_at', '>', idleSince)
    .where('u.disabled', '=', false)
    .executeTakeFirst()
  return row ? { user: toUser(row), seenAt: row.seen_at } : null
}

export async function touchSession(db: Queryable, tokenHash: string, now: Date): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ seen_at: now })
    .where('token_hash', '=', tokenHash)
    .where('seen_at', '<', now)
    .execute()
}

export async function listSessions(db: Queryable, userId: string, idleSince: Date, now: Date) {
  return db
    .selectFrom('sessions')
    .selectAll()
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .where('seen_at', '>', idleSince)
    .orderBy('seen_at', 'desc')
    .execute()
}

/** Ends sessions of a user: all, the one with this hash or with a hash that begins so, or all but one. Gives their hashes. */
export async function deleteSessions(
  tx: Tx,
  userId: string,
  which: { hash?: string; beginning?: string; except?: string } = {},
): Promise<string[]> {
  let query = tx.deleteFrom('sessions').where('user_id', '=', userId)
  if (which.hash) query = query.where('token_hash', '=', which.hash)
  if (which.beginning)
    query = query.where(sql<string>`left(token_hash, ${which.beginning.length})`, '=', which.beginning)
  if (which.except) query = query.where('token_hash', '<>', which.except)
  return (await query.returning('token_hash').execute()).map((row) => row.token_hash)
}

export async function insertLink(tx: Tx, tokenHash: string, userId: string, expiresAt: Date): Promise<void> {
  await tx
    .insertInto('sign_in_links')
    .values({ token_hash: tokenHash, user_id: userId, expires_at: expiresAt })
    .execute()
}

/** Uses a link up; of two at the same time one gets the user. */
export async function spendLink(tx: Tx, tokenHash: string, now: Date): Promise<string | null> {
  const row = await tx
    .updateTable('sign_in_links')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('user_id')
    .executeTakeFirst()
  return row?.user_id ?? null
}

export async function deleteLinks(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('sign_in_links').where('user_id', '=', userId).execute()
}

type KeyRow = Selectable<Tables['api_keys']>
const toKey = (row: KeyRow): ApiKeyView => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  permissions: knownPermissions(row.permissions),
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  usedAt: row.used_at?.toISOString() ?? null,
  revokedAt: row.revoked_at?.toISOString() ?? null,
})

export async function insertKey(tx: Tx, key: Insertable<Tables['api_keys']>): Promise<ApiKeyView> {
  return toKey(await tx.insertInto('api_keys').values(key).returningAll().executeTakeFirstOrThrow())
}

/** Newest first; ids are time-ordered, `before` is the last id of the page before. */
export async function listKeys(db: Queryable, page: { before?: string; limit: number }): Promise<ApiKeyView[]> {
  let query = db.selectFrom('api_keys').selectAll()
  if (page.before) query = query.where('id', '<', page.before)
  return (await query.orderBy('id', 'desc').limit(page.limit).execute()).map(toKey)
}

export async function findLiveKey(db: Queryable, tokenHash: string): Promise<ApiKeyView | null> {
  const row = await db
    .selectFrom('api_keys')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row ? toKey(row) : null
}

export async function touchKey(db: Queryable, id: string, now: Date): Promise<void> {
  await db.updateTable('api_keys').set({ used_at: now }).where('id', '=', id).execute()
}

/** The key as it is, live or revoked. */
export async function findKey(db: Queryable, id: string): Promise<ApiKeyView | null> {
  const row = await db.selectFrom('api_keys').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toKey(row) : null
}

export async function listLiveKeysBy(tx: Tx, creator: string): Promise<ApiKeyView[]> {
  const rows = await tx
    .selectFrom('api_keys')
    .selectAll()
    .where('created_by', '=', creator)
    .where('revoked_at', 'is', null)
    .execute()
  return rows.map(toKey)
}

export async function markKeysRevoked(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length) await tx.updateTable('api_keys').set({ revoked_at: new Date() }).where('id', 'in', ids).execute()
}

/** Drops what no longer means anything: ended sessions, old links, forgotten attempts. */
export async function deleteStale(db: Queryable, now: Date, idleSince: Date): Promise<void> {
  const dayAgo = new Date(now.getTime() - 24 * 3600_000)
  await db
    .deleteFrom('sessions')
    .where((eb) => eb.or([eb('expires_at', '<', now), eb('seen_at', '<', idleSince)]))
    .execute()
  await db.deleteFrom('sign_in_links').where('expires_at', '<', dayAgo).execute()
  await db.deleteFrom('sign_in_attempts').where('changed_at', '<', dayAgo).execute()
}

/** The administrator who was there first and may sign in. */
export async function findFirstAdministrator(db: Queryable): Promise<string | null> {
  const row = await db
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'administrator')
    .where('disabled', '=', false)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}
