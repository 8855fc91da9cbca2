import { sql } from 'kysely'
import type { PushKind, PushPayload } from '#desk/push/contract.ts'
import type { Db, Queryable, Tx } from '#platform/db/open.ts'
import type { Role } from '#team/contract.ts'

export type Subscriber = {
  id: string
  userId: string
  role: Role
  kinds: PushKind[]
  language: 'zh' | 'en'
  quiet: { from: string; to: string } | null
  timeZone: string
  connectedAt: Date | null
  /** Null for somebody who never said whether he is at work. */
  presence: { status: string; reason: string; changedAt: Date } | null
}

type NewSubscription = Pick<Subscriber, 'id' | 'userId' | 'kinds' | 'language' | 'quiet' | 'timeZone'> & {
  sessionId: string
  sealed: string
}

/** A browser belongs to whoever signed in with it last. */
export async function putSubscription(db: Db, one: NewSubscription, now: Date): Promise<void> {
  const values = {
    user_id: one.userId,
    session_id: one.sessionId,
    sealed: one.sealed,
    kinds: JSON.stringify(one.kinds),
    language: one.language,
    quiet: one.quiet && JSON.stringify(one.quiet),
    time_zone: one.timeZone,
    connected_at: now,
    renewed_at: now,
  }
  await db
    .insertInto('push_subscriptions')
    .values({ id: one.id, ...values })
    .onConflict((oc) => oc.column('id').doUpdateSet(values))
    .execute()
}

export async function deleteSubscription(db: Queryable, id: string, userId?: string): Promise<void> {
  let query = db.deleteFrom('push_subscriptions').where('id', '=', id)
  if (userId !== undefined) query = query.where('user_id', '=', userId)
  await query.execute()
}

export async function deleteOfSessions(db: Queryable, userId: string, sessionIds: string[]): Promise<void> {
  if (!sessionIds.length) return
  await db
    .deleteFrom('push_subscriptions')
    .where('user_id', '=', userId)
    .where('session_id', 'in', sessionIds)
    .execute()
}

export async function findSealed(db: Db, id: string, userId: string): Promise<string | null> {
  const row = await db
    .selectFrom('push_subscriptions')
    .select('sealed')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.sealed ?? null
}

export async function listSubscribers(db: Db): Promise<Subscriber[]> {
  const rows = await db
    .selectFrom('push_subscriptions as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .leftJoin('presence as p', 'p.user_id', 's.user_id')
    .select(['s.id', 's.user_id', 'u.role', 's.kinds', 's.language', 's.quiet', 's.time_zone', 's.connected_at'])
    .select(['p.status', 'p.reason', 'p.changed_at'])
    .where('u.disabled', '=', false)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    userId: row.user_id,
    role: row.role as Role,
    kinds: row.kinds as PushKind[],
    language: row.language as 'zh' | 'en',
    quiet: row.quiet as Subscriber['quiet'],
    timeZone: row.time_zone,
    connectedAt: row.connected_at,
    presence:
      row.status && row.changed_at ? { status: row.status, reason: row.reason ?? '', changedAt: row.changed_at } : null,
  }))
}

/** Whoever holds a live connection sees everything in the page. */
export async function noteConnected(db: Db, userIds: string[], now: Date): Promise<void> {
  if (!userIds.length) return
  await db.updateTable('push_subscriptions').set({ connected_at: now }).where('user_id', 'in', userIds).execute()
}

/** Who serves these chats, and what their customers are called. */
export async function servedChats(db: Db, ids: string[]): Promise<Map<string, { assigneeId: string; name: string }>> {
  if (!ids.length) return new Map()
  const rows = await db
    .selectFrom('conversations as c')
    .innerJoin('customers as k', 'k.id', 'c.customer_id')
    .select(['c.id', 'c.assignee_id', 'k.display_name'])
    .where('c.id', 'in', ids)
    .where('c.status', '=', 'human')
    .execute()
  return new Map(rows.map((row) => [row.id, { assigneeId: row.assignee_id ?? '', name: row.display_name }]))
}

export type NewPush = {
  subscriptionId: string
  /** Names the thing, so that it is told once. */
  key: string
  kind: PushKind
  conversationId: string | null
  payload: PushPayload
  at: Date
  nextAt: Date
}

export async function queuePushes(tx: Tx, all: NewPush[]): Promise<void> {
  if (!all.length) return
  const rows = all.map((one) => ({
    subscription_id: one.subscriptionId,
    key: one.key,
    kind: one.kind,
    conversation_id: one.conversationId,
    payload: JSON.stringify(one.payload),
    at: one.at,
    next_at: one.nextAt,
  }))
  await tx
    .insertInto('push_messages')
    .values(rows)
    .onConflict((oc) => oc.doNothing())
    .execute()
}

export type DuePush = {
  subscriptionId: string
  key: string
  kind: PushKind
  payload: PushPayload
  at: Date
  attempts: number
  sealed: string
  /** He was connected after it happened, so he has seen it; or the chat is no longer his, or waits no more. */
  stale: boolean
}

/** What may go out now, held for this node until `until`. */
export async function takeDue(tx: Tx, now: Date, until: Date, limit: number): Promise<DuePush[]> {
  const { rows } = await sql<DuePush>`
    update push_messages m set next_at = ${until}, attempts = m.attempts + 1
    from push_subscriptions s
    where s.id = m.subscription_id and (m.subscription_id, m.key) in (
      select subscription_id, key from push_messages
      where status = 'waiting' and next_at <= ${now} order by next_at limit ${limit} for update skip locked)
    returning m.subscription_id as "subscriptionId", m.key, m.kind, m.payload, m.at, m.attempts, s.sealed,
      (coalesce(s.connected_at >= m.at, false) or exists (select 1 from conversations c where c.id = m.conversation_id
        and ((m.kind = 'waiting' and c.status <> 'queued')
          or (m.kind = 'message' and c.assignee_id is distinct from s.user_id)))) as stale`.execute(tx)
  return rows
}

export async function settlePush(
  db: Queryable,
  { subscriptionId, key }: Pick<DuePush, 'subscriptionId' | 'key'>,
  set: { status: 'sent' | 'dropped' } | { nextAt: Date },
): Promise<void> {
  await db
    .updateTable('push_messages')
    .set('nextAt' in set ? { next_at: set.nextAt } : { status: set.status })
    .where('subscription_id', '=', subscriptionId)
    .where('key', '=', key)
    .execute()
}

/** What was told is kept as long as it could be told again; a browser nobody opened the console with is forgotten. */
export async function forgetPushes(db: Db, before: { messages: Date; subscriptions: Date }): Promise<void> {
  await db.deleteFrom('push_messages').where('at', '<', before.messages).execute()
  await db.deleteFrom('push_subscriptions').where('renewed_at', '<', before.subscriptions).execute()
}
