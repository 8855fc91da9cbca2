import type { Selectable } from 'kysely'
import type { Macro, MacroSteps } from '#desk/macros/contract.ts'
import type { Db, Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'

const toMacro = (row: Selectable<Tables['macros']>): Macro => ({
  id: row.id,
  name: row.name,
  ownerId: row.owner_id,
  steps: row.steps as MacroSteps,
  updatedAt: row.updated_at.toISOString(),
})

/** The team's and one's own, by name. */
export async function listMacros(db: Db, userId: string | null): Promise<Macro[]> {
  const rows = await db
    .selectFrom('macros')
    .selectAll()
    .where((eb) => eb.or([eb('owner_id', 'is', null), eb('owner_id', '=', userId)]))
    .orderBy('name')
    .orderBy('id')
    .limit(500)
    .execute()
  return rows.map(toMacro)
}

export async function findMacro(db: Queryable, id: string): Promise<Macro | null> {
  const row = await db.selectFrom('macros').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toMacro(row) : null
}

/** False when the name is taken. */
export async function insertMacro(tx: Tx, one: Omit<Macro, 'updatedAt'>): Promise<boolean> {
  const inserted = await tx
    .insertInto('macros')
    .values({ id: one.id, name: one.name, owner_id: one.ownerId, steps: JSON.stringify(one.steps) })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function isNameTaken(tx: Tx, one: Pick<Macro, 'id' | 'name' | 'ownerId'>): Promise<boolean> {
  const found = await tx
    .selectFrom('macros')
    .select('id')
    .where('name', '=', one.name)
    .where('id', '<>', one.id)
    .where('owner_id', one.ownerId === null ? 'is' : '=', one.ownerId)
    .executeTakeFirst()
  return found !== undefined
}

export async function updateMacro(tx: Tx, one: Omit<Macro, 'updatedAt'>, now: Date): Promise<void> {
  await tx
    .updateTable('macros')
    .set({ name: one.name, owner_id: one.ownerId, steps: JSON.stringify(one.steps), updated_at: now })
    .where('id', '=', one.id)
    .execute()
}

export async function deleteMacro(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('macros').where('id', '=', id).execute()
}
