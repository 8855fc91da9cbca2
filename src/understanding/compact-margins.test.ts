import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compact } from '#understanding/compact.ts'
import { openMargins } from '#understanding/compact-margins.ts'
import { margins } from '#understanding/train.ts'

/** Also more features than are handed over at a time, and numbers of classes that fill no register. */
test('the margins are those of the weights, however many features and classes there are', () => {
  const shape = fc.record({
    classes: fc.integer({ min: 1, max: 70 }),
    features: fc.integer({ min: 1, max: 40 }),
    count: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1000, max: 2100 })),
    seed: fc.integer({ min: 1, max: 1e6 }),
  })
  fc.assert(
    fc.property(shape, ({ classes, features, count, seed }) => {
      const number = (i: number) => Math.sin(seed + i * 12.9898)
      const model = {
        classes,
        weights: Float32Array.from({ length: classes * features }, (_, i) => number(i)),
        bias: Float32Array.from({ length: classes }, (_, i) => number(-i)),
      }
      const asked = {
        at: Int32Array.from({ length: count }, (_, i) => i % features),
        value: Float32Array.from({ length: count }, (_, i) => number(i + 0.5)),
      }
      const wanted = margins(model, asked, new Float32Array(classes))
      const found = openMargins(compact(model))(asked)
      const most = asked.value.reduce((sum, own) => sum + Math.abs(own), 1)
      assert.equal(found.length, classes)
      for (let c = 0; c < classes; c++) {
        // A weight in a byte is wrong by half a step of 127 at most.
        assert.ok(Math.abs(found[c]! - wanted[c]!) <= (most * 0.51) / 127, `${found[c]} for ${wanted[c]}`)
      }
    }),
  )
})

test('what is asked next does not hear what was asked before', () => {
  const model = compact({ classes: 3, weights: Float32Array.of(1, 2, 3, -1, -2, -3), bias: Float32Array.of(0, 1, 0) })
  const ask = openMargins(model)
  const one = (feature: number) => ({ at: Int32Array.of(feature), value: Float32Array.of(1) })
  const first = [...ask(one(0))]
  ask(one(1))
  assert.deepEqual([...ask(one(0))], first)
  assert.deepEqual([...ask({ at: new Int32Array(), value: new Float32Array() })], [0, 1, 0])
})
