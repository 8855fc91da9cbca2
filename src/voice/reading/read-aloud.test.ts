import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { readAloud } from '#voice/reading/read-aloud.ts'

const TABLE = readFileSync(new URL('readings.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('# '))
  .map((line) => line.split('\t') as ['zh' | 'yue' | 'en', string, string])

test('the table holds enough cases of both languages', () => {
  assert.ok(TABLE.length >= 230)
  assert.ok(TABLE.filter(([language]) => language === 'zh').length >= 150)
})

test('what is written is said as in the table', () => {
  const said = TABLE.map(([language, text]) => [
    language,
    text,
    readAloud(text.replaceAll('\\n', '\n'), language).join(' ‖ '),
  ])
  assert.deepEqual(said, TABLE)
})

const sign = fc.constantFrom(...'0123456789-:.,，。%¥$/*#+~ ℃年月日元个件Aa至到号x×@https://\n😀①½٣²')
const wild = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: sign, maxLength: 60 }))

test('whatever is written can be said: no digit, no emoji, no line break is left, and nothing throws', () =>
  fc.assert(
    fc.property(wild, fc.constantFrom('zh' as const, 'yue' as const, 'en' as const), (text, language) => {
      for (const sentence of readAloud(text, language)) {
        assert.doesNotMatch(sentence, /[\p{N}\p{Extended_Pictographic}\n]/u)
        assert.match(sentence, /\p{L}/u)
      }
    }),
    { numRuns: 500 },
  ))

test('a long text is cut where one breathes, and nothing of it is lost', () => {
  const clause = '您的订单已经从杭州仓库发出，预计三天以后送达，'
  const said = readAloud(clause.repeat(12), 'zh')
  assert.ok(said.length > 3 && said.every((piece) => piece.length <= 48 && /[，]$/.test(piece)))
  assert.equal(said.join(''), clause.repeat(12))
  assert.ok(readAloud('退'.repeat(400), 'zh').every((piece) => piece.length <= 90))
  assert.ok(readAloud('refund your order today, '.repeat(30), 'en').every((piece) => piece.length <= 150))
})

test('a cut never falls into a number: 1,299.50 stays one', () => {
  const said = readAloud(`${'请您确认收货地址与联系方式是否正确无误并'.repeat(2)}支付1,299.50元`, 'zh')
  assert.ok(said.some((piece) => piece.includes('一千二百九十九元五角')))
})
