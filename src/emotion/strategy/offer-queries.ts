import { sql } from 'kysely'
import type { GivenOffer, OfferFact } from '#emotion/strategy/contract.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'

/** Held to the end of the transaction: what one conversation costs is reckoned by one at a time. */
export async function lockOffers(tx: Tx, conversationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`offers ${conversationId}`}, 0))`.execute(tx)
}

export type StoredOffer = GivenOffer & Pick<OfferFact, 'version'>

/** What was given and not taken back, in order. */
export async function offersOf(db: Queryable, conversationId: string): Promise<StoredOffer[]> {
  const rows = await db
    .selectFrom('offers_given')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('taken_back_at', 'is', null)
    .orderBy('given_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, strategyId: row.strategy_id, version: row.version, n: row.n },
    ...{ kind: row.kind as GivenOffer['kind'], text: row.text as GivenOffer['text'], cost: row.cost },
    ...{ by: row.given_by, at: row.given_at.toISOString() },
  }))
}

export async function insertOffer(tx: Tx, conversationId: string, offer: Omit<StoredOffer, 'at'>): Promise<void> {
  const { id, strategyId, version, n, kind, text, cost, by } = offer
  await tx
    .insertInto('offers_given')
    .values({
      ...{ id, conversation_id: conversationId, strategy_id: strategyId, version, n, kind },
      ...{ text: JSON.stringify(text), cost, given_by: by },
    })
    .execute()
}

export async function takeOfferBack(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('offers_given').set({ taken_back_at: new Date() }).where('id', '=', id).execute()
}
