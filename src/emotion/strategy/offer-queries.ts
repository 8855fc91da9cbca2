import { sql } from 'kysely'
import type { GivenOffer, OfferFact, OfferRequest, OfferThrough } from '#emotion/strategy/contract.ts'
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
    ...{
      issued: row.issue as GivenOffer['issued'],
      reference: row.reference,
      request: row.request as OfferRequest | null,
    },
    through: row.through as OfferThrough | null,
    issue: row.issue !== null && row.request === null,
  }))
}

/** `nextTryAt` is when somebody else asks the business for it, should this node not live to do it. */
export async function insertOffer(
  tx: Tx,
  conversationId: string,
  offer: Omit<StoredOffer, 'at' | 'issued' | 'reference' | 'through'>,
  nextTryAt: Date,
): Promise<void> {
  const { id, strategyId, version, n, kind, text, cost, by, issue, request } = offer
  await tx
    .insertInto('offers_given')
    .values({
      ...{ id, conversation_id: conversationId, strategy_id: strategyId, version, n, kind },
      ...{ text: JSON.stringify(text), cost, given_by: by },
      ...(request && { request: JSON.stringify(request) }),
      ...((issue || request) && { issue: 'pending', next_try_at: nextTryAt }),
    })
    .execute()
}

export async function takeOfferBack(tx: Tx, id: string): Promise<void> {
  await tx.updateTable('offers_given').set({ taken_back_at: new Date() }).where('id', '=', id).execute()
}

/** An offer the business is to be asked for. */
export type DueOffer = Pick<
  StoredOffer,
  'id' | 'strategyId' | 'version' | 'kind' | 'text' | 'cost' | 'by' | 'request'
> & {
  conversationId: string
  customerId: string
  tries: number
}

/** Takes what is due for one asker; the others leave it alone until `again`. */
export async function claimDueOffers(db: Queryable, now: Date, again: Date, limit: number): Promise<DueOffer[]> {
  const { rows } = await sql<DueOffer>`
    update offers_given o set next_try_at = ${again} from conversations c
    where c.id = o.conversation_id and o.id in (
      select id from offers_given where issue = 'pending' and taken_back_at is null and next_try_at <= ${now}
      order by next_try_at limit ${limit} for update skip locked)
    returning o.id, o.strategy_id as "strategyId", o.version, o.kind, o.text, o.request, o.cost, o.given_by as by, o.tries,
      o.conversation_id as "conversationId", c.customer_id as "customerId"`.execute(db)
  return rows
}

export async function putOffOffer(db: Queryable, id: string, tries: number, nextTryAt: Date): Promise<void> {
  await db.updateTable('offers_given').set({ tries, next_try_at: nextTryAt }).where('id', '=', id).execute()
}

export type Settled =
  | { outcome: 'issued'; through: OfferThrough; reference: string }
  | { outcome: 'failed'; through: null; reference: null }
export const FAILED: Settled = { outcome: 'failed', through: null, reference: null }

/** What came of it; false when another asker has written it. */
export async function settleOffer(tx: Tx, id: string, { outcome, through, reference }: Settled): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('offers_given')
    .set({ issue: outcome, through, reference, next_try_at: null })
    .where('id', '=', id)
    .where('issue', '=', 'pending')
    .executeTakeFirst()
  return Number(numUpdatedRows) > 0
}
