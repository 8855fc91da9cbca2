import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { OUTCOMES, type Outcome } from '#outbound/contract.ts'
import { mayCall } from '#outbound/may-call.ts'
import { afterAttempt, type Candidate, mayCallAt, type Rules, resumesAt, whoNext } from '#outbound/pacing.ts'
import { isOpenAt } from '#team/hours.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Midnight in Shanghai. */
const MONDAY = Date.parse('2026-11-29T16:00:00Z')
const weekly = (spans: { from: string; to: string }[]) => Array.from({ length: 7 }, () => spans)

const rules = fc.record({
  pacing: fc.record({
    atOnce: fc.integer({ min: 1, max: 4 }),
    perMinute: fc.integer({ min: 1, max: 6 }),
    ringSeconds: fc.constant(30),
  }),
  caps: fc.record({ perDay: fc.integer({ min: 1, max: 5 }), perWeek: fc.integer({ min: 1, max: 8 }) }),
  retries: fc.record({
    most: fc.integer({ min: 0, max: 4 }),
    busyMinutes: fc.integer({ min: 5, max: 300 }),
    noAnswerMinutes: fc.integer({ min: 5, max: 300 }),
  }),
  hours: fc.constantFrom(
    // As usual; wider than the law allows; with a holiday.
    {
      timeZone: 'Asia/Shanghai',
      weekly: weekly([
        { from: '09:00', to: '12:00' },
        { from: '14:00', to: '20:00' },
      ]),
      special: [],
    },
    { timeZone: 'Asia/Shanghai', weekly: weekly([{ from: '00:00', to: '24:00' }]), special: [] },
    {
      ...{ timeZone: 'America/New_York', weekly: weekly([{ from: '07:00', to: '23:00' }]) },
      special: [{ date: '2026-11-30', name: 'x', spans: [] }],
    },
  ),
  startsAt: fc.constantFrom(null, new Date(MONDAY + 10 * HOUR).toISOString()),
  endsAt: fc.constantFrom(30, 3 * 24, 9 * 24).map((hours) => new Date(MONDAY + hours * HOUR).toISOString()),
}) satisfies fc.Arbitrary<Rules>

const people = fc.array(fc.record({ key: fc.nat(5).map(String), stopped: fc.boolean() }), {
  minLength: 1,
  maxLength: 9,
})

/** Hour of the day on the clocks of a zone. */
const clocks = new Map(
  ['Asia/Shanghai', 'America/New_York'].map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }),
  ]),
)
const hourAt = (timeZone: string, at: number) => Number(clocks.get(timeZone)!.format(at))

type Person = {
  id: string
  key: string
  status: string
  nextAt: number
  attempts: number
  stopped: boolean
  until: number
}

/** Lives a whole campaign, a few minutes at a time, and checks every call that is begun. */
function live(plan: Rules, persons: Person[], outcomes: readonly Outcome[], step: number): void {
  const tried = new Map<string, number[]>()
  const begun: number[] = []
  let drawn = 0
  const end = Date.parse(plan.endsAt)
  for (let now = MONDAY; now < end + 2 * step; now += step) {
    for (const person of persons.filter(({ status, until }) => status === 'calling' && until <= now)) {
      const outcome = outcomes[drawn++ % outcomes.length]!
      const next = afterAttempt(plan, person.attempts, outcome, now)
      Object.assign(person, { status: next.status, nextAt: next.nextAt ?? 0 })
      if (outcome === 'opted-out') for (const one of persons) if (one.key === person.key) one.stopped = true
    }
    const calling = persons.filter(({ status }) => status === 'calling')
    const candidates: Candidate[] = persons
      .filter(({ status }) => status === 'waiting')
      .map((one) => ({
        ...one,
        tried: tried.get(one.key) ?? [],
        engaged: calling.some(({ key }) => key === one.key),
      }))
    const decision = whoNext(plan, { now, calling: calling.length, begun, candidates })
    const of = (id: string) => persons.find((one) => one.id === id)!
    for (const { id, as } of decision.settle) of(id).status = as
    for (const { id, at } of decision.later) {
      assert.ok(at > now)
      of(id).nextAt = at
    }
    for (const id of decision.call) {
      const person = of(id)
      assert.equal(person.stopped, false, 'an opted-out number is never called')
      assert.ok(person.nextAt <= now, 'nobody is called before his time')
      const hour = hourAt(plan.hours.timeZone, now)
      assert.ok(hour >= 8 && hour < 21 && isOpenAt(plan.hours, new Date(now)), 'never in quiet hours')
      assert.ok(now < end && (!plan.startsAt || now >= Date.parse(plan.startsAt)), 'within the campaign')
      const past = tried.get(person.key) ?? []
      const since = (ms: number) => past.filter((at) => at > now - ms).length
      assert.ok(since(DAY) < plan.caps.perDay && since(7 * DAY) < plan.caps.perWeek && since(5 * MINUTE) < 3)
      assert.ok(person.attempts <= plan.retries.most, 'no more retries than wanted')
      tried.set(person.key, [...past, now])
      begun.push(now)
      Object.assign(person, { status: 'calling', attempts: person.attempts + 1, until: now + 2 * MINUTE })
    }
    const going = persons.filter(({ status }) => status === 'calling')
    assert.ok(going.length <= plan.pacing.atOnce, 'never more at once than allowed')
    assert.equal(new Set(going.map(({ key }) => key)).size, going.length, 'one call at a time with one number')
    assert.ok(begun.filter((at) => at > now - MINUTE).length <= plan.pacing.perMinute)
  }
  for (const { status } of persons) assert.ok(!['waiting', 'calling'].includes(status), `${status} is no end`)
}

test('a campaign keeps hours, caps and pace whatever its calls come to, and everybody ends somewhere', () => {
  fc.assert(
    fc.property(
      rules,
      people,
      fc.array(fc.constantFrom(...OUTCOMES), { minLength: 1, maxLength: 12 }),
      fc.constantFrom(13, 31).map((minutes) => minutes * MINUTE),
      (plan, given, outcomes, step) => {
        const persons = given.map((one, n) => ({
          ...{ ...one, id: String(n), status: 'waiting', nextAt: MONDAY, attempts: 0, until: 0 },
        }))
        live(plan, persons, outcomes, step)
      },
    ),
    { numRuns: 25 },
  )
})

test('calling goes on at the first moment at which it may, and at none before', () => {
  fc.assert(
    fc.property(rules, fc.integer({ min: 0, max: 9 * 24 * 6 }), (plan, tens) => {
      const now = MONDAY + tens * 10 * MINUTE
      const at = resumesAt(plan, now)
      const until = at ?? Date.parse(plan.endsAt)
      if (at !== null) assert.ok(at >= now && mayCallAt(plan, at))
      for (let before = now; before < until; before += 30 * MINUTE) assert.equal(mayCallAt(plan, before), false)
    }),
    { numRuns: 60 },
  )
})

test('who was busy is tried again after the pause for it, who was reached is not', () => {
  const plan = { retries: { most: 1, busyMinutes: 15, noAnswerMinutes: 60 } }
  assert.deepEqual(afterAttempt(plan, 1, 'busy', 0), { status: 'waiting', nextAt: 15 * MINUTE })
  assert.deepEqual(afterAttempt(plan, 1, 'no-answer', 0), { status: 'waiting', nextAt: HOUR })
  assert.deepEqual(afterAttempt(plan, 2, 'busy', 0), { status: 'busy', nextAt: null })
  for (const outcome of ['reached', 'machine', 'refused', 'hung-up', 'opted-out'] as const)
    assert.deepEqual(afterAttempt(plan, 1, outcome, 0), { status: outcome, nextAt: null })
})

test('by hand nobody is called who stands on the list, was called too often, or sleeps; his word lifts the hours alone', () => {
  const noon = Date.parse('2026-12-01T04:00:00Z')
  const night = Date.parse('2026-12-01T15:00:00Z')
  const free = { now: noon, timeZone: 'Asia/Shanghai', tried: [], engaged: false, stopped: false, asked: false }
  const tried = [1, 2, 3].map((minutes) => noon - minutes * 60_000)
  assert.equal(mayCall(free), null)
  assert.deepEqual(mayCall({ ...free, stopped: true, asked: true }), { code: 'do_not_call' })
  assert.deepEqual(mayCall({ ...free, engaged: true, asked: true }), { code: 'number_engaged' })
  assert.deepEqual(mayCall({ ...free, tried, asked: true }), { code: 'called_too_often', minutes: 2 })
  assert.equal(mayCall({ ...free, tried: tried.slice(1) }), null)
  assert.equal(mayCall({ ...free, now: night })?.code, 'outside_call_hours')
  assert.equal(mayCall({ ...free, now: night, asked: true }), null)
})
