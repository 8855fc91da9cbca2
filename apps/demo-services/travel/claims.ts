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
      if (body.event === 'delay' && flight.delayHours < 4) throw new ServiceError('delay_too_short')
      const claim = { id: `LP${store.nextNumber('claim', 80010001)}`, policyId: policy.id, event: body.event }
      store.put('claimOf', `${policy.id}/${body.event}`, { ...claim, ...body, at: now().toISOString() }, policy.id)
      return claim
    },
  }),
]

function policyOf(store: Store, id: string): Policy {
  const policy = store.get<Policy>('policy', id)
  if (!policy) throw new ServiceError('not_found', id)
  return policy
}
