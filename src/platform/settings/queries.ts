import type { Db, Queryable } from '#platform/db/open.ts'

export async function readSetting<T>(db: Queryable, key: string): Promise<T | null> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  return row ? (row.value as T) : null
}

/** The stored value, or `fresh` when there is none; nodes that start together agree on one. */
export async function settingOr<T>(db: Db, key: string, fresh: T): Promise<T> {
  await db
    .insertInto('settings')
    .values({ key, value: JSON.stringify(fresh) })
    .onConflict((oc) => oc.doNothing())
    .execute()
  return (await readSetting<T>(db, key)) as T
}

export async function databaseAnswers(db: Db): Promise<boolean> {
  const row = await db.selectFrom('migrations').select('name').limit(1).executeTakeFirst()
  return row !== undefined
}

/** Stores a value. False when it already was that one: of several nodes that write the same, one gets true. */
export async function writeSetting(db: Queryable, key: string, value: unknown): Promise<boolean> {
  const rows = await db
    .insertInto('settings')
    .values({ key, value: JSON.stringify(value) })
    .onConflict((oc) =>
      oc
        .column('key')
        .doUpdateSet((eb) => ({ value: eb.ref('excluded.value'), updated_at: new Date() }))
        .where((eb) => eb('settings.value', '<>', eb.ref('excluded.value'))),
    )
    .returning('key')
    .execute()
  return rows.length > 0
}
