import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pointAt, thresholdFor } from '#knowledge/search/precision.ts'

const judged = [
  { score: 0.9, right: true, weight: 1 },
  { score: 0.8, right: true, weight: 1 },
  { score: 0.6, right: false, weight: 0.5 },
  { score: 0.5, right: true, weight: 1 },
  { score: 0.2, right: false, weight: 0.5 },
]

test('precision counts what is answered and coverage what is asked, both by weight', () => {
  const { precision, coverage } = pointAt(judged, 0.6)
  assert.equal(precision, 2 / 2.5)
  assert.equal(coverage, 2.5 / 4)
})

test('the lowest threshold that keeps a precision is found beyond a dip', () => {
  assert.equal(thresholdFor(judged, 0.85), 0.5)
  assert.equal(thresholdFor(judged, 0.9), 0.8)
})

test('a precision that is never reached leaves nothing to answer', () => {
  assert.equal(thresholdFor([{ score: 0.9, right: false, weight: 1 }], 0.5), 1)
})
