import type { LlmUse } from '#engines/llm/contract.ts'
import type { Db, Queryable } from '#platform/db/open.ts'

export type Spent = {
  use: LlmUse
  model: string
  calls: number
  cached: number
  failed: number
  input: number
  output: number
}

/** Adds to the row of the day; nodes add to the same one. */
export async function addUsage(db: Db, day: string, spent: Spent): Promise<void> {
  const { use, model, calls, cached, failed } = spent
  await db
    .insertInto('llm_usage')
    .values({ day, use, model, calls, cached, failed, input_tokens: spent.input, output_tokens: spent.output })
    .onConflict((conflict) =>
      conflict.columns(['day', 'use', 'model']).doUpdateSet((eb) => ({
        calls: eb('llm_usage.calls', '+', calls),
        cached: eb('llm_usage.cached', '+', cached),
        failed: eb('llm_usage.failed', '+', failed),
        input_tokens: eb('llm_usage.input_tokens', '+', spent.input),
        output_tokens: eb('llm_usage.output_tokens', '+', spent.output),
      })),
    )
    .execute()
}

export type DayOfUse = {
  day: string
  calls: number
  cached: number
  failed: number
  inputTokens: number
  outputTokens: number
}

/** Sums of the days since `from` (`2026-03-01`), newest first; days without use are left out. */
export async function usageSince(db: Queryable, from: string): Promise<DayOfUse[]> {
  const rows = await db
    .selectFrom('llm_usage')
    .select((eb) => [
      'day',
      eb.fn.sum<number>('calls').as('calls'),
      eb.fn.sum<number>('cached').as('cached'),
      eb.fn.sum<number>('failed').as('failed'),
      eb.fn.sum<number>('input_tokens').as('inputTokens'),
      eb.fn.sum<number>('output_tokens').as('outputTokens'),
    ])
    .where('day', '>=', from)
    .groupBy('day')
    .orderBy('day', 'desc')
    .execute()
  return rows.map((row) => ({
    day: row.day,
    calls: Number(row.calls),
    cached: Number(row.cached),
    failed: Number(row.failed),
    inputTokens: Number(row.inputTokens),
    outputTokens: Number(row.outputTokens),
  }))
}

export async function readCached(db: Db, key: string, now: Date): Promise<unknown> {
  const row = await db
    .selectFrom('llm_cache')
    .select('answer')
    .where('key', '=', key)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row?.answer ?? null
}

export async function writeCached(
  db: Db,
  entry: { key: string; use: LlmUse; answer: unknown; expiresAt: Date },
): Promise<void> {
  const values = { answer: JSON.stringify(entry.answer), expires_at: entry.expiresAt.toISOString() }
  await db
    .insertInto('llm_cache')
    .values({ key: entry.key, use: entry.use, ...values })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(values))
    .execute()
}

export async function purgeCached(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('llm_cache').where('expires_at', '<=', now).execute()
}
