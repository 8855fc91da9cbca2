import type { Notification } from '#desk/notifications/contract.ts'
import type { Db, Tx } from '#platform/db/open.ts'

export type NewNotification = Pick<Notification, 'kind' | 'conversationId' | 'seq' | 'actorName' | 'text' | 'at'> & {
  userId: string
}

/** Those that are new; one that was told before stays as it is. Users and conversations that are gone are left out. */
export async function insertNotifications(tx: Tx, all: NewNotification[]): Promise<NewNotification[]> {
  const added: NewNotification[] = []
  for (const one of all) {
    const row = await tx
      .insertInto('notifications')
      .columns(['user_id', 'kind', 'conversation_id', 'seq', 'actor_name', 'text', 'at'])
      .expression((eb) =>
        eb
          .selectFrom('users as u')
          .innerJoin('conversations as c', (join) => join.on('c.id', '=', one.conversationId))
          .where('u.id', '=', one.userId)
          .select((e) => [
            'u.id',
            e.val(one.kind).as('kind'),
            'c.id as conversation_id',
            e.cast<number>(e.val(one.seq), 'integer').as('seq'),
            e.val(one.actorName).as('actor_name'),
            e.val(one.text).as('text'),
            e.cast<Date>(e.val(one.at), 'timestamptz').as('at'),
          ]),
      )
      .onConflict((oc) => oc.doNothing())
      .returning('user_id')
      .executeTakeFirst()
    if (row) added.push(one)
  }
  return added
}

export async function listNotifications(db: Db, userId: string, limit: number): Promise<Notification[]> {
  const rows = await db
    .selectFrom('notifications as n')
    .innerJoin('conversations as c', 'c.id', 'n.conversation_id')
    .innerJoin('customers as k', 'k.id', 'c.customer_id')
    .selectAll('n')
    .select('k.display_name')
    .where('n.user_id', '=', userId)
    .orderBy('n.at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    kind: row.kind as Notification['kind'],
    conversationId: row.conversation_id,
    seq: row.seq,
    customerName: row.display_name,
    actorName: row.actor_name,
    text: row.text,
    at: row.at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
  }))
}

export async function countUnread(db: Db, userId: string): Promise<number> {
  const row = await db
    .selectFrom('notifications')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

export async function markSeen(db: Db, userId: string, conversationId: string | undefined, now: Date): Promise<void> {
  let query = db
    .updateTable('notifications')
    .set({ read_at: now })
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
  if (conversationId !== undefined) query = query.where('conversation_id', '=', conversationId)
  await query.execute()
}

export async function namesOf(tx: Tx, userIds: string[]): Promise<Map<string, string>> {
  if (!userIds.length) return new Map()
  const rows = await tx.selectFrom('users').select(['id', 'name']).where('id', 'in', userIds).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}
