import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createBreaker } from '#platform/circuit-breaker.ts'

const step = fc.oneof(
  fc.constant('ask' as const),
  fc.constant('succeed' as const),
  fc.constant('fail' as const),
  fc.nat(15_000).map((ms) => ({ wait: ms })),
)

test('whatever happens: closed lets all through, open none, and after a pause one trial at a time', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let now = 0
      let underway = 0
      let trial = false
      let trialSince = 0
      const breaker = createBreaker({ now: () => now })
      for (const one of steps) {
        // A trial that is never heard of again makes room for another one.
        if (trial && now >= trialSince + 10_000) trial = false
        const before = breaker.state()
        assert.equal(breaker.admits(), before === 'closed' || (before === 'half-open' && !trial))
        if (typeof one === 'object') now += one.wait
        else if (one === 'ask') {
          const admitted = breaker.admit()
          assert.equal(admitted, before === 'closed' || (before === 'half-open' && !trial))
          if (admitted) underway += 1
          if (admitted && before === 'half-open') {
            trial = true
            trialSince = now
          }
        } else if (underway > 0) {
          underway -= 1
          const failedBefore = breaker.failuresInARow()
          if (one === 'succeed') {
            breaker.succeed()
            assert.equal(breaker.state(), 'closed')
          } else {
            breaker.fail()
            if (before === 'closed') assert.equal(breaker.state(), failedBefore + 1 >= 5 ? 'open' : 'closed')
            if (trial) assert.equal(breaker.state(), 'open')
          }
          trial = false
        }
      }
    }),
  )
})

test('a system that asks for quiet is left alone for so long, for ten minutes at most', () => {
  let now = 1000
  const breaker = createBreaker({ now: () => now })
  breaker.fail(3000)
  assert.deepEqual([breaker.admit(), breaker.opensAgainAt()], [false, 4000])
  now = 4000
  assert.deepEqual([breaker.state(), breaker.opensAgainAt(), breaker.admit()], ['closed', null, true])
  breaker.fail(24 * 3600_000)
  assert.equal(breaker.opensAgainAt(), 4000 + 600_000)
  now += 600_000
  assert.ok(breaker.admit())
  breaker.succeed()
  assert.deepEqual([breaker.state(), breaker.failuresInARow()], ['closed', 0])
})
