import type { KnownMerge } from '#customers/merge-known.ts'
import { type CustomerMerge, UNDO_DAYS } from '#desk/customer-merges/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'

export type Moved = KnownMerge & { conversations: string[]; tickets: string[] }
type Row = { id: string; fromId: string; toId: string; moved: Moved }

export async function insertMerge(tx: Tx, row: Row & { by: string; now: Date }): Promise<void> {
  await tx
    .insertInto('customer_merges')
    .values({
      ...{ id: row.id, from_id: row.fromId, to_id: row.toId, merged_by: row.by, merged_at: row.now },
      moved: JSON.stringify(row.moved),
    })
    .execute()
}

export const undoableSince = (now: Date): Date => new Date(now.getTime() - UNDO_DAYS * 24 * 3600_000)

/** The merge if it still can be taken back, locked until the transaction ends. */
export async function lockMerge(tx: Tx, id: string, toId: string, now: Date): Promise<Row | null> {
  const row = await tx
    .selectFrom('customer_merges')
    .selectAll()
    .where('id', '=', id)
    .where('to_id', '=', toId)
    .where('undone_at', 'is', null)
    .where('merged_at', '>', undoableSince(now))
    .forUpdate()
    .executeTakeFirst()
  return row ? { id: row.id, fromId: row.from_id, toId: row.to_id, moved: row.moved as Moved } : null
}

export async function markUndone(tx: Tx, id: string, by: string, now: Date): Promise<void> {
  await tx.updateTable('customer_merges').set({ undone_at: now, undone_by: by }).where('id', '=', id).execute()
}

/** What was merged into a customer, latest first. */
export async function listMerges(db: Queryable, toId: string, now = new Date()): Promise<CustomerMerge[]> {
  const rows = await db
    .selectFrom('customer_merges as m')
    .innerJoin('customers as k', 'k.id', 'm.from_id')
    .selectAll('m')
    .select('k.display_name')
    .where('m.to_id', '=', toId)
    .orderBy('m.merged_at', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => {
    const { conversations, tickets } = row.moved as Moved
    return {
      ...{ id: row.id, fromId: row.from_id, fromName: row.display_name, by: row.merged_by },
      ...{ at: row.merged_at.toISOString(), conversations: conversations.length, tickets: tickets.length },
      undone: row.undone_at !== null,
      undoable: row.undone_at === null && row.merged_at > undoableSince(now),
    }
  })
}
