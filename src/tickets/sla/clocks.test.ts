import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { BusinessHours } from '#team/contract.ts'
import { workingMinutesBetween } from '#team/hours.ts'
import { momentsOf, pausedFor, timingOf } from '#tickets/sla/clocks.ts'
import { TICKET_PRIORITIES, USUAL_SETTINGS } from '#tickets/types/contract.ts'

const OFFICE: BusinessHours = {
  timeZone: 'Asia/Shanghai',
  weekly: Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ from: '09:00', to: '18:00' }] : [])),
  special: [{ date: '2026-10-01', name: '国庆节', spans: [] }],
}
const around = timingOf({ targets: null, aroundTheClock: false }, USUAL_SETTINGS)
const office = { ...around, hours: OFFICE }
const inShanghai = (time: string) => new Date(`${time}:00+08:00`)

test('around the clock a ticket is due so many minutes after it was opened', () => {
  const opened = inShanghai('2026-03-07T10:00')
  const { dueAt, firstResponseDueAt, warnAt } = momentsOf(opened, 'urgent', 0, around)
  assert.deepEqual(firstResponseDueAt, inShanghai('2026-03-07T10:15'))
  assert.deepEqual([warnAt, dueAt], [inShanghai('2026-03-07T13:00'), inShanghai('2026-03-07T14:00')])
})

test('in business hours nights, weekends and holidays do not count', () => {
  const late = momentsOf(inShanghai('2026-03-06T17:00'), 'urgent', 0, office)
  assert.deepEqual(late.dueAt, inShanghai('2026-03-09T12:00'))
  const beforeHoliday = momentsOf(inShanghai('2026-09-30T17:30'), 'urgent', 0, office)
  assert.deepEqual(beforeHoliday.dueAt, inShanghai('2026-10-02T12:30'))
})

test('what a ticket waited for somebody else is added in business hours', () => {
  const from = inShanghai('2026-03-06T17:00')
  assert.equal(pausedFor(from, inShanghai('2026-03-09T10:00'), office), 120)
  const moments = momentsOf(from, 'urgent', 120, office)
  assert.deepEqual(moments.dueAt, inShanghai('2026-03-09T14:00'))
})

test('a type of its own times, day and night, does not look at the settings', () => {
  const settings = { ...USUAL_SETTINGS, hours: OFFICE }
  const targets = { ...USUAL_SETTINGS.targets, high: { firstResponse: 30, resolution: 60 } }
  const timing = timingOf({ targets, aroundTheClock: true }, settings)
  assert.deepEqual(momentsOf(inShanghai('2026-03-07T22:00'), 'high', 0, timing).dueAt, inShanghai('2026-03-07T23:00'))
})

test('warnings come before ends, and the open time up to the end is the time asked for', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
      fc.constantFrom(...TICKET_PRIORITIES),
      fc.integer({ min: 0, max: 3000 }),
      (opened, priority, paused) => {
        const { firstResponseWarnAt, firstResponseDueAt, warnAt, dueAt } = momentsOf(opened, priority, paused, office)
        assert.ok(firstResponseWarnAt && firstResponseDueAt && warnAt && dueAt)
        assert.ok(opened <= firstResponseWarnAt && firstResponseWarnAt <= firstResponseDueAt)
        assert.ok(warnAt <= dueAt && firstResponseDueAt <= dueAt)
        const open = workingMinutesBetween(OFFICE, opened, dueAt)
        assert.ok(Math.abs(open - USUAL_SETTINGS.targets[priority].resolution - paused) < 0.001)
      },
    ),
  )
})
