import type { SavedView } from '#desk/views/contract.ts'
import type { Db, Tx } from '#platform/db/open.ts'

/** The team's and one's own, by name. */
export async function listViews(db: Db, userId: string | null): Promise<SavedView[]> {
  const rows = await db
    .selectFrom('saved_views')
    .select(['id', 'name', 'owner_id', 'filters'])
    .where((eb) => eb.or([eb('owner_id', 'is', null), eb('owner_id', '=', userId)]))
    .orderBy('name')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    ownerId: row.owner_id,
    filters: row.filters as Record<string, string>,
  }))
}

export async function findViewOwner(tx: Tx, id: string): Promise<{ ownerId: string | null } | null> {
  const row = await tx.selectFrom('saved_views').select('owner_id').where('id', '=', id).executeTakeFirst()
  return row ? { ownerId: row.owner_id } : null
}

/** Keeps a view under its name; one's own, or the team's, of the same name is replaced. */
export async function putView(tx: Tx, view: SavedView): Promise<string> {
  const filters = JSON.stringify(view.filters)
  const row = await tx
    .insertInto('saved_views')
    .values({ id: view.id, name: view.name, owner_id: view.ownerId, filters })
    .onConflict((oc) => oc.columns(['name', 'owner_id']).doUpdateSet({ filters, updated_at: new Date() }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

export async function deleteView(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('saved_views').where('id', '=', id).execute()
}
