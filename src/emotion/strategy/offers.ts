import type { ActionOutcome, Perform } from '#business/contract.ts'
import type { Strategy, TreatmentNow } from '#emotion/strategy/contract.ts'
import { issueOffer, LEASE_MS, type OfferWork, revokeOffer } from '#emotion/strategy/issue-offers.ts'
import { insertOffer, lockOffers, offersOf, type StoredOffer, takeOfferBack } from '#emotion/strategy/offer-queries.ts'
import { type Current, currentOf } from '#emotion/strategy/strategy-queries.ts'
import { type About, tellOffer } from '#emotion/strategy/tell-offer.ts'
import type { Database, Queryable } from '#platform/db/open.ts'
import { AppError, type Locale } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'

export type OfferDeps = {
  database: Database
  find: (strategyId: string) => Strategy | null
  perform: Perform
  work: OfferWork
}
export type By = { actor: string; ip: string; locale: Locale }

/** How a customer is to be treated now, and what may be offered to him within the budget. */
export async function readTreatment({ database, find }: OfferDeps, conversationId: string): Promise<TreatmentNow> {
  const given = await offersOf(database.db, conversationId)
  const current = (await currentOf(database.db, [conversationId])).get(conversationId)
  const line = current?.strategyId ? find(current.strategyId) : null
  return { ...asNow(current, line), ...standing(line, given), given: given.map(({ version: _, ...one }) => one) }
}

/**
 * Promises an offer of the strategy in force, and has it done: by the business, or as a ticket. Throws strategy_moved_on when
 * another is in force by now, offer_given for one that was given already, budget_spent when less is left than it costs,
 * business_refused when it is not issued, and then it is not given either.
 */
export async function giveOffer(
  deps: OfferDeps,
  about: About,
  wanted: { strategyId: string; n: number },
  by: By,
): Promise<TreatmentNow> {
  const { conversationId } = about
  const one = await deps.database.transaction(async (tx) => {
    await lockOffers(tx, conversationId)
    const current = await inForce(tx, conversationId)
    const line = deps.find(wanted.strategyId)
    const offer = line?.treat.offers[wanted.n]
    if (current?.strategyId !== wanted.strategyId || !line || !offer) throw new AppError('strategy_moved_on')
    const given = await offersOf(tx, conversationId)
    const { spent, budget, offers } = standing(line, given)
    const { state } = offers[wanted.n]!
    if (state === 'given') throw new AppError('offer_given')
    if (state === 'dear') throw new AppError('budget_spent', { detail: String(Math.max(0, budget - spent)) })
    const fresh = { id: newId(), ...offer, ...wanted, version: current.version, by: by.actor }
    await insertOffer(tx, conversationId, fresh, new Date(Date.now() + LEASE_MS))
    await tellOffer(tx, 'given', about, fresh, { spent: spent + offer.cost, budget }, by)
    return fresh
  })
  if (one.issue || one.request) refuse(await issueOffer(deps, { ...one, ...about, tries: 0 }), by.locale)
  return readTreatment(deps, conversationId)
}

/**
 * Takes a promise back that has not been made yet or was a mistake, with what was issued for it. Throws not_found,
 * offer_pending while it is not known whether it was issued, offer_done for what the business has done already,
 * business_unavailable.
 */
export async function withdrawOffer(deps: OfferDeps, about: About, id: string, by: By): Promise<TreatmentNow> {
  const { conversationId } = about
  const known = (await offersOf(deps.database.db, conversationId)).find((other) => other.id === id)
  if (known?.issued === 'pending') throw new AppError('offer_pending')
  if (known?.through === 'business') throw new AppError('offer_done')
  if (known?.reference && known.through !== 'ticket') {
    const outcome = await revokeOffer(deps, { ...known, ...about }, known.reference, by.actor)
    if (!outcome.ok && outcome.why === 'unavailable')
      throw new AppError('business_unavailable', {}, { code: outcome.code, message: outcome.message[by.locale] })
    refuse(outcome, by.locale)
  }
  await deps.database.transaction(async (tx) => {
    await lockOffers(tx, conversationId)
    const given = await offersOf(tx, conversationId)
    const one = given.find((other) => other.id === id)
    if (!one) throw new AppError('not_found')
    await takeOfferBack(tx, id)
    if (one.through === 'ticket' && one.reference) await deps.work.drop(tx, one.reference, by.actor)
    const { spent, budget } = standing(deps.find(one.strategyId), given)
    await tellOffer(tx, 'taken-back', about, one, { spent: spent - one.cost, budget }, by)
  })
  return readTreatment(deps, conversationId)
}

const inForce = async (db: Queryable, id: string): Promise<Current | undefined> => (await currentOf(db, [id])).get(id)

function asNow(current: Current | undefined, line: Strategy | null): Pick<TreatmentNow, 'strategy'> {
  if (!current || !line) return { strategy: null }
  const { offers: _, budget: __, ...treat } = line.treat
  const { version, emotion, level, at } = current
  return { strategy: { ...treat, id: line.id, title: line.title, version, emotion, level, at } }
}

/** What each offer of a strategy stands at, given what the conversation has cost so far. */
function standing(
  line: Strategy | null,
  given: readonly StoredOffer[],
): Pick<TreatmentNow, 'offers' | 'budget' | 'spent'> {
  const spent = given.reduce((sum, { cost }) => sum + cost, 0)
  const budget = line?.treat.budget ?? 0
  const offers = (line?.treat.offers ?? []).map((offer, n) => {
    const isGiven = given.some((one) => one.strategyId === line?.id && one.n === n)
    const state = isGiven ? ('given' as const) : spent + offer.cost > budget ? ('dear' as const) : ('open' as const)
    return { ...offer, n, state }
  })
  return { offers, budget, spent }
}

function refuse(outcome: ActionOutcome, locale: Locale): void {
  if (!outcome.ok && outcome.why !== 'unavailable')
    throw new AppError('business_refused', { detail: outcome.message[locale] }, { code: outcome.code })
}
