import type { Selectable } from 'kysely'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'
import type { Approval } from '#tickets/contract.ts'
import type { ApprovalStep } from '#tickets/types/contract.ts'

const toApproval = (row: Selectable<Tables['ticket_approvals']>): Approval => ({
  step: row.step,
  name: row.name,
  nameEn: row.name_en,
  role: row.role as Approval['role'],
  status: row.status as Approval['status'],
  decidedBy: row.decided_by,
  decidedAt: row.decided_at?.toISOString() ?? null,
  comment: row.comment,
})

/** Steps after those that are there already. */
export async function insertApprovals(tx: Tx, ticketId: string, steps: readonly ApprovalStep[]): Promise<void> {
  if (!steps.length) return
  const known = await listApprovals(tx, ticketId)
  const first = (known.at(-1)?.step ?? 0) + 1
  await tx
    .insertInto('ticket_approvals')
    .values(
      steps.map(({ name, nameEn, role }, n) => ({ ticket_id: ticketId, step: first + n, name, name_en: nameEn, role })),
    )
    .execute()
}

export async function listApprovals(db: Queryable, ticketId: string): Promise<Approval[]> {
  const rows = await db
    .selectFrom('ticket_approvals')
    .selectAll()
    .where('ticket_id', '=', ticketId)
    .orderBy('step')
    .execute()
  return rows.map(toApproval)
}

/** False when the step has been decided meanwhile. */
export async function decideApproval(
  tx: Tx,
  ticketId: string,
  step: number,
  to: Pick<Approval, 'status' | 'comment'> & { by: string; at: Date },
): Promise<boolean> {
  const row = await tx
    .updateTable('ticket_approvals')
    .set({ status: to.status, decided_by: to.by, decided_at: to.at, comment: to.comment })
    .where('ticket_id', '=', ticketId)
    .where('step', '=', step)
    .where('status', '=', 'waiting')
    .returning('step')
    .executeTakeFirst()
  return row !== undefined
}

/** What was refused is asked for again. */
export async function reopenApprovals(tx: Tx, ticketId: string): Promise<number> {
  const rows = await tx
    .updateTable('ticket_approvals')
    .set({ status: 'waiting', decided_by: null, decided_at: null, comment: '' })
    .where('ticket_id', '=', ticketId)
    .where('status', '=', 'rejected')
    .returning('step')
    .execute()
  return rows.length
}
