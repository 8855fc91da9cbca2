import type { OfferFact } from '#emotion/strategy/contract.ts'
import type { StoredOffer } from '#emotion/strategy/offer-queries.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'

export type About = { conversationId: string; customerId: string }

/** Says, on record, that something was promised or that the promise is gone; `sums` are those after it. */
export async function tellOffer(
  tx: Tx,
  what: 'given' | 'taken-back',
  { conversationId, customerId }: About,
  { id, strategyId, version, kind, cost }: Pick<StoredOffer, 'id' | 'strategyId' | 'version' | 'kind' | 'cost'>,
  sums: { spent: number; budget: number },
  by: { actor: string; ip: string },
): Promise<void> {
  const payload: OfferFact = { id, strategyId, version, kind, cost, ...sums }
  await appendEvents(tx, [{ kind: `offer.${what}`, conversationId, customerId, actor: by.actor, payload }])
  const detail = { strategyId, kind, cost }
  const { actor, ip } = by
  await recordAudit(tx, {
    ...{ actor, ip, detail, action: `offer.${what}` as const, target: `conversation:${conversationId}` },
  })
}
