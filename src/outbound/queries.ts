import { type Selectable, sql } from 'kysely'
import {
  type Campaign,
  type CampaignInput,
  type CampaignPlan,
  type CampaignStatus,
  campaignPlan,
  type Progress,
  type TargetStatus,
} from '#outbound/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'
import type { Cursor } from '#platform/http/cursor.ts'

type Row = Selectable<Tables['campaigns']>
export type StoredCampaign = Omit<Campaign, 'numbers' | 'progress' | 'resumesAt'>

const toCampaign = (row: Row): StoredCampaign => ({
  ...{ id: row.id, name: row.name, status: row.status as CampaignStatus },
  createdAt: row.created_at.toISOString(),
  startedAt: row.started_at?.toISOString() ?? null,
  endedAt: row.ended_at?.toISOString() ?? null,
  plan: campaignPlan.parse(row.plan),
})

export async function insertCampaign(tx: Tx, id: string, { name, plan }: CampaignInput, by: string): Promise<void> {
  const row = { id, name, status: 'draft', plan: JSON.stringify(plan), created_by: by }
  await tx.insertInto('campaigns').values(row).execute()
}

/** Locked until the transaction ends. */
export async function lockCampaign(tx: Tx, id: string): Promise<StoredCampaign | null> {
  const row = await tx.selectFrom('campaigns').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ? toCampaign(row) : null
}

export async function findCampaign(db: Queryable, id: string): Promise<StoredCampaign | null> {
  const row = await db.selectFrom('campaigns').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toCampaign(row) : null
}

/** Newest first. */
export async function listCampaigns(
  db: Queryable,
  { before, limit }: { before?: Cursor | undefined; limit: number },
): Promise<StoredCampaign[]> {
  // Cursors carry milliseconds, the column microseconds: both sides are compared at the coarser one.
  const made = sql<Date>`date_trunc('milliseconds', created_at)`
  let query = db.selectFrom('campaigns').selectAll()
  if (before) query = query.where(sql<boolean>`(${made}, id) < (${before.at}::timestamptz, ${before.id})`)
  return (await query.orderBy(made, 'desc').orderBy('id', 'desc').limit(limit).execute()).map(toCampaign)
}

export async function saveCampaign(tx: Tx, id: string, { name, plan }: CampaignInput, now: Date): Promise<void> {
  const set = { name, plan: JSON.stringify(plan), changed_at: now }
  await tx.updateTable('campaigns').set(set).where('id', '=', id).execute()
}

export async function setCampaignStatus(tx: Tx, id: string, status: CampaignStatus, now: Date): Promise<void> {
  const ended = status === 'finished' || status === 'cancelled'
  const set = { status, changed_at: now, ...(ended ? { ended_at: now } : {}) }
  await tx.updateTable('campaigns').set(set).where('id', '=', id).execute()
}

export async function markStarted(tx: Tx, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('campaigns')
    .set({ status: 'running', started_at: now, changed_at: now })
    .where('id', '=', id)
    .execute()
}

export async function deleteCampaign(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('campaigns').where('id', '=', id).execute()
}

/** Those that may have somebody to call, or to give up. */
export async function campaignsAtWork(
  db: Queryable,
): Promise<{ id: string; status: CampaignStatus; plan: CampaignPlan }[]> {
  const rows = await db
    .selectFrom('campaigns')
    .select(['id', 'status', 'plan'])
    .where('status', 'in', ['running', 'paused'])
    .orderBy('id')
    .execute()
  return rows.map(({ id, status, plan }) => ({ id, status: status as CampaignStatus, plan: campaignPlan.parse(plan) }))
}

/** How many stand where, by campaign. */
export async function progressOf(db: Queryable, ids: readonly string[]): Promise<Map<string, Progress>> {
  const found = new Map<string, Progress>(ids.map((id) => [id, {}]))
  if (!ids.length) return found
  const rows = await db
    .selectFrom('campaign_targets')
    .select(['campaign_id', 'status', sql<number>`count(*)::int`.as('count')])
    .where('campaign_id', 'in', [...ids])
    .groupBy(['campaign_id', 'status'])
    .execute()
  for (const { campaign_id, status, count } of rows) found.get(campaign_id)![status as TargetStatus] = count
  return found
}

export type ImportedNumber = {
  number: string
  name: string
  language: 'zh' | 'en' | null
  variables: Record<string, string>
}

const CHUNK = 1000

export async function replaceNumbers(tx: Tx, id: string, numbers: readonly ImportedNumber[]): Promise<void> {
  await tx.deleteFrom('campaign_numbers').where('campaign_id', '=', id).execute()
  for (let at = 0; at < numbers.length; at += CHUNK) {
    const rows = numbers.slice(at, at + CHUNK).map(({ variables, ...one }, n) => ({
      ...one,
      ...{ campaign_id: id, ordinal: at + n, variables: JSON.stringify(variables) },
    }))
    await tx.insertInto('campaign_numbers').values(rows).execute()
  }
}

export async function readNumbers(db: Queryable, id: string): Promise<ImportedNumber[]> {
  const rows = await db
    .selectFrom('campaign_numbers')
    .selectAll()
    .where('campaign_id', '=', id)
    .orderBy('ordinal')
    .execute()
  return rows.map(({ number, name, language, variables }) => ({
    ...{ number, name, language: language as 'zh' | 'en' | null },
    variables: variables as Record<string, string>,
  }))
}

export async function countNumbers(db: Queryable, ids: readonly string[]): Promise<Map<string, number>> {
  if (!ids.length) return new Map()
  const rows = await db
    .selectFrom('campaign_numbers')
    .select(['campaign_id', sql<number>`count(*)::int`.as('count')])
    .where('campaign_id', 'in', [...ids])
    .groupBy('campaign_id')
    .execute()
  return new Map(rows.map(({ campaign_id, count }) => [campaign_id, count]))
}

export type AudienceCustomer = {
  id: string
  name: string
  tier: string
  language: 'zh' | 'en'
  tags: string[]
  attributes: Record<string, string>
}

export type AudienceWish = {
  tiers: readonly string[]
  language: 'zh' | 'en' | null
  seenAfter: Date | null
  seenBefore: Date | null
  limit: number
}

/** Customers who fit, those first who were here last; visitors merged into somebody are left out. */
export async function audienceCustomers(db: Queryable, wish: AudienceWish): Promise<AudienceCustomer[]> {
  let query = db
    .selectFrom('customers')
    .select(['id', 'display_name', 'tier', 'language', 'tags', 'attributes'])
    .where(sql<boolean>`attributes ->> 'mergedInto' is null`)
    // Visitors without a number could never be called.
    .where((is) => is.or([is('external_id', 'is not', null), is(sql`attributes ->> 'phone'`, 'is not', null)]))
  if (wish.tiers.length) query = query.where('tier', 'in', [...wish.tiers])
  if (wish.language) query = query.where('language', '=', wish.language)
  if (wish.seenAfter) query = query.where('seen_at', '>=', wish.seenAfter)
  if (wish.seenBefore) query = query.where('seen_at', '<', wish.seenBefore)
  const rows = await query.orderBy('seen_at', 'desc').orderBy('id').limit(wish.limit).execute()
  return rows.map((row) => ({
    ...{ id: row.id, name: row.display_name, tier: row.tier, language: row.language as 'zh' | 'en' },
    tags: (row.tags as { tag: string }[]).map(({ tag }) => tag),
    attributes: row.attributes as Record<string, string>,
  }))
}
