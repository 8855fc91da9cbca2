import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import type { Store } from '../../kit/service/store.ts'
import { type Operation, operation } from '../contract.ts'
import { flightOf } from './trips.ts'

export const Policy = z.object({
  id: z.string(),
  customerId: z.string(),
  name: z.string(),
  nameEn: z.string(),
  tripId: z.string(),
  covers: z.array(z.enum(['delay', 'baggage', 'cancel', 'medical'])),
  at: z.string(),
})
export type Policy = z.infer<typeof Policy>

const event = z.enum(['delay', 'baggage', 'cancel', 'medical'])

/** What a delay pays by the hour, and at most; paid at once, without papers. */
const PAYS = { hourly: 100, most: 600 }
const LEAST_DELAY = 4

export const claimOperations: Operation[] = [
  operation('listPolicies', 'GET /customers/{customerId}/policies', {
    summary: 'Travel insurance of a customer',
    answer: z.object({ policies: z.array(Policy) }),
    run: ({ store }, { params }) => ({ policies: store.listUnder<Policy>('policy', params.customerId!) }),
  }),
  operation('getPolicy', 'GET /policies/{policyId}', {
    summary: 'A policy',
    answer: Policy,
    errors: ['not_found'],
    run: ({ store }, { params }) => policyOf(store, params.policyId!),
  }),
  operation('createClaim', 'POST /policies/{policyId}/claims', {
    summary: 'Report a claim',
    body: z.object({ event, description: z.string().max(500) }),
    answer: z.object({ id: z.string(), policyId: z.string(), event }),
    status: 201,
    errors: ['not_found', 'not_covered', 'delay_too_short', 'claimed_already'],
    run({ store, now }, { params, body }) {
      const policy = policyOf(store, params.policyId!)
      if (!policy.covers.includes(body.event)) throw new ServiceError('not_covered')
      if (store.get('claimOf', `${policy.id}/${body.event}`)) throw new ServiceError('claimed_already')
      const flight = flightOf(store, policy.tripId)
      if (body.event === 'delay' && flight.delayHours < LEAST_DELAY) throw new ServiceError('delay_too_short')
      const claim = { id: `LP${store.nextNumber('claim', 80010001)}`, policyId: policy.id, event: body.event }
      store.put('claimOf', `${policy.id}/${body.event}`, { ...claim, ...body, at: now().toISOString() }, policy.id)
      return claim
    },
  }),
  operation('payFast', 'POST /customers/{customerId}/fast-payouts', {
    summary: 'Pay out delay insurance at once, without papers; once a policy, at most 600 yuan',
    body: z.object({ reason: z.string().max(80) }),
    answer: z.object({ id: z.string(), policyId: z.string(), amount: z.number() }),
    status: 201,
    errors: ['no_delay_cover', 'paid_already'],
    run({ store, now }, { params, body }) {
      const delays = store
        .listUnder<Policy>('policy', params.customerId!)
        .filter(({ covers }) => covers.includes('delay'))
        .map((policy) => ({ policy, hours: flightOf(store, policy.tripId).delayHours }))
        .filter(({ hours }) => hours >= LEAST_DELAY)
      if (!delays.length) throw new ServiceError('no_delay_cover')
      const due = delays.find(({ policy }) => !store.get('payoutOf', policy.id))
      if (!due) throw new ServiceError('paid_already')
      const amount = Math.min(PAYS.most, due.hours * PAYS.hourly)
      const payout = { id: `PF${store.nextNumber('payout', 90010001)}`, policyId: due.policy.id, amount }
      store.put('payoutOf', due.policy.id, { ...payout, ...body, at: now().toISOString() }, due.policy.id)
      // What is paid needs no report any more.
      store.put('claimOf', `${due.policy.id}/delay`, { ...payout, event: 'delay' }, due.policy.id)
      return payout
    },
  }),
]

function policyOf(store: Store, id: string): Policy {
  const policy = store.get<Policy>('policy', id)
  if (!policy) throw new ServiceError('not_found', id)
  return policy
}
