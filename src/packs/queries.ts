import type { PackSource } from '#packs/read-pack.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'

export type InstalledPack = {
  id: string
  version: number
  filesHash: string
  shown: boolean
  installedBy: string
  installedAt: string
}

/** In the order in which they go before one another: the base first, the one that is shown last. */
export async function listInstalled(db: Queryable): Promise<InstalledPack[]> {
  const rows = await db
    .selectFrom('packs')
    .select(['id', 'version', 'files_hash', 'shown', 'installed_by', 'installed_at'])
    .orderBy((eb) => eb.case().when('id', '=', 'base').then(0).else(1).end())
    .orderBy('shown')
    .orderBy('installed_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    filesHash: row.files_hash,
    shown: row.shown,
    installedBy: row.installed_by,
    installedAt: row.installed_at.toISOString(),
  }))
}

export async function lockPack(tx: Tx, id: string): Promise<{ version: number; filesHash: string } | null> {
  const row = await tx
    .selectFrom('packs')
    .select(['version', 'files_hash'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ? { version: row.version, filesHash: row.files_hash } : null
}

export async function readFiles(db: Queryable, id: string): Promise<Record<string, string> | null> {
  const row = await db.selectFrom('packs').select('files').where('id', '=', id).executeTakeFirst()
  return row ? (row.files as Record<string, string>) : null
}

/** False when it is there already; waits for another node that is just putting it there. */
export async function insertPack(tx: Tx, source: PackSource, shown: boolean, by: string): Promise<boolean> {
  const inserted = await tx
    .insertInto('packs')
    .values({ ...columns(source), id: source.manifest.id, shown, installed_by: by })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function updatePack(tx: Tx, source: PackSource): Promise<void> {
  await tx
    .updateTable('packs')
    .set({ ...columns(source), updated_at: new Date() })
    .where('id', '=', source.manifest.id)
    .execute()
}

export async function deletePack(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('packs').where('id', '=', id).execute()
}

export async function showPack(tx: Tx, id: string | null): Promise<void> {
  await tx.updateTable('packs').set({ shown: false }).where('shown', '=', true).execute()
  if (id) await tx.updateTable('packs').set({ shown: true }).where('id', '=', id).execute()
}

const columns = ({ manifest, files, hash }: PackSource) => ({
  version: manifest.version,
  files: JSON.stringify(files),
  files_hash: hash,
})

export type ItemKind = 'article' | 'reply' | 'term'

/** What a pack put in place, item → hash. */
export async function listItems(db: Queryable, packId: string): Promise<Record<ItemKind, Map<string, string>>> {
  const rows = await db.selectFrom('pack_items').selectAll().where('pack_id', '=', packId).execute()
  const found = { article: new Map(), reply: new Map(), term: new Map() } as Record<ItemKind, Map<string, string>>
  for (const row of rows) found[row.kind as ItemKind].set(row.item_id, row.hash)
  return found
}

/** Replaces what a pack owns. */
export async function writeItems(tx: Tx, packId: string, items: Record<ItemKind, Map<string, string>>): Promise<void> {
  await tx.deleteFrom('pack_items').where('pack_id', '=', packId).execute()
  const rows = Object.entries(items).flatMap(([kind, owned]) =>
    [...owned].map(([item_id, hash]) => ({ kind, item_id, pack_id: packId, hash })),
  )
  for (let at = 0; at < rows.length; at += 500) {
    await tx
      .insertInto('pack_items')
      .values(rows.slice(at, at + 500))
      .onConflict((oc) => oc.doNothing())
      .execute()
  }
}
