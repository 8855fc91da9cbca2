import type { Db } from '#platform/db/open.ts'

/** Claims a key. Returns null when it is ours, else the row of the first request. */
export async function claimKey(db: Db, actor: string, key: string, hash: string) {
  const inserted = await db
    .insertInto('idempotency_keys')
    .values({ actor, key, request_hash: hash })
    .onConflict((oc) => oc.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (inserted) return null
  const row = await db
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('actor', '=', actor)
    .where('key', '=', key)
    .executeTakeFirst()
  return row ?? null
}

export async function keepAnswer(db: Db, actor: string, key: string, response: unknown): Promise<void> {
  await db
    .updateTable('idempotency_keys')
    .set({ status: 200, response: JSON.stringify(response ?? {}) })
    .where('actor', '=', actor)
    .where('key', '=', key)
    .execute()
}

export async function releaseKey(db: Db, actor: string, key: string): Promise<void> {
  await db.deleteFrom('idempotency_keys').where('actor', '=', actor).where('key', '=', key).execute()
}

export async function purgeKeysBefore(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('idempotency_keys').where('created_at', '<', before).execute()
}
