import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createBreaker } from '#business/circuit-breaker.ts'

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
      const breaker = createBreaker({ now: () => now })
      for (const one of steps) {
        const before = breaker.state()
        if (typeof one === 'object') now += one.wait
        else if (one === 'ask') {
          const admitted = breaker.admit()
          assert.equal(admitted, before === 'closed' || (before === 'half-open' && !trial))
          if (admitted) underway += 1
          if (admitted && before === 'half-open') trial = true
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
