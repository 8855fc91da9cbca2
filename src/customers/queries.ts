import { type Selectable, sql } from 'kysely'
import type { Customer, CustomerTag } from '#customers/contract.ts'
import type { Database, Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'

type Row = Selectable<Tables['customers']>
const toCustomer = (row: Row): Customer => ({
  id: row.id,
  name: row.display_name,
  externalId: row.external_id,
  tier: row.tier,
  language: row.language as 'zh' | 'en',
  verified: row.verified,
  elderly: row.elderly,
  tags: row.tags as CustomerTag[],
  dedicatedAgentId: row.dedicated_agent_id,
  attributes: row.attributes as Record<string, string>,
  createdAt: row.created_at.toISOString(),
  seenAt: row.seen_at.toISOString(),
})

export async function findCustomer(db: Queryable, id: string): Promise<Customer | null> {
  const row = await db.selectFrom('customers').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toCustomer(row) : null
}

export async function findByExternalId(db: Queryable, externalId: string): Promise<Customer | null> {
  const row = await db.selectFrom('customers').selectAll().where('external_id', '=', externalId).executeTakeFirst()
  return row ? toCustomer(row) : null
}

/** Locked until the transaction ends, in the order of ids so that two of them cannot block each other for ever. */
export async function lockCustomers(tx: Tx, ids: string[]): Promise<Map<string, Customer>> {
  const rows = await tx.selectFrom('customers').selectAll().where('id', 'in', ids).orderBy('id').forUpdate().execute()
  return new Map(rows.map((row) => [row.id, toCustomer(row)]))
}

export const statements = {
  /** A visitor's row and his address, in one statement because every first message waits for it. */
  visitor: `
    with fresh as (
      insert into customers (id, display_name, language) values ($1, $2, $3) on conflict do nothing returning *
    ), known as (
      insert into customer_identities (channel, address, customer_id) select $4, id, id from fresh on conflict do nothing
    )
    select * from fresh`,
} as const

/** The visitor's new row, or null when he had one. */
export async function insertVisitor(
  database: Database,
  { id, name, language, channel }: { id: string; name: string; language: string; channel: string },
): Promise<Customer | null> {
  const [row] = await database.run<Row>(statements.visitor, [id, name, language, channel])
  return row ? toCustomer(row) : null
}

type Fresh = Omit<Customer, 'createdAt' | 'seenAt' | 'dedicatedAgentId'>
/** Leaves a customer with this id or external id as he is. True when he is new. */
export async function insertCustomer(db: Queryable, fresh: Fresh): Promise<boolean> {
  const { name, externalId, tags, attributes, ...plain } = fresh
  const inserted = await db
    .insertInto('customers')
    .values({
      ...plain,
      display_name: name,
      external_id: externalId,
      tags: JSON.stringify(tags),
      attributes: JSON.stringify(attributes),
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export type CustomerChange = Partial<
  Pick<Customer, 'name' | 'tier' | 'language' | 'elderly' | 'tags' | 'attributes' | 'verified' | 'dedicatedAgentId'>
> & { seenAt?: Date }
export async function updateCustomer(tx: Tx, id: string, change: CustomerChange): Promise<void> {
  const { name, tags, attributes, seenAt, dedicatedAgentId, ...plain } = change
  const set = {
    ...plain,
    ...(name !== undefined && { display_name: name }),
    ...(dedicatedAgentId !== undefined && { dedicated_agent_id: dedicatedAgentId }),
    ...(tags && { tags: JSON.stringify(tags) }),
    ...(attributes && { attributes: JSON.stringify(attributes) }),
    ...(seenAt && { seen_at: seenAt }),
  }
  if (Object.keys(set).length) await tx.updateTable('customers').set(set).where('id', '=', id).execute()
}

/** True when the address was nobody's. */
export async function insertIdentity(
  db: Queryable,
  channel: string,
  address: string,
  customerId: string,
): Promise<boolean> {
  const inserted = await db
    .insertInto('customer_identities')
    .values({ channel, address, customer_id: customerId })
    .onConflict((oc) => oc.doNothing())
    .returning('address')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function listIdentities(db: Queryable, customerId: string) {
  const rows = await db
    .selectFrom('customer_identities')
    .selectAll()
    .where('customer_id', '=', customerId)
    .orderBy('created_at')
    .execute()
  return rows.map((row) => ({ channel: row.channel, address: row.address, createdAt: row.created_at.toISOString() }))
}

/** How many addresses moved: all of them, or only these. */
export async function moveIdentities(
  tx: Tx,
  fromId: string,
  toId: string,
  only?: readonly { channel: string; address: string }[],
): Promise<number> {
  if (only?.length === 0) return 0
  let query = tx.updateTable('customer_identities').set({ customer_id: toId }).where('customer_id', '=', fromId)
  if (only)
    query = query.where((eb) =>
      eb.or(only.map(({ channel, address }) => eb.and([eb('channel', '=', channel), eb('address', '=', address)]))),
    )
  return (await query.returning('address').execute()).length
}

export type CustomerSearch = { q?: string; tier?: string; before?: { at: string; id: string }; limit: number }
/** Last seen first. `q` is part of the name or the whole id; visitors merged into somebody are left out. */
export async function listCustomers(db: Queryable, search: CustomerSearch): Promise<Customer[]> {
  let query = db.selectFrom('customers').selectAll()
  if (search.q) {
    const q = search.q
    const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((eb) => eb.or([eb('display_name', 'ilike', like), eb('id', '=', q), eb('external_id', '=', q)]))
  }
  if (search.tier) query = query.where('tier', '=', search.tier)
  query = query.where(sql<boolean>`attributes ->> 'mergedInto' is null`)
  // Cursors carry milliseconds, the column microseconds: both sides are compared at the coarser one.
  const seen = sql<Date>`date_trunc('milliseconds', seen_at)`
  if (search.before)
    query = query.where(sql<boolean>`(${seen}, id) < (${search.before.at}::timestamptz, ${search.before.id})`)
  const rows = await query.orderBy(seen, 'desc').orderBy('id', 'desc').limit(search.limit).execute()
  return rows.map(toCustomer)
}

/** The only customer with this telephone number; null when there is none or more than one. */
export async function findByPhone(db: Queryable, phone: string): Promise<Customer | null> {
  const rows = await db
    .selectFrom('customers')
    .selectAll()
    .where(sql<string>`attributes ->> 'phone'`, '=', phone)
    .limit(2)
    .execute()
  return rows.length === 1 && rows[0] ? toCustomer(rows[0]) : null
}

/** The one customer with this e-mail address; null when there are none or several. */
export async function findByEmail(db: Queryable, email: string): Promise<Customer | null> {
  const rows = await db
    .selectFrom('customers')
    .selectAll()
    .where(sql<string>`lower(attributes ->> 'email')`, '=', email.toLowerCase())
    .limit(2)
    .execute()
  return rows.length === 1 && rows[0] ? toCustomer(rows[0]) : null
}

export async function findByAddress(db: Queryable, channel: string, address: string): Promise<Customer | null> {
  const row = await db
    .selectFrom('customer_identities')
    .innerJoin('customers', 'customers.id', 'customer_identities.customer_id')
    .selectAll('customers')
    .where('customer_identities.channel', '=', channel)
    .where('customer_identities.address', '=', address)
    .executeTakeFirst()
  return row ? toCustomer(row) : null
}

/** Who turned out to be this customer; their rows stay as pointers, and what happened with them before is his history. */
export async function listMergedInto(db: Queryable, id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('customers')
    .select('id')
    .where(sql<string>`attributes ->> 'mergedInto'`, '=', id)
    .limit(50)
    .execute()
  return rows.map((row) => row.id)
}
