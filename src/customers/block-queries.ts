import type { Block } from '#customers/contract.ts'
import type { Db, Queryable, Tx } from '#platform/db/open.ts'

type NewBlock = { id: string; customerId: string; reason: string; by: string; now: Date; expiresAt: Date | null }

export async function insertBlock(tx: Tx, one: NewBlock): Promise<void> {
  await tx
    .insertInto('blocks')
    .values({
      id: one.id,
      customer_id: one.customerId,
      reason: one.reason,
      blocked_by: one.by,
      created_at: one.now,
      expires_at: one.expiresAt,
    })
    .execute()
}

/** False when there was none in force. */
export async function liftBlock(tx: Tx, customerId: string, by: string, now: Date): Promise<boolean> {
  const rows = await tx
    .updateTable('blocks')
    .set({ lifted_at: now, lifted_by: by })
    .where('customer_id', '=', customerId)
    .where('lifted_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .returning('id')
    .execute()
  return rows.length > 0
}

/** The block in force, or null. */
export async function latestBlock(db: Queryable, customerId: string, now = new Date()): Promise<Block | null> {
  const row = await db
    .selectFrom('blocks')
    .selectAll()
    .where('customer_id', '=', customerId)
    .where('lifted_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  return row
    ? {
        reason: row.reason,
        by: row.blocked_by,
        at: row.created_at.toISOString(),
        expiresAt: row.expires_at?.toISOString() ?? null,
      }
    : null
}

/** Everybody blocked now, and until when in milliseconds. */
export async function blocksInForce(db: Db): Promise<{ customerId: string; until: number }[]> {
  const rows = await db
    .selectFrom('blocks')
    .select(['customer_id', 'expires_at'])
    .where('lifted_at', 'is', null)
    .execute()
  return rows.map((row) => ({
    customerId: row.customer_id,
    until: row.expires_at?.getTime() ?? Number.POSITIVE_INFINITY,
  }))
}
