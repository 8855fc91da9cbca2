import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { dateBack } from './date-back.ts'

const moment = fc.date({ min: new Date('2024-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
const days = fc.double({ min: 0, max: 500, noNaN: true })

it('keeps the order of events, never reaches the future and is off by less than a day', () => {
  fc.assert(
    fc.property(moment, days, days, (now, one, other) => {
      const [earlier, later] = one > other ? [one, other] : [other, one]
      assert.ok(dateBack(now, earlier) <= dateBack(now, later))
      const off = now.getTime() - Date.parse(dateBack(now, one)) - one * 86_400_000
      assert.ok(off >= -1 && off <= 86_400_000)
    }),
  )
})

it('puts whole days at five in the afternoon in China', () => {
  assert.equal(dateBack(new Date('2026-03-05T02:00:00Z'), 3), '2026-03-01T09:00:00.000Z')
  assert.equal(dateBack(new Date('2026-03-05T12:00:00Z'), 3), '2026-03-02T09:00:00.000Z')
})
