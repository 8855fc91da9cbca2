import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import type { Store } from '../../kit/service/store.ts'

/** Times are the wall clock at the place, without a zone: `2026-03-01T08:30`. Amounts are yuan. */
export const Flight = z.object({
  id: z.string(),
  kind: z.literal('flight'),
  customerId: z.string(),
  status: z.enum(['ticketed', 'checked_in', 'flown', 'refunded']),
  name: z.string(),
  nameEn: z.string(),
  flightNo: z.string(),
  /** what it departs by now */
  departAt: z.string(),
  plannedAt: z.string(),
  passenger: z.string(),
  fareType: z.enum(['flex', 'standard', 'saver']),
  fare: z.number(),
  /** airport fee and fuel surcharge, always given back */
  tax: z.number(),
  amount: z.number(),
  seat: z.string(),
  baggageKg: z.number(),
  running: z.enum(['on_time', 'delayed', 'cancelled']),
  delayHours: z.number(),
  reason: z.enum(['none', 'weather', 'airline']),
})
export type Flight = z.infer<typeof Flight>

export const Stay = z.object({
  id: z.string(),
  kind: z.literal('hotel'),
  customerId: z.string(),
  status: z.enum(['confirmed', 'cancelled', 'finished']),
  name: z.string(),
  nameEn: z.string(),
  room: z.string(),
  roomEn: z.string(),
  departAt: z.string(),
  nights: z.number(),
  nightPrice: z.number(),
  amount: z.number(),
  policy: z.enum(['free', 'strict']),
})
export type Stay = z.infer<typeof Stay>

export const Trip = z.discriminatedUnion('kind', [Flight, Stay])
export type Trip = z.infer<typeof Trip>

export function tripOf(store: Store, id: string): Trip {
  const trip = store.get<Trip>('trip', id.toUpperCase())
  if (!trip) throw new ServiceError('not_found', id)
  return trip
}

export function flightOf(store: Store, id: string): Flight {
  const trip = tripOf(store, id)
  if (trip.kind !== 'flight') throw new ServiceError('not_a_flight')
  return trip
}

export function stayOf(store: Store, id: string): Stay {
  const trip = tripOf(store, id)
  if (trip.kind !== 'hotel') throw new ServiceError('not_a_hotel')
  return trip
}

export const saveTrip = (store: Store, trip: Trip) => store.put('trip', trip.id, trip, trip.customerId, trip.departAt)

const hourMs = 3_600_000

/** Hours from now until a wall-clock time in China; negative when it has passed. */
export const hoursUntil = (at: string, now: Date): number => (Date.parse(`${at}:00+08:00`) - now.getTime()) / hourMs

/** The wall clock in China, so many hours from now. */
export const chinaTime = (now: Date, hours = 0): string =>
  new Date(now.getTime() + (8 + hours) * hourMs).toISOString().slice(0, 16)

export const chinaDay = (now: Date, days: number): string => chinaTime(now, days * 24).slice(0, 10)
