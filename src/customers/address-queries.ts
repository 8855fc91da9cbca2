import type { Network } from '#customers/network-address.ts'
import type { Db, Queryable, Tx } from '#platform/db/open.ts'

export async function saveAddress(db: Db, customerId: string, { key, masked }: Network, now: Date): Promise<void> {
  const seen = { address_key: key, masked, seen_at: now }
  await db
    .insertInto('customer_addresses')
    .values({ customer_id: customerId, ...seen })
    .onConflict((conflict) => conflict.column('customer_id').doUpdateSet(seen))
    .execute()
}

/** Where the customer last wrote from, and how many others did from there. */
export async function latestAddress(db: Queryable, customerId: string): Promise<(Network & { others: number }) | null> {
  const row = await db
    .selectFrom('customer_addresses')
    .select(['address_key', 'masked'])
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  if (!row) return null
  const { count } = await db
    .selectFrom('customer_addresses')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('address_key', '=', row.address_key)
    .where('customer_id', '<>', customerId)
    .executeTakeFirstOrThrow()
  return { key: row.address_key, masked: row.masked, others: Number(count) }
}

type NewAddressBlock = {
  id: string
  customerId: string
  network: Network
  reason: string
  by: string
  now: Date
  expiresAt: Date
}
export async function insertAddressBlock(tx: Tx, one: NewAddressBlock): Promise<void> {
  await tx
    .insertInto('address_blocks')
    .values({
      id: one.id,
      customer_id: one.customerId,
      address_key: one.network.key,
      masked: one.network.masked,
      reason: one.reason,
      blocked_by: one.by,
      created_at: one.now,
      expires_at: one.expiresAt,
    })
    .execute()
}

/** What is lifted is forgotten; the audit log keeps that it was. Gives the customers they were blocked for. */
export async function deleteAddressBlocks(
  tx: Tx,
  which: { id: string } | { customerId: string },
  now: Date,
): Promise<string[]> {
  const rows = await tx
    .deleteFrom('address_blocks')
    .where('id' in which ? 'id' : 'customer_id', '=', 'id' in which ? which.id : which.customerId)
    .where('expires_at', '>', now)
    .returning('customer_id')
    .execute()
  return rows.map((row) => row.customer_id)
}

export async function addressBlocksInForce(db: Db): Promise<{ key: string; until: number }[]> {
  const rows = await db.selectFrom('address_blocks').select(['address_key', 'expires_at']).execute()
  return rows.map((row) => ({ key: row.address_key, until: row.expires_at.getTime() }))
}

export async function deleteOldAddresses(db: Db, { ended, seen }: { ended: Date; seen: Date }): Promise<void> {
  await db.deleteFrom('address_blocks').where('expires_at', '<=', ended).execute()
  await db.deleteFrom('customer_addresses').where('seen_at', '<', seen).execute()
}
