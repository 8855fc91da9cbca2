import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type BusinessHours, businessHours } from '#team/contract.ts'
import {
  AROUND_THE_CLOCK,
  addWorkingMinutes,
  isOpenAt,
  nextClosing,
  nextOpening,
  workingMinutesBetween,
} from '#team/hours.ts'

const at = (text: string) => new Date(text)
const OFFICE: BusinessHours = {
  timeZone: 'Asia/Shanghai',
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) =>
    day > 5
      ? []
      : [
          { from: '09:00', to: '12:00' },
          { from: '13:00', to: '18:00' },
        ],
  ),
  special: [
    { date: '2026-10-01', name: '国庆节', spans: [] },
    { date: '2026-10-02', name: '国庆节', spans: [] },
    { date: '2026-10-10', name: '调休上班', spans: [{ from: '09:00', to: '18:00' }] },
  ],
}

test('an office opens in the morning, closes for lunch and at weekends, by the clocks of its own zone', () => {
  assert.equal(isOpenAt(OFFICE, at('2026-09-30T00:59:59Z')), false)
  assert.equal(isOpenAt(OFFICE, at('2026-09-30T01:00:00Z')), true)
  assert.equal(isOpenAt(OFFICE, at('2026-09-30T04:00:00Z')), false)
  assert.equal(isOpenAt(OFFICE, at('2026-10-03T02:00:00Z')), false)
  assert.deepEqual(nextClosing(OFFICE, at('2026-09-30T02:00:00Z')), at('2026-09-30T04:00:00Z'))
  assert.equal(nextClosing(OFFICE, at('2026-09-30T04:30:00Z')), null)
})

test('a holiday is closed, a working day in lieu is open, and the next opening leaps over both', () => {
  assert.equal(isOpenAt(OFFICE, at('2026-10-01T02:00:00Z')), false)
  assert.equal(isOpenAt(OFFICE, at('2026-10-10T02:00:00Z')), true)
  assert.deepEqual(nextOpening(OFFICE, at('2026-09-30T11:00:00Z')), at('2026-10-05T01:00:00Z'))
  assert.deepEqual(nextOpening(OFFICE, at('2026-10-05T02:00:00Z')), at('2026-10-05T02:00:00Z'))
})

test('four working hours asked for on the eve of a holiday end after it', () => {
  assert.deepEqual(addWorkingMinutes(OFFICE, at('2026-09-30T09:00:00Z'), 240), at('2026-10-05T04:00:00Z'))
  assert.equal(workingMinutesBetween(OFFICE, at('2026-09-30T09:00:00Z'), at('2026-10-05T04:00:00Z')), 240)
})

test('a clock change makes a night one hour shorter or longer, and nothing else', () => {
  const berlin = { ...AROUND_THE_CLOCK, timeZone: 'Europe/Berlin' }
  const day = (from: string, to: string) => workingMinutesBetween(berlin, at(from), at(to))
  assert.equal(day('2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'), 23 * 60)
  const morning = { timeZone: 'Europe/Berlin', weekly: OFFICE.weekly, special: [] }
  assert.deepEqual(nextOpening(morning, at('2026-03-27T18:00:00Z')), at('2026-03-30T07:00:00Z'))
  assert.deepEqual(nextOpening(morning, at('2026-10-23T18:00:00Z')), at('2026-10-26T08:00:00Z'))
})

test('around the clock never closes; hours that never open say so', () => {
  assert.equal(nextClosing(AROUND_THE_CLOCK, at('2026-01-01T00:00:00Z')), null)
  const never = { ...AROUND_THE_CLOCK, weekly: AROUND_THE_CLOCK.weekly.map(() => []) }
  assert.equal(nextOpening(never, at('2026-01-01T00:00:00Z')), null)
  assert.equal(addWorkingMinutes(never, at('2026-01-01T00:00:00Z'), 1), null)
})

test('hours that make no sense are refused', () => {
  const wrong: Partial<Record<keyof BusinessHours, unknown>>[] = [
    { timeZone: 'Mars/Olympus' },
    { weekly: OFFICE.weekly.slice(1) },
    { weekly: OFFICE.weekly.map(() => [{ from: '18:00', to: '09:00' }]) },
    { weekly: OFFICE.weekly.map(() => [{ from: '25:00', to: '26:00' }]) },
    {
      weekly: OFFICE.weekly.map(() => [
        { from: '09:00', to: '12:00' },
        { from: '11:00', to: '13:00' },
      ]),
    },
    { special: [{ date: '2026-02-30', name: '', spans: [] }] },
    { special: [OFFICE.special[0], OFFICE.special[0]] },
  ]
  for (const part of wrong) assert.equal(businessHours.safeParse({ ...OFFICE, ...part }).success, false)
  assert.equal(businessHours.safeParse(OFFICE).success, true)
})

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const spans = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 6 })
  .map((marks) => marks.toSorted((a, b) => a - b))
  .map((marks) => marks.flatMap((to, n) => (n % 2 === 1 ? [{ from: clock(marks[n - 1]!), to: clock(to) }] : [])))
const anyHours: fc.Arbitrary<BusinessHours> = fc.record({
  timeZone: fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC'),
  weekly: fc.array(spans, { minLength: 7, maxLength: 7 }),
  special: fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 5 }).chain((days) =>
    fc.tuple(
      ...days.map((day) =>
        spans.map((own) => ({
          date: new Date(Date.UTC(2026, 9, 1 + day)).toISOString().slice(0, 10),
          name: '',
          spans: own,
        })),
      ),
    ),
  ),
})
const moment = fc.integer({ min: Date.UTC(2026, 8, 20), max: Date.UTC(2026, 11, 20) }).map((time) => new Date(time))

test('adding working minutes lands where exactly so many have passed, in open time', () => {
  fc.assert(
    fc.property(anyHours, moment, fc.integer({ min: 1, max: 5000 }), (hours, from, minutes) => {
      const end = addWorkingMinutes(hours, from, minutes)
      if (!end)
        return assert.ok(workingMinutesBetween(hours, from, new Date(from.getTime() + 790 * 86_400_000)) < minutes)
      assert.ok(Math.abs(workingMinutesBetween(hours, from, end) - minutes) < 1e-6)
      assert.ok(isOpenAt(hours, new Date(end.getTime() - 1)))
    }),
  )
})

test('open time adds up: what lies between two moments is the sum of its parts, never more than the time itself', () => {
  fc.assert(
    fc.property(anyHours, fc.tuple(moment, moment, moment), (hours, moments) => {
      const [a, b, c] = moments.toSorted((x, y) => x.getTime() - y.getTime()) as [Date, Date, Date]
      const sum = workingMinutesBetween(hours, a, b) + workingMinutesBetween(hours, b, c)
      assert.ok(Math.abs(workingMinutesBetween(hours, a, c) - sum) < 1e-6)
      assert.ok(sum >= 0 && sum <= (c.getTime() - a.getTime()) / 60_000 + 1e-6)
      assert.equal(workingMinutesBetween(hours, c, a), 0)
    }),
  )
})

test('the next opening is open and nothing before it is', () => {
  fc.assert(
    fc.property(anyHours, moment, fc.nat({ max: 1000 }), (hours, from, permille) => {
      const opening = nextOpening(hours, from)
      if (!opening) return
      assert.ok(isOpenAt(hours, opening))
      const between = new Date(from.getTime() + ((opening.getTime() - from.getTime()) * permille) / 1000)
      if (between < opening) assert.equal(isOpenAt(hours, between), false)
    }),
  )
})
