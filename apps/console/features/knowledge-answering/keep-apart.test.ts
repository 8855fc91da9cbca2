import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { answerThresholds } from '../../../../src/knowledge/contract.ts'
import { keepApart } from './keep-apart.ts'

const before = { answer: 0.6, askBack: 0.35 }

test('the threshold that is moved stops before the other', () => {
  assert.deepEqual(keepApart({ answer: 0.6, askBack: 0.8 }, before), { answer: 0.6, askBack: 0.59 })
  assert.deepEqual(keepApart({ answer: 0.3, askBack: 0.35 }, before), { answer: 0.36, askBack: 0.35 })
  assert.deepEqual(keepApart({ answer: 0.7, askBack: 0.35 }, before), { answer: 0.7, askBack: 0.35 })
})

test('wherever a handle is dragged, the server takes the result', () => {
  const place = fc.integer({ min: 5, max: 98 }).map((value) => value / 100)
  fc.assert(
    fc.property(place, fc.boolean(), (value, isAnswer) => {
      const next = isAnswer ? { ...before, answer: value } : { ...before, askBack: value }
      assert.ok(answerThresholds.safeParse(keepApart(next, before)).success)
    }),
  )
})
