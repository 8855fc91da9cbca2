import type { Selectable } from 'kysely'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'
import type { ListedLink } from '#verification/links/contract.ts'

export type LinkRow = Selectable<Tables['verification_links']>

export async function insertLink(
  tx: Tx,
  row: Omit<LinkRow, 'created_at' | 'opened_at' | 'used_at'> & { now: Date },
): Promise<void> {
  const { now, ...rest } = row
  await tx
    .insertInto('verification_links')
    .values({ ...rest, created_at: now })
    .execute()
}

/** A link by its hash; locked until the transaction ends when `lock`. */
export async function findLink(db: Queryable, tokenHash: string, lock = false): Promise<LinkRow | null> {
  let query = db.selectFrom('verification_links').selectAll().where('token_hash', '=', tokenHash)
  if (lock) query = query.forUpdate()
  return (await query.executeTakeFirst()) ?? null
}

export async function markLink(db: Queryable, id: string, set: { opened_at: Date } | { used_at: Date }): Promise<void> {
  await db.updateTable('verification_links').set(set).where('id', '=', id).execute()
}

export async function countLinks(db: Queryable, conversationId: string, since: Date): Promise<number> {
  const row = await db
    .selectFrom('verification_links')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('conversation_id', '=', conversationId)
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export async function listLinks(db: Queryable, conversationId: string, now: Date): Promise<ListedLink[]> {
  const rows = await db
    .selectFrom('verification_links')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('created_at', 'desc')
    .limit(10)
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, note: row.note, hint: row.hint, at: row.created_at.toISOString() },
    purpose: row.purpose as ListedLink['purpose'],
    way: row.way as ListedLink['way'],
    state: row.used_at ? 'used' : row.expires_at <= now ? 'expired' : row.opened_at ? 'opened' : 'waiting',
  }))
}
