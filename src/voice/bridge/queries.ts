import { sql } from 'kysely'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { TRANSFER_ENDS, TRANSFER_KINDS, TransferFigures } from '#voice/bridge/contract.ts'

export type TransferKind = (typeof TRANSFER_KINDS)[number]
export type TransferEnd = (typeof TRANSFER_ENDS)[number]

/** What an agent's phone is at, for routing on whichever node. */
export async function writePhone(
  tx: Tx,
  userId: string,
  status: 'off' | 'ready' | 'busy',
  node: string,
): Promise<void> {
  const row = { status, node, seen_at: new Date() }
  await tx
    .insertInto('agent_phones')
    .values({ user_id: userId, ...row })
    .onConflict((on) => on.column('user_id').doUpdateSet(row))
    .execute()
}

/** A phone of which nothing is heard for so long is of a node that is gone. */
const LOST_MS = 60_000

/** Whether somebody's phone is ready, on whichever node. */
export async function isReady(db: Queryable, userId: string): Promise<boolean> {
  const row = await db
    .selectFrom('agent_phones')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('status', '=', 'ready')
    .where('seen_at', '>', new Date(Date.now() - LOST_MS))
    .executeTakeFirst()
  return row !== undefined
}

/** The phones of this node are still there. */
export async function touchPhones(db: Queryable, node: string): Promise<void> {
  await db.updateTable('agent_phones').set({ seen_at: new Date() }).where('node', '=', node).execute()
}

export async function removePhone(tx: Tx, userId: string, node: string): Promise<void> {
  await tx.deleteFrom('agent_phones').where('user_id', '=', userId).where('node', '=', node).execute()
}

export async function insertTransfer(
  tx: Tx,
  row: { id: string; callId: string; kind: TransferKind; by: string | null },
): Promise<void> {
  const { id, callId, kind, by } = row
  await tx.insertInto('call_transfers').values({ id, call_id: callId, kind, asked_by: by }).execute()
}

export async function endTransfer(
  tx: Tx,
  id: string,
  ended: { how: TransferEnd; seconds: number; userId: string | null },
): Promise<void> {
  const { how, seconds, userId } = ended
  await tx
    .updateTable('call_transfers')
    .set({ ended_at: new Date(), how, seconds, answered_by: userId })
    .where('id', '=', id)
    .execute()
}

/** By kind; the seconds are those of answered ones. */
export async function countTransfers(db: Queryable, since: Date): Promise<TransferFigures['kinds']> {
  const { rows } = await sql<TransferFigures['kinds'][number]>`
    select kind, count(*)::int as asked,
      count(*) filter (where how = 'answered')::int as answered,
      count(*) filter (where how = 'abandoned')::int as abandoned,
      count(*) filter (where how = 'call-back')::int as "callBacks",
      count(*) filter (where how = 'not-answered')::int as "notAnswered",
      percentile_disc(0.5) within group (order by seconds) filter (where how = 'answered') as "secondsP50",
      percentile_disc(0.9) within group (order by seconds) filter (where how = 'answered') as "secondsP90"
    from call_transfers where asked_at >= ${since} group by kind order by kind`.execute(db)
  return rows
}
