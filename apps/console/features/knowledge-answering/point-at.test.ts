import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pointAt } from './point-at.ts'

const points = [
  { threshold: 0.2, precision: 0.5, coverage: 1 },
  { threshold: 0.4, precision: 0.9, coverage: 0.6 },
]

test('between two points the figures lie between theirs', () => {
  const found = pointAt(points, 0.3)
  assert.ok(found && Math.abs(found.precision - 0.7) < 1e-9 && Math.abs(found.coverage - 0.8) < 1e-9)
})

test('beyond the ends the nearest point counts, and without points there is none', () => {
  assert.equal(pointAt(points, 0.9)?.precision, 0.9)
  assert.equal(pointAt(points, 0.05)?.coverage, 1)
  assert.equal(pointAt([], 0.5), null)
})
