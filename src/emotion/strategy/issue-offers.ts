import type { ActionOutcome, Perform } from '#business/contract.ts'
import type { Strategy } from '#emotion/strategy/contract.ts'
import {
  claimDueOffers,
  type DueOffer,
  FAILED,
  lockOffers,
  offersOf,
  putOffOffer,
  type Settled,
  settleOffer,
  takeOfferBack,
} from '#emotion/strategy/offer-queries.ts'
import { type About, tellOffer } from '#emotion/strategy/tell-offer.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { OTHER } from '#tickets/types/contract.ts'

/** Work for people, as tickets; given from outside, where tickets are kept. */
export type OfferWork = {
  /** Opens an urgent ticket, once for each offer, and gives the number that people say. */
  open(tx: Tx, work: About & Pick<DueOffer, 'id' | 'text' | 'by'> & { type: string }): Promise<string>
  /** Ends it, where it has not ended. */
  drop(tx: Tx, number: string, by: string): Promise<void>
}
type Deps = {
  database: Database
  find: (strategyId: string) => Strategy | null
  perform: Perform
  work: OfferWork
}

/** Asking takes no longer than this; if nobody has said by then what came of it, it is asked again with the same key. */
export const LEASE_MS = 60_000
const FIRST_MS = 15_000
const LONGEST_MS = 30 * 60_000
/** The last of these tries is some hours after the first. */
export const MOST_TRIES = 14
const AT_ONCE = 20

/**
 * Asks the business for what an offer promises; what it cannot do becomes a ticket. While it is away the promise stands
 * and is asked for again; what it refuses was never given.
 */
export async function issueOffer(deps: Deps, offer: DueOffer): Promise<ActionOutcome> {
  const { conversationId, customerId, kind, cost, strategyId, by, request } = offer
  if (request && !request.action) return openWork(deps, offer)
  const outcome = await deps.perform({
    ...(request?.action
      ? { action: request.action, input: { reason: strategyId } }
      : { action: 'vouchers.create', input: { kind, amount: cost, reason: strategyId } }),
    ...{ customerId, conversationId, actor: by, idempotencyKey: `offer:${offer.id}` },
  })
  if (outcome.ok) {
    const through = request ? ('business' as const) : ('voucher' as const)
    const { id: reference } = outcome.data as { id: string }
    await settle(deps, offer, { outcome: 'issued', through, reference })
  } else if (outcome.why === 'unavailable') await putOff(deps, offer)
  else if (outcome.code === 'unknown_action') return openWork(deps, offer)
  else await takeBack(deps, offer)
  return outcome
}

/** No system of the business does it, so a person does: the ticket is there as soon as the promise is. */
async function openWork(deps: Deps, offer: DueOffer): Promise<ActionOutcome> {
  const type = offer.request?.ticket ?? OTHER
  await deps.database.transaction(async (tx) => {
    const reference = await deps.work.open(tx, { ...offer, type })
    await tellSettled(tx, offer, { outcome: 'issued', through: 'ticket', reference })
  })
  return { ok: true, data: null }
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

const settle = ({ database }: Deps, offer: DueOffer, settled: Settled): Promise<void> =>
  database.transaction((tx) => tellSettled(tx, offer, settled))

async function tellSettled(tx: Tx, { id, conversationId, customerId }: DueOffer, settled: Settled): Promise<void> {
  if (!(await settleOffer(tx, id, settled))) return
  const payload = { id, ...settled }
  await appendEvents(tx, [{ kind: 'offer.issued', conversationId, customerId, actor: 'system', payload }])
}

async function putOff(deps: Deps, offer: DueOffer): Promise<void> {
  const tries = offer.tries + 1
  if (tries >= MOST_TRIES) return settle(deps, offer, FAILED)
  const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** offer.tries)
  await putOffOffer(deps.database.db, offer.id, tries, new Date(Date.now() + wait))
}

async function takeBack({ database, find }: Deps, offer: DueOffer): Promise<void> {
  const { id, conversationId, customerId } = offer
  await database.transaction(async (tx) => {
    await lockOffers(tx, conversationId)
    const given = await offersOf(tx, conversationId)
    if (!given.some((one) => one.id === id) || !(await settleOffer(tx, id, FAILED))) return
    await takeOfferBack(tx, id)
    const spent = given.reduce((sum, { cost }) => sum + cost, 0) - offer.cost
    const sums = { spent, budget: find(offer.strategyId)?.treat.budget ?? 0 }
    await tellOffer(tx, 'taken-back', { conversationId, customerId }, offer, sums, { actor: 'system', ip: '' })
  })
}
