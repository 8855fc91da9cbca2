import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readLines, toCsv } from './read-lines.ts'

test('lines of words become terms, however they are separated', () => {
  const { terms, unread } = readLines(
    '账单: 对账单, 月结单\n挂失，报失、丢卡\n\nlimit\tcredit limit\n只有一个词',
    'any',
  )
  assert.deepEqual(
    terms.map(({ term, synonyms }) => [term, ...synonyms]),
    [
      ['账单', '对账单', '月结单'],
      ['挂失', '报失', '丢卡'],
      ['limit', 'credit limit'],
    ],
  )
  assert.deepEqual(unread, [5])
})

test('a word that is too long is told by its line', () => {
  assert.deepEqual(readLines(`${'长'.repeat(61)}: 短`, 'zh').unread, [1])
})

test('the file quotes its cells and hides no formula in them', () => {
  const file = toCsv([{ term: '=1+1', language: 'zh', synonyms: ['a "b"'], packId: null }])
  assert.equal(file, `\uFEFFterm,language,pack,synonyms\r\n"'=1+1","zh","","a ""b"""\r\n`)
})
