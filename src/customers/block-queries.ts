import type { Block, ListedBlock } from '#customers/contract.ts'
import type { Database, Db, Queryable, Tx } from '#platform/db/open.ts'

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

const LISTED = `
  with listed as (
    select id, 'customer' as kind, customer_id, '' as masked, reason, blocked_by, created_at, expires_at
    from blocks where lifted_at is null and (expires_at is null or expires_at > now())
    union all
    select id, 'address', customer_id, masked, reason, blocked_by, created_at, expires_at
    from address_blocks where expires_at > now()
  )
  select listed.*, customers.display_name from listed join customers on customers.id = customer_id
  where ($1::text is null or display_name ilike $1 or reason ilike $1 or masked ilike $1 or customer_id = $2)
    and ($3::timestamptz is null or (listed.created_at, listed.id) < ($3::timestamptz, $4::text))
  order by listed.created_at desc, listed.id desc limit $5`

type Listed = {
  id: string
  kind: ListedBlock['kind']
  customer_id: string
  masked: string
  reason: string
  blocked_by: string
  created_at: Date
  expires_at: Date | null
  display_name: string
}
type BlockSearch = { q?: string; before?: { at: string; id: string }; limit: number }

/** Blocks of both kinds in force, newest first. `q` is part of a name, a reason or a masked address, or the whole id. */
export async function listBlocks(database: Database, { q, before, limit }: BlockSearch): Promise<ListedBlock[]> {
  const like = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null
  const rows = await database.run<Listed>(LISTED, [like, q ?? null, before?.at ?? null, before?.id ?? null, limit])
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    customerId: row.customer_id,
    customerName: row.display_name,
    masked: row.masked,
    reason: row.reason,
    by: row.blocked_by,
    at: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
  }))
}
