import { sql } from 'kysely'
import type { DoNotCallEntry } from '#outbound/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Cursor } from '#platform/http/cursor.ts'

export type NewStop = {
  key: string
  masked: string
  source: DoNotCallEntry['source']
  reason: string
  campaignId: string | null
  by: string
  now: Date
}

/** False when the number stood there already. */
export async function insertStop(tx: Tx, { key, campaignId, by, now, ...plain }: NewStop): Promise<boolean> {
  const row = await tx
    .insertInto('do_not_call')
    .values({ ...plain, number_key: key, campaign_id: campaignId, added_by: by, added_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('number_key')
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteStop(tx: Tx, key: string): Promise<boolean> {
  const row = await tx
    .deleteFrom('do_not_call')
    .where('number_key', '=', key)
    .returning('number_key')
    .executeTakeFirst()
  return row !== undefined
}

const CHUNK = 1000

/** Which of these numbers must not be called. */
export async function stoppedAmong(db: Queryable, keys: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>()
  for (let at = 0; at < keys.length; at += CHUNK) {
    const rows = await db
      .selectFrom('do_not_call')
      .select('number_key')
      .where('number_key', 'in', keys.slice(at, at + CHUNK))
      .execute()
    for (const { number_key } of rows) found.add(number_key)
  }
  return found
}

/** Newest first; `key` finds one number. */
export async function listStops(
  db: Queryable,
  { key, before, limit }: { key?: string | undefined; before?: Cursor | undefined; limit: number },
): Promise<DoNotCallEntry[]> {
  const added = sql<Date>`date_trunc('milliseconds', do_not_call.added_at)`
  let query = db
    .selectFrom('do_not_call')
    .leftJoin('campaigns', 'campaigns.id', 'do_not_call.campaign_id')
    .selectAll('do_not_call')
    .select('campaigns.name')
  if (key) query = query.where('number_key', '=', key)
  if (before) query = query.where(sql<boolean>`(${added}, number_key) < (${before.at}::timestamptz, ${before.id})`)
  const rows = await query.orderBy(added, 'desc').orderBy('number_key', 'desc').limit(limit).execute()
  return rows.map((row) => ({
    ...{ id: row.number_key, masked: row.masked, source: row.source as DoNotCallEntry['source'], reason: row.reason },
    ...{ campaign: row.name, by: row.added_by, at: row.added_at.toISOString() },
  }))
}
