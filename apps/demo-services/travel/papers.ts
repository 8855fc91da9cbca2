import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import { type Operation, operation } from '../contract.ts'
import { flightOf } from './trips.ts'

/** Certificates and receipts for a flight. */
export const paperOperations: Operation[] = [
  operation('createDelayProof', 'POST /trips/{tripId}/delay-proofs', {
    summary: 'Certificate of a delayed or cancelled flight',
    body: z.object({ email: z.email() }),
    answer: z.object({ id: z.string(), email: z.string() }),
    status: 201,
    errors: ['not_found', 'not_a_flight', 'on_time'],
    run({ store }, { params, body }) {
      const flight = flightOf(store, params.tripId!)
      if (flight.running === 'on_time') throw new ServiceError('on_time')
      const id = `ZM${store.nextNumber('proof', 60010001)}`
      store.put('proof', id, { id, email: body.email, flightNo: flight.flightNo }, flight.id)
      return { id, email: body.email }
    },
  }),
  operation('issueItinerary', 'POST /trips/{tripId}/itineraries', {
    summary: 'Electronic itinerary receipt',
    body: z.object({
      buyer: z.enum(['personal', 'company']),
      title: z.string().optional(),
      taxNumber: z.string().optional(),
      email: z.email(),
    }),
    answer: z.object({ id: z.string(), email: z.string(), amount: z.number() }),
    status: 201,
    errors: ['not_found', 'not_a_flight', 'not_flown', 'issued_already'],
    run({ store, now }, { params, body }) {
      const flight = flightOf(store, params.tripId!)
      if (flight.status !== 'flown') throw new ServiceError('not_flown')
      if (store.get('itinerary', flight.id)) throw new ServiceError('issued_already')
      const id = `XD${store.nextNumber('itineraryNo', 70010001)}`
      const receipt = { id, email: body.email, amount: flight.amount }
      store.put('itinerary', flight.id, { ...receipt, ...body, at: now().toISOString() }, flight.customerId)
      return receipt
    },
  }),
]
