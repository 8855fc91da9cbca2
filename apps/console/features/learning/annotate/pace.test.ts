import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paceOf } from './pace.ts'

const every = (seconds: number, count: number) => Array.from({ length: count }, (_, at) => at * seconds * 1000)

test('twelve seconds a case are three hundred an hour', () => assert.equal(paceOf(every(12, 20)), 300))

test('a cup of tea is no work', () => {
  const before = every(10, 10)
  const after = every(10, 10).map((at) => at + 30 * 60_000)
  const pace = paceOf([...before, ...after]) ?? 0
  assert.ok(pace > 250 && pace < 360, String(pace))
})

test('two decisions tell nothing yet', () => assert.equal(paceOf([0, 1000]), null))
