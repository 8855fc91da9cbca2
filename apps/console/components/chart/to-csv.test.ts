import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toCsv } from './to-csv.ts'

test('cells with commas, quotes and line ends are quoted, numbers are not', () => {
  const text = toCsv({
    columns: ['name', 'share'],
    rows: [
      ['a, "b"', 0.5],
      ['two\nlines', -1],
    ],
  })
  assert.equal(text, '\uFEFFname,share\r\n"a, ""b""",0.5\r\n"two\nlines",-1\r\n')
})

test('what a spreadsheet would run as a formula is text', () => {
  const text = toCsv({ columns: ['x'], rows: [['=1+1'], ['@home']] })
  assert.equal(text, "\uFEFFx\r\n'=1+1\r\n'@home\r\n")
})
