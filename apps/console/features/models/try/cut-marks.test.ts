import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cutMarks } from './cut-marks.ts'

const shown = (text: string, marks: { start: number; end: number }[]) =>
  cutMarks(text, marks).map(({ text: piece, mark }) => (mark ? `[${piece}]` : piece))

test('the pieces give the text back, marked where the marks are', () => {
  assert.deepEqual(
    shown('order A1 today', [
      { start: 9, end: 14 },
      { start: 6, end: 8 },
    ]),
    ['order ', '[A1]', ' ', '[today]'],
  )
})

test('of overlapping marks the first and longer one stays', () => {
  assert.deepEqual(
    shown('abcdef', [
      { start: 1, end: 3 },
      { start: 1, end: 5 },
      { start: 4, end: 6 },
    ]),
    ['a', '[bcde]', 'f'],
  )
})

test('a mark that lies outside or is empty is left out', () => {
  assert.deepEqual(
    shown('abc', [
      { start: 2, end: 9 },
      { start: 1, end: 1 },
    ]),
    ['abc'],
  )
})
