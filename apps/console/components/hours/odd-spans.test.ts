import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextSpan, oddSpans } from './odd-spans.ts'

test('hours that end before they begin or overlap are odd; what is added never is', () => {
  assert.equal(
    oddSpans([
      { from: '09:00', to: '12:00' },
      { from: '12:00', to: '18:00' },
    ]),
    false,
  )
  assert.equal(oddSpans([{ from: '12:00', to: '09:00' }]), true)
  assert.equal(
    oddSpans([
      { from: '09:00', to: '13:00' },
      { from: '12:00', to: '18:00' },
    ]),
    true,
  )
  const day: { from: string; to: string }[] = []
  for (let next = nextSpan(day); next; next = nextSpan(day)) day.push(next)
  assert.deepEqual(day, [
    { from: '09:00', to: '18:00' },
    { from: '18:00', to: '24:00' },
  ])
  assert.equal(oddSpans(day), false)
})
