import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import { type Operation, operation, type ServiceContext } from '../contract.ts'
import { changeFee, isFreeOfCharge, refundFee } from './fares.ts'
import { chinaDay, Flight, flightOf, hoursUntil, saveTrip } from './trips.ts'

const wish = z.object({ day: z.iso.date(), period: z.enum(['morning', 'afternoon', 'evening']) })
type Wish = z.infer<typeof wish>

/** What flies when, and what it costs more than the ticket. */
const timetable = {
  morning: { time: '08:30', no: '1608', more: 100 },
  afternoon: { time: '14:20', no: '1614', more: 0 },
  evening: { time: '19:45', no: '1619', more: 60 },
} as const

const ChangeQuote = z.object({
  flightNo: z.string(),
  departAt: z.string(),
  fee: z.number(),
  difference: z.number(),
  total: z.number(),
  free: z.boolean(),
})
const RefundQuote = z.object({ fee: z.number(), tax: z.number(), back: z.number(), free: z.boolean() })

/** Everything done with a ticket until boarding. */
export const flightOperations: Operation[] = [
  operation('quoteChange', 'GET /trips/{tripId}/change-quote', {
    summary: 'What another flight would cost',
    query: wish,
    answer: ChangeQuote,
    errors: ['not_found', 'not_a_flight', 'departed', 'saver_fixed', 'past_date', 'too_far', 'sold_out'],
    run: (context, { params, query }) => quoteChange(context, params.tripId!, query),
  }),
  operation('changeFlight', 'POST /trips/{tripId}/changes', {
    summary: 'Change a ticket to another flight',
    body: wish,
    answer: Flight.extend({ paid: z.number() }),
    status: 201,
    errors: ['not_found', 'not_a_flight', 'departed', 'saver_fixed', 'past_date', 'too_far', 'sold_out'],
    run(context, { params, body }) {
      const quote = quoteChange(context, params.tripId!, body)
      const changed: Flight = {
        ...flightOf(context.store, params.tripId!),
        ...{ status: 'ticketed', flightNo: quote.flightNo, departAt: quote.departAt, plannedAt: quote.departAt },
        ...{ running: 'on_time', delayHours: 0, reason: 'none', seat: '' },
      }
      saveTrip(context.store, changed)
      return { ...changed, paid: quote.total }
    },
  }),
  operation('quoteRefund', 'GET /trips/{tripId}/refund-quote', {
    summary: 'What would be paid back',
    answer: RefundQuote,
    errors: ['not_found', 'not_a_flight', 'flown', 'refunded_already', 'checked_in_first'],
    run: (context, { params }) => quoteRefund(context, params.tripId!),
  }),
  operation('refundFlight', 'POST /trips/{tripId}/refunds', {
    summary: 'Refund a ticket',
    body: z.object({ channel: z.string() }),
    answer: z.object({ id: z.string(), back: z.number(), fee: z.number() }),
    status: 201,
    errors: ['not_found', 'not_a_flight', 'flown', 'refunded_already', 'checked_in_first'],
    run(context, { params }) {
      const { back, fee } = quoteRefund(context, params.tripId!)
      const id = `TP${context.store.nextNumber('refund', 50010001)}`
      saveTrip(context.store, { ...flightOf(context.store, params.tripId!), status: 'refunded' })
      context.store.put('refund', id, { id, back, fee, at: context.now().toISOString() }, params.tripId!)
      return { id, back, fee }
    },
  }),
  operation('checkIn', 'POST /trips/{tripId}/check-in', {
    summary: 'Check in and take a seat',
    body: z.object({ seat: z.enum(['window', 'aisle', 'front']) }),
    answer: z.object({ id: z.string(), seat: z.string(), departAt: z.string() }),
    status: 201,
    errors: ['not_found', 'not_a_flight', 'departed', 'check_in_early', 'check_in_closed', 'checked_in_already'],
    run: (context, { params, body }) => checkIn(context, params.tripId!, body.seat),
  }),
]

function quoteChange({ store, now }: ServiceContext, id: string, { day, period }: Wish): z.infer<typeof ChangeQuote> {
  const flight = flightOf(store, id)
  if (flight.status === 'refunded') throw new ServiceError('refunded_already')
  if (flight.status === 'flown') throw new ServiceError('departed')
  const free = isFreeOfCharge(flight)
  if (flight.fareType === 'saver' && !free) throw new ServiceError('saver_fixed')
  const { time, no, more } = timetable[period]
  const departAt = `${day}T${time}`
  if (hoursUntil(departAt, now()) < 2) throw new ServiceError('past_date')
  if (day > chinaDay(now(), 330)) throw new ServiceError('too_far')
  if (day === chinaDay(now(), 3) && period === 'morning') throw new ServiceError('sold_out')
  const [fee, difference] = free ? [0, 0] : [changeFee(flight, now()), more]
  return { flightNo: `YY${no}`, departAt, fee, difference, total: fee + difference, free }
}

function quoteRefund({ store, now }: ServiceContext, id: string): z.infer<typeof RefundQuote> {
  const flight = flightOf(store, id)
  if (flight.status === 'refunded') throw new ServiceError('refunded_already')
  if (flight.status === 'flown') throw new ServiceError('flown')
  if (flight.status === 'checked_in') throw new ServiceError('checked_in_first')
  const fee = refundFee(flight, now())
  return { fee, tax: flight.tax, back: flight.fare - fee + flight.tax, free: isFreeOfCharge(flight) }
}

function checkIn({ store, now }: ServiceContext, id: string, wanted: 'window' | 'aisle' | 'front') {
  const flight = flightOf(store, id)
  if (flight.status === 'checked_in') throw new ServiceError('checked_in_already')
  if (flight.status !== 'ticketed' || flight.running === 'cancelled') throw new ServiceError('departed')
  const left = hoursUntil(flight.departAt, now())
  if (left > 48) throw new ServiceError('check_in_early')
  if (left < 0.75) throw new ServiceError('check_in_closed')
  const seat = { window: '21A', aisle: '21C', front: '11C' }[wanted]
  saveTrip(store, { ...flight, status: 'checked_in', seat })
  return { id: flight.id, seat, departAt: flight.departAt }
}
