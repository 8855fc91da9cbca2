import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import { operation, type ServiceContext } from '../contract.ts'
import { dayFrom, daysBetween, weekdayOf } from './calendar.ts'
import { Appointment, HALLS, MATTERS } from './records.ts'

/** Days of the week on which a hall is closed; 0 is Sunday. */
const CLOSED: Record<(typeof HALLS)[number], number[]> = { main: [], east: [0, 6], lake: [0] }
/** So many days ahead, so many changes, so many missed ones in 30 days. */
const AHEAD = 14
const CHANGES = 2
const MISSED = 3

const when = { day: z.iso.date(), time: z.string() }

export const appointments = [
  operation('listAppointments', 'GET /customers/{customerId}/appointments', {
    summary: 'Appointments of a citizen that are still open',
    answer: z.object({ appointments: z.array(Appointment) }),
    run: ({ store }, { params }) => ({
      appointments: store.listUnder<Appointment>('appointment', params.customerId!).filter(isOpen).reverse(),
    }),
  }),
  operation('getAppointment', 'GET /appointments/{appointmentId}', {
    summary: 'An appointment',
    answer: Appointment,
    errors: ['not_found'],
    run: (context, { params }) => find(context, params.appointmentId!),
  }),
  operation('bookAppointment', 'POST /customers/{customerId}/appointments', {
    summary: 'Book a time at a service hall',
    body: z.object({ matter: z.enum(MATTERS), hall: z.enum(HALLS), ...when, channel: z.string() }),
    answer: Appointment,
    status: 201,
    errors: ['too_soon', 'too_far', 'closed_day', 'closed_hour', 'slot_full', 'appointment_exists', 'suspended'],
    run(context, { params, body }) {
      const { store, now } = context
      const own = store.listUnder<Appointment>('appointment', params.customerId!)
      const today = dayFrom(now())
      const missed = own.filter((one) => one.status === 'missed' && daysBetween(one.date, today) <= 30)
      if (missed.length >= MISSED) throw new ServiceError('suspended')
      if (own.some((one) => isOpen(one) && one.matter === body.matter)) throw new ServiceError('appointment_exists')
      const { matter, hall, day: date, time } = body
      checkTime(context, { matter, hall, date, time })
      const id = `YY${store.nextNumber('appointment', 20000000)}`
      return save(context, {
        id,
        customerId: params.customerId!,
        matter,
        hall,
        date,
        time,
        status: 'booked',
        changes: 0,
      })
    },
  }),
  operation('changeAppointment', 'POST /appointments/{appointmentId}/change', {
    summary: 'Move an appointment to another time',
    body: z.object(when),
    answer: Appointment,
    errors: ['not_found', 'not_open', 'changed_twice', 'too_soon', 'too_far', 'closed_day', 'closed_hour', 'slot_full'],
    run(context, { params, body }) {
      const old = find(context, params.appointmentId!)
      if (!isOpen(old)) throw new ServiceError('not_open')
      if (old.changes >= CHANGES) throw new ServiceError('changed_twice')
      const moved = { ...old, date: body.day, time: body.time, changes: old.changes + 1 }
      checkTime(context, moved)
      return save(context, moved)
    },
  }),
  operation('cancelAppointment', 'POST /appointments/{appointmentId}/cancel', {
    summary: 'Cancel an appointment',
    body: z.object({ channel: z.string() }),
    answer: Appointment,
    errors: ['not_found', 'not_open'],
    run(context, { params }) {
      const old = find(context, params.appointmentId!)
      if (!isOpen(old)) throw new ServiceError('not_open')
      return save(context, { ...old, status: 'cancelled' })
    },
  }),
]

const isOpen = ({ status }: Appointment): boolean => status === 'booked'

function find({ store }: ServiceContext, id: string): Appointment {
  const found = store.get<Appointment>('appointment', id)
  if (!found) throw new ServiceError('not_found', id)
  return found
}

function save({ store }: ServiceContext, one: Appointment): Appointment {
  store.put('appointment', one.id, one, one.customerId, `${one.date}T${one.time}`)
  return one
}

function checkTime(
  { store, now }: ServiceContext,
  wanted: Pick<Appointment, 'hall' | 'date' | 'time' | 'matter'>,
): void {
  const ahead = daysBetween(dayFrom(now()), wanted.date)
  if (ahead < 1) throw new ServiceError('too_soon')
  if (ahead > AHEAD) throw new ServiceError('too_far')
  if (CLOSED[wanted.hall].includes(weekdayOf(wanted.date))) throw new ServiceError('closed_day')
  if (wanted.time < '09:00' || wanted.time > '16:30') throw new ServiceError('closed_hour')
  // Passports at 9 in the main hall are always gone first.
  const popular = wanted.hall === 'main' && wanted.matter === 'exit' && wanted.time.startsWith('09')
  const taken = store
    .listAll<Appointment>('appointment')
    .filter((one) => isOpen(one) && one.hall === wanted.hall && one.date === wanted.date && one.time === wanted.time)
  if (popular || taken.length >= 10) throw new ServiceError('slot_full')
}
