import type { Queryable } from '#platform/db/open.ts'

/** Where a node is reached that was seen since then; null when there is none. */
export async function findNode(db: Queryable, id: string, since: Date): Promise<string | null> {
  const row = await db
    .selectFrom('nodes')
    .select('address')
    .where('id', '=', id)
    .where('seen_at', '>', since)
    .executeTakeFirst()
  return row?.address ?? null
}

/** This one is there; those that were seen last before `lost` are forgotten. */
export async function writeNode(
  db: Queryable,
  { id, ...row }: { id: string; address: string; seen_at: Date },
  lost: Date,
): Promise<void> {
  await db
    .insertInto('nodes')
    .values({ id, ...row })
    .onConflict((on) => on.column('id').doUpdateSet(row))
    .execute()
  await db.deleteFrom('nodes').where('seen_at', '<', lost).execute()
}

export async function hasOthers(db: Queryable, id: string, since: Date): Promise<boolean> {
  const row = await db
    .selectFrom('nodes')
    .select('id')
    .where('id', '!=', id)
    .where('seen_at', '>', since)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function removeNode(db: Queryable, id: string): Promise<void> {
  await db.deleteFrom('nodes').where('id', '=', id).execute()
}
