import type { ShiftTemplate, ShiftTemplateInput } from '#desk/roster/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'

/** By the time at which they begin. */
export async function listTemplates(db: Queryable): Promise<ShiftTemplate[]> {
  const rows = await db.selectFrom('shift_templates').selectAll().limit(200).execute()
  return rows
    .map((row) => ({ ...(row.shift as ShiftTemplateInput), id: row.id }))
    .toSorted((a, b) => a.from.localeCompare(b.from) || a.name.localeCompare(b.name))
}

/** False when another shift has this name. */
export async function insertTemplate(tx: Tx, id: string, shift: ShiftTemplateInput): Promise<boolean> {
  const row = await tx
    .insertInto('shift_templates')
    .values({ id, name: shift.name, shift: JSON.stringify(shift) })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function isTemplateName(tx: Tx, name: string, but: string): Promise<boolean> {
  const query = tx.selectFrom('shift_templates').select('id').where('name', '=', name).where('id', '<>', but)
  return (await query.executeTakeFirst()) !== undefined
}

/** False when it is gone. */
export async function updateTemplate(tx: Tx, id: string, shift: ShiftTemplateInput): Promise<boolean> {
  const row = await tx
    .updateTable('shift_templates')
    .set({ name: shift.name, shift: JSON.stringify(shift), updated_at: new Date() })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteTemplate(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.deleteFrom('shift_templates').where('id', '=', id).returning('id').executeTakeFirst()
  return row !== undefined
}
