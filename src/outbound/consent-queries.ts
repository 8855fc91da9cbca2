import { sql } from 'kysely'
import type { CallConsent, NotedConsent } from '#outbound/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Cursor } from '#platform/http/cursor.ts'

export type NewCallConsent = { id: string; customerId: string; given: boolean; evidence: string; by: string; now: Date }

const CHUNK = 1000

export async function insertCallConsents(tx: Tx, consents: readonly NewCallConsent[]): Promise<void> {
  const rows = consents.map(({ customerId, by, now, ...plain }) => ({
    ...{ ...plain, customer_id: customerId, noted_by: by, noted_at: now },
  }))
  for (let at = 0; at < rows.length; at += CHUNK)
    await tx
      .insertInto('call_consents')
      .values(rows.slice(at, at + CHUNK))
      .execute()
}

export async function latestCallConsent(
  db: Queryable,
  customerId: string,
): Promise<Pick<CallConsent, 'given' | 'evidence' | 'at'>> {
  const row = await db
    .selectFrom('call_consents')
    .selectAll()
    .where('customer_id', '=', customerId)
    .orderBy('noted_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return { given: row?.given ?? null, evidence: row?.evidence ?? '', at: row?.noted_at.toISOString() ?? null }
}

/** Customers whose latest word is that they agree. */
export async function consentingCustomers(db: Queryable): Promise<Set<string>> {
  const { rows } = await sql<{ customer_id: string; given: boolean }>`
    select distinct on (customer_id) customer_id, given from call_consents
    order by customer_id, noted_at desc, id desc`.execute(db)
  return new Set(rows.filter(({ given }) => given).map(({ customer_id }) => customer_id))
}

/** Everything that customers said to being called, newest first. */
export async function listCallConsents(
  db: Queryable,
  { before, limit }: { before?: Cursor | undefined; limit: number },
): Promise<NotedConsent[]> {
  const noted = sql<Date>`date_trunc('milliseconds', call_consents.noted_at)`
  let query = db
    .selectFrom('call_consents')
    .innerJoin('customers', 'customers.id', 'call_consents.customer_id')
    .selectAll('call_consents')
    .select('customers.display_name')
  if (before)
    query = query.where(sql<boolean>`(${noted}, call_consents.id) < (${before.at}::timestamptz, ${before.id})`)
  const rows = await query.orderBy(noted, 'desc').orderBy('call_consents.id', 'desc').limit(limit).execute()
  return rows.map((row) => ({
    ...{ id: row.id, customerId: row.customer_id, name: row.display_name, given: row.given },
    ...{ evidence: row.evidence, by: row.noted_by, at: row.noted_at.toISOString() },
  }))
}

/** Customers by number or by the company's own id; who shares his number with another is found by his id alone. */
export async function customersBehind(
  db: Queryable,
  { numbers, externalIds }: { numbers: readonly string[]; externalIds: readonly string[] },
): Promise<{ byNumber: Map<string, string>; byExternalId: Map<string, string> }> {
  const [byNumber, byExternalId, shared] = [new Map<string, string>(), new Map<string, string>(), new Set<string>()]
  const customers = () => db.selectFrom('customers').where(sql<boolean>`attributes ->> 'mergedInto' is null`)
  for (let at = 0; at < numbers.length; at += CHUNK) {
    const phone = sql<string>`attributes ->> 'phone'`
    const rows = await customers()
      .select(['id', phone.as('phone')])
      .where(phone, 'in', numbers.slice(at, at + CHUNK))
      .execute()
    for (const row of rows) {
      if (byNumber.has(row.phone)) shared.add(row.phone)
      byNumber.set(row.phone, row.id)
    }
  }
  for (const number of shared) byNumber.delete(number)
  for (let at = 0; at < externalIds.length; at += CHUNK) {
    const rows = await customers()
      .select(['id', 'external_id'])
      .where('external_id', 'in', externalIds.slice(at, at + CHUNK))
      .execute()
    for (const row of rows) byExternalId.set(row.external_id!, row.id)
  }
  return { byNumber, byExternalId }
}
