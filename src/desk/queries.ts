import { type Selectable, sql } from 'kysely'
import type { CannedReply, Colleague, Presence } from '#desk/contract.ts'
import type { Db, Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'

type PresenceRow = Selectable<Tables['presence']>
const toPresence = (row: Pick<PresenceRow, 'status' | 'reason' | 'changed_at'>): Presence => ({
  status: row.status as Presence['status'],
  reason: row.reason,
  changedAt: row.changed_at.toISOString(),
})

export async function listPresence(db: Queryable, userIds: string[]): Promise<Map<string, Presence>> {
  if (!userIds.length) return new Map()
  const rows = await db.selectFrom('presence').selectAll().where('user_id', 'in', userIds).execute()
  return new Map(rows.map((row) => [row.user_id, toPresence(row)]))
}

export async function lockPresence(tx: Tx, userId: string): Promise<Presence | null> {
  const row = await tx.selectFrom('presence').selectAll().where('user_id', '=', userId).forUpdate().executeTakeFirst()
  return row ? toPresence(row) : null
}

/** Sets status and reason and counts as a heartbeat. */
export async function writePresence(
  tx: Tx,
  userId: string,
  next: { status: string; reason: string },
  now: Date,
): Promise<Presence> {
  const values = { ...next, changed_at: now, seen_at: now }
  const row = await tx
    .insertInto('presence')
    .values({ user_id: userId, ...values })
    .onConflict((oc) => oc.column('user_id').doUpdateSet(values))
    .returningAll()
    .executeTakeFirstOrThrow()
  return toPresence(row)
}

export async function touchPresence(db: Queryable, userIds: string[], now: Date): Promise<void> {
  if (userIds.length) await db.updateTable('presence').set({ seen_at: now }).where('user_id', 'in', userIds).execute()
}

/** Sets those silent since `before` to offline and gives them. */
export async function markSilentOffline(
  tx: Tx,
  before: Date,
  reason: string,
  now: Date,
): Promise<{ userId: string; presence: Presence }[]> {
  const rows = await tx
    .updateTable('presence')
    .set({ status: 'offline', reason, changed_at: now })
    .where('status', '<>', 'offline')
    .where('seen_at', '<', before)
    .returningAll()
    .execute()
  return rows.map((row) => ({ userId: row.user_id, presence: toPresence(row) }))
}

/**
 * Chats in the hands, or meant for the hands, of somebody silent or offline since `before`. Who was just given one has
 * the same time to show up.
 */
export async function findAbandoned(db: Db, before: Date): Promise<{ id: string; assigneeId: string }[]> {
  const rows = await db
    .selectFrom('conversations as c')
    .leftJoin('presence as p', 'p.user_id', 'c.assignee_id')
    .select(['c.id', 'c.assignee_id'])
    .where('c.status', 'in', ['human', 'queued'])
    .where('c.assignee_id', 'is not', null)
    // What was put aside waits for him; when it wakes and he is not there, it goes to others.
    .where('c.snoozed_until', 'is', null)
    .where(sql<boolean>`greatest(c.accepted_at, c.queued_at) < ${before}`)
    .where(
      sql<boolean>`(p.seen_at is null or p.seen_at < ${before} or (p.status = 'offline' and p.changed_at < ${before}))`,
    )
    .limit(1000)
    .execute()
  return rows.map((row) => ({ id: row.id, assigneeId: row.assignee_id! }))
}

/** People who may serve customers, with their presence and how many chats they have. */
export async function listColleagues(db: Db, roles: string[]): Promise<Colleague[]> {
  const rows = await db
    .selectFrom('users as u')
    .leftJoin('presence as p', 'p.user_id', 'u.id')
    .select([
      'u.id',
      'u.name',
      'u.name_en',
      'u.role',
      'u.skills',
      'u.languages',
      'u.capacity',
      'p.status',
      'p.reason',
      'p.changed_at',
    ])
    .select((eb) =>
      eb
        .selectFrom('conversations as c')
        .whereRef('c.assignee_id', '=', 'u.id')
        .where('c.status', '=', 'human')
        .where('c.snoozed_until', 'is', null)
        .select(eb.fn.countAll<number>().as('n'))
        .as('serving'),
    )
    .where('u.disabled', '=', false)
    .where('u.role', 'in', roles)
    .orderBy('u.login')
    .limit(1000)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    nameEn: row.name_en,
    role: row.role as Colleague['role'],
    skills: row.skills as string[],
    languages: row.languages as ('zh' | 'en')[],
    capacity: row.capacity,
    serving: Number(row.serving ?? 0),
    presence: {
      status: (row.status ?? 'offline') as Presence['status'],
      reason: row.reason ?? '',
      changedAt: row.changed_at?.toISOString() ?? null,
    },
  }))
}

type ReplyRow = Selectable<Tables['canned_replies']>
const toReply = (row: ReplyRow): CannedReply => ({
  id: row.id,
  shortcut: row.shortcut,
  language: row.language as 'zh' | 'en',
  title: row.title,
  body: row.body,
  ownerId: row.owner_id,
  updatedAt: row.updated_at.toISOString(),
})

type ReplyPage = { userId: string | null; language?: string; after?: { shortcut: string; id: string }; limit: number }
/** Shared ones and one's own, by shortcut. */
export async function listReplies(db: Db, page: ReplyPage): Promise<CannedReply[]> {
  const { userId, language, after, limit } = page
  let query = db.selectFrom('canned_replies').selectAll()
  query = query.where((eb) => eb.or([eb('owner_id', 'is', null), eb('owner_id', '=', userId)]))
  if (language) query = query.where('language', '=', language)
  if (after) query = query.where(sql<boolean>`(shortcut, id) > (${after.shortcut}, ${after.id})`)
  const rows = await query.orderBy('shortcut').orderBy('id').limit(limit).execute()
  return rows.map(toReply)
}

export async function lockReply(tx: Tx, id: string): Promise<CannedReply | null> {
  const row = await tx.selectFrom('canned_replies').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? toReply(row) : null
}

/** Whether somebody who sees the shared replies and those of `ownerId` has this shortcut already. */
export async function isShortcutTaken(
  tx: Tx,
  reply: { shortcut: string; language: string; ownerId: string | null; except: string },
): Promise<boolean> {
  const found = await tx
    .selectFrom('canned_replies')
    .select('id')
    .where('shortcut', '=', reply.shortcut)
    .where('language', '=', reply.language)
    .where('id', '<>', reply.except)
    .where((eb) => eb.or([eb('owner_id', 'is', null), eb('owner_id', '=', reply.ownerId)]))
    .limit(1)
    .execute()
  return found.length > 0
}

/** False when one with this shortcut, language and owner is there already. */
export async function insertReply(tx: Tx, reply: Omit<CannedReply, 'updatedAt'>): Promise<boolean> {
  const { ownerId, ...plain } = reply
  const inserted = await tx
    .insertInto('canned_replies')
    .values({ ...plain, owner_id: ownerId })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function updateReply(tx: Tx, reply: Omit<CannedReply, 'updatedAt'>, now: Date): Promise<void> {
  const { id, ownerId, ...plain } = reply
  await tx
    .updateTable('canned_replies')
    .set({ ...plain, owner_id: ownerId, updated_at: now })
    .where('id', '=', id)
    .execute()
}

export async function deleteReply(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('canned_replies').where('id', '=', id).execute()
}
