import type { Selectable } from 'kysely'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'
import type { TicketPriority, TicketTypeInput, TicketTypeView } from '#tickets/types/contract.ts'

const toType = (row: Selectable<Tables['ticket_types']>): TicketTypeView => ({
  id: row.id,
  name: row.name,
  nameEn: row.name_en,
  fields: row.fields as TicketTypeView['fields'],
  templates: row.templates as TicketTypeView['templates'],
  approval: row.approval as TicketTypeView['approval'],
  priority: row.priority as TicketPriority,
  skill: row.skill,
  targets: row.targets as TicketTypeView['targets'],
  aroundTheClock: row.around_the_clock,
  position: row.position,
  active: row.active,
  updatedBy: row.updated_by,
  updatedAt: row.updated_at.toISOString(),
})

export async function listTypes(db: Queryable): Promise<TicketTypeView[]> {
  const rows = await db.selectFrom('ticket_types').selectAll().orderBy('position').orderBy('id').execute()
  return rows.map(toType)
}

export async function findType(db: Queryable, id: string): Promise<TicketTypeView | null> {
  const row = await db.selectFrom('ticket_types').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toType(row) : null
}

const columns = (type: TicketTypeInput, by: string, now: Date) => ({
  name: type.name,
  name_en: type.nameEn,
  fields: JSON.stringify(type.fields),
  templates: JSON.stringify(type.templates),
  approval: JSON.stringify(type.approval),
  priority: type.priority,
  skill: type.skill,
  targets: type.targets && JSON.stringify(type.targets),
  around_the_clock: type.aroundTheClock,
  position: type.position,
  active: type.active,
  updated_by: by,
  updated_at: now,
})

/** False when there is one of this id already. */
export async function insertType(tx: Tx, type: TicketTypeInput, by: string, now: Date): Promise<boolean> {
  const inserted = await tx
    .insertInto('ticket_types')
    .values({ id: type.id, ...columns(type, by, now) })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function updateType(tx: Tx, type: TicketTypeInput, by: string, now: Date): Promise<boolean> {
  const updated = await tx
    .updateTable('ticket_types')
    .set(columns(type, by, now))
    .where('id', '=', type.id)
    .returning('id')
    .executeTakeFirst()
  return updated !== undefined
}
