import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import { type Operation, operation, type ServiceContext } from '../contract.ts'
import { chinaDay, hoursUntil, Stay, saveTrip, stayOf } from './trips.ts'

const CancelQuote = z.object({ fee: z.number(), back: z.number() })
const wish = z.object({ checkIn: z.iso.date(), nights: z.coerce.number().int().min(1).max(14) })
const ChangeQuote = z.object({ checkIn: z.string(), nights: z.number(), amount: z.number(), more: z.number() })
type Wish = z.infer<typeof wish>

export const hotelOperations: Operation[] = [
  operation('quoteHotelCancel', 'GET /trips/{tripId}/hotel-cancel-quote', {
    summary: 'What cancelling a stay would cost',
    answer: CancelQuote,
    errors: ['not_found', 'not_a_hotel', 'stay_closed', 'stay_fixed'],
    run: (context, { params }) => quoteCancel(context, params.tripId!),
  }),
  operation('cancelHotel', 'POST /trips/{tripId}/hotel-cancel', {
    summary: 'Cancel a stay',
    body: z.object({ channel: z.string() }),
    answer: Stay.extend(CancelQuote.shape),
    status: 201,
    errors: ['not_found', 'not_a_hotel', 'stay_closed', 'stay_fixed'],
    run(context, { params }) {
      const quote = quoteCancel(context, params.tripId!)
      const stay: Stay = { ...stayOf(context.store, params.tripId!), status: 'cancelled' }
      saveTrip(context.store, stay)
      return { ...stay, ...quote }
    },
  }),
  operation('quoteHotelChange', 'GET /trips/{tripId}/hotel-change-quote', {
    summary: 'What other dates would cost',
    query: wish,
    answer: ChangeQuote,
    errors: ['not_found', 'not_a_hotel', 'stay_closed', 'stay_fixed', 'past_date', 'no_room'],
    run: (context, { params, query }) => quoteChange(context, params.tripId!, query),
  }),
  operation('changeHotel', 'POST /trips/{tripId}/hotel-change', {
    summary: 'Move a stay to other dates',
    body: wish,
    answer: Stay.extend({ more: z.number() }),
    status: 201,
    errors: ['not_found', 'not_a_hotel', 'stay_closed', 'stay_fixed', 'past_date', 'no_room'],
    run(context, { params, body }) {
      const { checkIn, nights, amount, more } = quoteChange(context, params.tripId!, body)
      const stay: Stay = { ...stayOf(context.store, params.tripId!), departAt: `${checkIn}T14:00`, nights, amount }
      saveTrip(context.store, stay)
      return { ...stay, more }
    },
  }),
]

/** Free until 18:00 of the day before; then the first night is charged. */
function quoteCancel({ store, now }: ServiceContext, id: string): z.infer<typeof CancelQuote> {
  const stay = openStay(store, id)
  if (stay.policy === 'strict') throw new ServiceError('stay_fixed')
  const fee = isLate(stay, now()) ? stay.nightPrice : 0
  return { fee, back: stay.amount - fee }
}

function quoteChange({ store, now }: ServiceContext, id: string, { checkIn, nights }: Wish) {
  const stay = openStay(store, id)
  if (stay.policy === 'strict' || isLate(stay, now())) throw new ServiceError('stay_fixed')
  if (checkIn < chinaDay(now(), 0)) throw new ServiceError('past_date')
  if (checkIn === chinaDay(now(), 2)) throw new ServiceError('no_room')
  const amount = stay.nightPrice * nights
  return { checkIn, nights, amount, more: amount - stay.amount }
}

function openStay(store: ServiceContext['store'], id: string): Stay {
  const stay = stayOf(store, id)
  if (stay.status !== 'confirmed') throw new ServiceError('stay_closed')
  return stay
}

/** Check-in is at 14:00, so 18:00 of the day before is 20 hours ahead. */
const isLate = (stay: Stay, now: Date): boolean => hoursUntil(stay.departAt, now) < 20
