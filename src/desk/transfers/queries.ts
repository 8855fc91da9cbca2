import { sql } from 'kysely'
import type { TransferReason, Verdict } from '#desk/transfers/contract.ts'
import type { Db, Tx } from '#platform/db/open.ts'

export type TransferScore = {
  conversationId: string
  verdict: Verdict
  reasons: TransferReason[]
  reason: string | null
  intent: string | null
  confidence: number
  language: 'zh' | 'en'
  rating: number | null
  closedAt: string
}

/** True when there was none, or another verdict. */
export async function putScore(tx: Tx, one: TransferScore): Promise<boolean> {
  const values = {
    conversation_id: one.conversationId,
    verdict: one.verdict,
    reasons: JSON.stringify(one.reasons),
    reason: one.reason,
    intent: one.intent,
    confidence: one.confidence,
    language: one.language,
    rating: one.rating,
    closed_at: one.closedAt,
    scored_at: new Date(),
  }
  const put = await tx
    .insertInto('transfer_scores')
    .values(values)
    .onConflict((oc) =>
      oc
        .column('conversation_id')
        .doUpdateSet(values)
        .where(
          sql<boolean>`transfer_scores.verdict <> excluded.verdict or transfer_scores.reasons <> excluded.reasons`,
        ),
    )
    .returning('conversation_id')
    .executeTakeFirst()
  return put !== undefined
}

/** The newest ones since a day. */
export async function scoresSince(db: Db, since: Date, limit: number): Promise<TransferScore[]> {
  const rows = await db
    .selectFrom('transfer_scores')
    .selectAll()
    .where('closed_at', '>=', since)
    .orderBy('closed_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    conversationId: row.conversation_id,
    verdict: row.verdict as Verdict,
    reasons: row.reasons as TransferReason[],
    reason: row.reason,
    intent: row.intent,
    confidence: row.confidence,
    language: row.language as 'zh' | 'en',
    rating: row.rating,
    closedAt: row.closed_at.toISOString(),
  }))
}
