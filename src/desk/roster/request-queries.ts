import type { Selectable } from 'kysely'
import type { LeaveKind, PlannedShift, RosterRequest } from '#desk/roster/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'

const toRequest = (row: Selectable<Tables['roster_requests']>): RosterRequest => ({
  id: row.id,
  kind: row.kind as RosterRequest['kind'],
  userId: row.user_id,
  from: row.from_date,
  to: row.to_date,
  leave: row.leave as LeaveKind | null,
  shift: row.shift as PlannedShift | null,
  colleagueId: row.colleague_id,
  theirDate: row.their_date,
  theirShift: row.their_shift as PlannedShift | null,
  agreed: row.agreed,
  note: row.note,
  status: row.status as RosterRequest['status'],
  answer: row.answer,
  createdAt: row.created_at.toISOString(),
  decidedAt: row.decided_at?.toISOString() ?? null,
})

/** Those that wait first, then the newest; `of` only what somebody asked or is asked. */
export async function listRequests(db: Queryable, of: string | null, limit: number): Promise<RosterRequest[]> {
  let query = db.selectFrom('roster_requests').selectAll()
  if (of !== null) query = query.where((eb) => eb.or([eb('user_id', '=', of), eb('colleague_id', '=', of)]))
  const rows = await query
    .orderBy((eb) => eb.case().when('status', '=', 'waiting').then(0).else(1).end())
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toRequest)
}

/** Held to the end of the transaction. */
export async function lockRequest(tx: Tx, id: string): Promise<RosterRequest | null> {
  const row = await tx.selectFrom('roster_requests').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? toRequest(row) : null
}

export type NewRequest = Pick<
  RosterRequest,
  'id' | 'kind' | 'userId' | 'from' | 'to' | 'leave' | 'shift' | 'colleagueId' | 'theirDate' | 'theirShift' | 'note'
>
export async function insertRequest(tx: Tx, one: NewRequest): Promise<void> {
  await tx
    .insertInto('roster_requests')
    .values({
      ...{ id: one.id, kind: one.kind, user_id: one.userId, from_date: one.from, to_date: one.to, leave: one.leave },
      ...{ shift: one.shift && JSON.stringify(one.shift), colleague_id: one.colleagueId, their_date: one.theirDate },
      ...{ their_shift: one.theirShift && JSON.stringify(one.theirShift), note: one.note },
    })
    .execute()
}

export async function writeAgreement(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('roster_requests').set({ agreed: true }).where('id', '=', id).execute()
}

type End = { status: RosterRequest['status']; agreed?: boolean; answer: string; by: string }
export async function endRequest(tx: Tx, id: string, { status, agreed, answer, by }: End): Promise<void> {
  const refused = agreed === undefined ? {} : { agreed }
  await tx
    .updateTable('roster_requests')
    .set({ status, answer, decided_by: by, decided_at: new Date(), ...refused })
    .where('id', '=', id)
    .execute()
}

/** `user date` of every day for which leave was approved. */
export async function listApprovedLeave(db: Queryable, from: string, to: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('roster_requests')
    .select(['user_id', 'from_date', 'to_date'])
    .where('kind', '=', 'leave')
    .where('status', '=', 'approved')
    .where('from_date', '<=', to)
    .where('to_date', '>=', from)
    .execute()
  return new Set(
    rows.flatMap((row) => datesBetween(row.from_date, row.to_date).map((date) => `${row.user_id} ${date}`)),
  )
}

export function datesBetween(from: string, to: string): string[] {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  return Array.from({ length: days + 1 }, (_, n) =>
    new Date(Date.parse(from) + n * 86_400_000).toISOString().slice(0, 10),
  )
}
