import type { Selectable } from 'kysely'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'
import type { TicketStateInput, TicketStateView } from '#tickets/states/contract.ts'

const toState = (row: Selectable<Tables['ticket_states']>): TicketStateView => ({
  id: row.id,
  status: row.status as TicketStateView['status'],
  name: row.name,
  nameEn: row.name_en,
  colour: row.colour as TicketStateView['colour'],
  position: row.position,
  active: row.active,
  updatedBy: row.updated_by,
  updatedAt: row.updated_at.toISOString(),
})

export async function listStates(db: Queryable): Promise<TicketStateView[]> {
  const rows = await db.selectFrom('ticket_states').selectAll().orderBy('position').orderBy('id').execute()
  return rows.map(toState)
}

export async function findState(db: Queryable, id: string): Promise<TicketStateView | null> {
  const row = await db.selectFrom('ticket_states').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toState(row) : null
}

const columns = (state: Omit<TicketStateInput, 'status'>, by: string, now: Date) => ({
  name: state.name,
  name_en: state.nameEn,
  colour: state.colour,
  position: state.position,
  active: state.active,
  updated_by: by,
  updated_at: now,
})

/** False when there is one of this id already. */
export async function insertState(tx: Tx, state: TicketStateInput, by: string, now: Date): Promise<boolean> {
  const inserted = await tx
    .insertInto('ticket_states')
    .values({ id: state.id, status: state.status, ...columns(state, by, now) })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** The status stays: tickets that are in the state would change theirs unseen. */
export async function updateState(
  tx: Tx,
  state: Omit<TicketStateInput, 'status'>,
  by: string,
  now: Date,
): Promise<boolean> {
  const updated = await tx
    .updateTable('ticket_states')
    .set(columns(state, by, now))
    .where('id', '=', state.id)
    .returning('id')
    .executeTakeFirst()
  return updated !== undefined
}
