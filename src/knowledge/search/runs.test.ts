import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { LONGEST, longestRun, longestSequence, placesOf } from '#knowledge/search/runs.ts'

const text = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: LONGEST })

test('the longest common subsequence is that of the table written out', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      assert.equal(longestSequence(placesOf(a), b), sequenceByTable(a, b))
    }),
  )
})

test('the longest run is the longest that stands in both', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const held = (length: number) =>
        a.some((_, i) => i + length <= a.length && `,${b.join()},`.includes(`,${a.slice(i, i + length).join()},`))
      let longest = 0
      while (longest < a.length && held(longest + 1)) longest++
      assert.equal(longestRun(a, b), longest)
    }),
  )
})

function sequenceByTable(a: number[], b: number[]): number {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++)
      table[i]![j] = a[i - 1] === b[j - 1] ? table[i - 1]![j - 1]! + 1 : Math.max(table[i - 1]![j]!, table[i]![j - 1]!)
  return table[a.length]![b.length]!
}
