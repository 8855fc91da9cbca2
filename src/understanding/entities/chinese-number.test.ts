import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readNumber } from '#understanding/entities/chinese-number.ts'

const DIGITS = '零一二三四五六七八九'

/** Writes a number below 100 million the way it is spoken. */
function write(n: number): string {
  if (n >= 10_000) {
    const rest = n % 10_000
    return `${write(Math.floor(n / 10_000))}万${rest ? (rest < 1000 ? '零' : '') + write(rest) : ''}`
  }
  let text = ''
  let gap = false
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(n / unit) % 10
    if (digit) {
      text += (gap && text ? '零' : '') + DIGITS[digit] + name
      gap = false
    } else gap = true
  }
  return text || '零'
}

test('every number below 100 million is read back from its Chinese writing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999 }), (n) => {
      assert.equal(readNumber(write(n)), n, write(n))
    }),
  )
})

test('short forms take the unit that people mean', () => {
  assert.equal(readNumber('三千五'), 3500)
  assert.equal(readNumber('一万二'), 12_000)
  assert.equal(readNumber('一百零五'), 105)
  assert.equal(readNumber('1.2万'), 12_000)
  assert.equal(readNumber('两百'), 200)
  assert.equal(readNumber('一三八'), 138)
  assert.equal(readNumber('好'), null)
  assert.equal(readNumber(''), null)
})
