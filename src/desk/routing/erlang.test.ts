import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { erlangC, staffing } from '#desk/routing/erlang.ts'

const near = (value: number, wanted: number) => assert.ok(Math.abs(value - wanted) < 5e-7, `${value} is not ${wanted}`)

test('the formula gives what the reference gives: 100 calls in half an hour, three minutes each, fourteen people', () => {
  const load = erlangC(14, (100 * 180) / 1800, 180, 20)!
  near(load.waits, 0.1741319)
  near(load.serviceLevel, 0.88835)
  near(load.averageWait, 7.835937)
  near(load.occupancy, 0.7142857)
})

const question = { contactsPerHour: 200, handleSeconds: 180, chatsAtOnce: 1, withinSeconds: 20, share: 0.8 }

test('eighty percent within twenty seconds at no more than 85 % takes fourteen people, twenty on the roster', () => {
  const { needed, onRoster, traffic } = staffing({ ...question, mostOccupied: 0.85, shrinkage: 0.3 })
  assert.deepEqual([needed, onRoster, traffic], [14, 20, 10])
})

test('too few people never keep up; nobody to serve needs nobody to wait', () => {
  assert.equal(erlangC(10, 10, 180, 20), null)
  assert.equal(erlangC(1, 0, 180, 20)?.serviceLevel, 1)
})

test('one more person never makes it worse, and the answer is the smallest that keeps the promise', () => {
  const some = fc.record({
    contactsPerHour: fc.integer({ min: 1, max: 2000 }),
    handleSeconds: fc.integer({ min: 10, max: 1800 }),
    chatsAtOnce: fc.integer({ min: 1, max: 6 }),
    withinSeconds: fc.integer({ min: 5, max: 120 }),
    share: fc.double({ min: 0.5, max: 0.99, noNaN: true }),
    mostOccupied: fc.double({ min: 0.5, max: 0.95, noNaN: true }),
    shrinkage: fc.double({ min: 0, max: 0.5, noNaN: true }),
  })
  fc.assert(
    fc.property(some, (asked) => {
      const { needed, rows, onRoster, traffic } = staffing(asked)
      const seconds = asked.handleSeconds / asked.chatsAtOnce
      const fewer = erlangC(needed - 1, traffic, seconds, asked.withinSeconds)
      const kept = erlangC(needed, traffic, seconds, asked.withinSeconds)!
      assert.ok(kept.serviceLevel >= asked.share && kept.occupancy <= asked.mostOccupied)
      assert.ok(needed === 1 || !fewer || fewer.serviceLevel < asked.share || fewer.occupancy > asked.mostOccupied)
      for (const [n, row] of rows.entries())
        if (n) assert.ok(row.serviceLevel >= rows[n - 1]!.serviceLevel && row.averageWait <= rows[n - 1]!.averageWait)
      assert.ok(onRoster >= needed)
    }),
  )
})
