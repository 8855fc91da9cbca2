import type { ActionOutcome, Perform } from '#business/contract.ts'
import type { Strategy } from '#emotion/strategy/contract.ts'
import {
  claimDueOffers,
  type DueOffer,
  lockOffers,
  offersOf,
  putOffOffer,
  settleOffer,
  takeOfferBack,
} from '#emotion/strategy/offer-queries.ts'
import { type About, tellOffer } from '#emotion/strategy/tell-offer.ts'
import type { Database } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'

type Deps = { database: Database; find: (strategyId: string) => Strategy | null; perform: Perform }

/** Asking takes no longer than this; if nobody has said by then what came of it, it is asked again with the same key. */
export const LEASE_MS = 60_000
const FIRST_MS = 15_000
const LONGEST_MS = 30 * 60_000
/** The last of these tries is some hours after the first. */
export const MOST_TRIES = 14
const AT_ONCE = 20

/**
 * Asks the business for what an offer promises. While it is away the promise stands and is asked for again; what it
 * refuses was never given.
 */
export async function issueOffer(deps: Deps, offer: DueOffer): Promise<ActionOutcome> {
  const { conversationId, customerId, kind, cost, strategyId, by } = offer
  const outcome = await deps.perform({
    ...{ action: 'vouchers.create', input: { kind, amount: cost, reason: strategyId } },
    ...{ customerId, conversationId, actor: by, idempotencyKey: `offer:${offer.id}` },
  })
  if (outcome.ok) await settle(deps, offer, 'issued', (outcome.data as { id: string }).id)
  else if (outcome.why === 'unavailable') await putOff(deps, offer)
  else if (outcome.code === 'unknown_action') {
    // There is no shop behind this house: a person keeps the promise.
    await deps.database.transaction((tx) => settleOffer(tx, offer.id, null, null))
    return { ok: true, data: null }
  } else await takeBack(deps, offer)
  return outcome
}

/** What was issued is taken back; again changes nothing. */
export const revokeOffer = (
  { perform }: Pick<Deps, 'perform'>,
  { id, conversationId, customerId }: About & { id: string },
  voucherId: string,
  actor: string,
): Promise<ActionOutcome> =>
  perform({
    ...{ action: 'vouchers.revoke', input: { voucherId } },
    ...{ customerId, conversationId, actor, idempotencyKey: `offer:${id}:back` },
  })

/** Asks for what is still owed: the business was away, or the node that asked is gone. */
export async function issueDueOffers(deps: Deps, now = new Date()): Promise<number> {
  const due = await claimDueOffers(deps.database.db, now, new Date(now.getTime() + LEASE_MS), AT_ONCE)
  for (const offer of due) await issueOffer(deps, offer)
  return due.length
}

async function settle(
  { database }: Deps,
  { id, conversationId, customerId }: DueOffer,
  outcome: 'issued' | 'failed',
  reference: string | null,
): Promise<void> {
  await database.transaction(async (tx) => {
    if (!(await settleOffer(tx, id, outcome, reference))) return
    const payload = { id, outcome, reference }
    await appendEvents(tx, [{ kind: 'offer.issued', conversationId, customerId, actor: 'system', payload }])
  })
}

async function putOff(deps: Deps, offer: DueOffer): Promise<void> {
  const tries = offer.tries + 1
  if (tries >= MOST_TRIES) return settle(deps, offer, 'failed', null)
  const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** offer.tries)
  await putOffOffer(deps.database.db, offer.id, tries, new Date(Date.now() + wait))
}

async function takeBack({ database, find }: Deps, offer: DueOffer): Promise<void> {
  const { id, conversationId, customerId } = offer
  await database.transaction(async (tx) => {
    await lockOffers(tx, conversationId)
    const given = await offersOf(tx, conversationId)
    if (!given.some((one) => one.id === id) || !(await settleOffer(tx, id, 'failed', null))) return
    await takeOfferBack(tx, id)
    const spent = given.reduce((sum, { cost }) => sum + cost, 0) - offer.cost
    const sums = { spent, budget: find(offer.strategyId)?.treat.budget ?? 0 }
    await tellOffer(tx, 'taken-back', { conversationId, customerId }, offer, sums, { actor: 'system', ip: '' })
  })
}
