import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockText } from '../../components/clock-text.ts'
import { barsOf, silentSpans } from './silence.ts'

const loud = (count: number) => new Array<number>(count).fill(40)
const quiet = (count: number) => new Array<number>(count).fill(1)

test('silence is where both sides are quiet for long, and its edges stay', () => {
  const caller = [...loud(10), ...quiet(20), ...loud(5), ...quiet(3), ...loud(2)]
  assert.deepEqual(silentSpans({ caller, ours: quiet(40) }, 8000), [{ from: 2300, to: 5700 }])
  assert.deepEqual(silentSpans({ caller, ours: loud(40) }, 8000), [], 'the other side speaks')
  assert.deepEqual(silentSpans({ caller: [], ours: [] }, 4000), [{ from: 300, to: 3700 }])
})

test('a waveform of any width shows its loudest parts', () => {
  assert.deepEqual(barsOf([0, 50, 100, 25], 2, 100), [0.5, 1])
  assert.deepEqual(barsOf([50], 3, 100), [0.5, 0.5, 0.5])
  assert.deepEqual(barsOf([], 2, 0), [0, 0])
  assert.equal(clockText(75_400), '1:15')
  assert.equal(clockText(3_675_000), '1:01:15')
})
