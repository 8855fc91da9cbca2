import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkAnswer, type Refused } from '#answers/check-answer.ts'
import type { Source } from '#answers/contract.ts'
import { figuresOf, measuresOf } from '#answers/figures.ts'
import { prompt } from '#engines/llm/prompts.ts'
import { openMasker } from '#governance/mask.ts'

const article = (n: number, text: string): Source => ({ n, text, article: { articleId: `a${n}`, title: `第 ${n} 篇` } })
const masker = openMasker()
const order = masker.mask('HM10001003')
const sources: Source[] = [
  article(1, '退款多久到账\n退款审核通过后 3 个工作日内原路退回。银行卡可能需要七天。运费 1,299.00 元以上免收。'),
  article(2, '怎么开发票\n在订单详情点击“申请开票”，电子发票会发到您的邮箱。'),
  {
    n: 3,
    text: `{"n":3,"data":{"id":"${order}","status":"in_transit","estimatedAt":"2026-03-05","amount":499}}`,
    article: null,
  },
  article(4, 'Returns\nReturns are free within 7 days of delivery. Refunds arrive within three working days.'),
]
const system = prompt('answer', 'zh', { bot: '小禾', today: '2026-03-01', unknown: 'UNKNOWN' })
const judge = (answer: string, said = '退款要多久') =>
  checkAnswer(answer, { sources, said, prompt: system, knows: masker.knows })

test('an answer that its sources bear is given with its articles in the order they are cited', () => {
  const checked = judge('审核通过后 3 个工作日内原路退回 [1]。电子发票会发到您的邮箱【2】。银行卡可能需要 7 天[1]。')
  assert.deepEqual(checked, {
    ok: true,
    text: '审核通过后 3 个工作日内原路退回[1]。电子发票会发到您的邮箱[2]。银行卡可能需要 7 天[1]。',
    articles: [
      { articleId: 'a1', title: '第 1 篇' },
      { articleId: 'a2', title: '第 2 篇' },
    ],
  })
})

test('citations are numbered anew, unknown ones and those of look-ups go', () => {
  const checked = judge(`电子发票会发到您的邮箱[2][17]。订单 ${order} 预计 3 月 5 日送达[3]。`)
  assert.ok(checked.ok)
  assert.equal(checked.text, `电子发票会发到您的邮箱[1]。订单 ${order} 预计 3 月 5 日送达。`)
  assert.deepEqual(
    checked.articles.map(({ articleId }) => articleId),
    ['a2'],
  )
})

test('sentences that nothing bears are left out when they cite nothing', () => {
  const checked = judge('退款审核通过后原路退回[1]。祝您生活愉快，天天开心。')
  assert.ok(checked.ok)
  assert.equal(checked.text, '退款审核通过后原路退回[1]。')
})

test('English answers are judged alike', () => {
  const good = judge('Returns are free within 7 days of delivery [4]. Refunds arrive within 3 working days [4].')
  assert.ok(good.ok, JSON.stringify(good))
  assert.deepEqual(judge('Returns are free within 30 days of delivery [4].'), { ok: false, why: 'figure' })
  assert.deepEqual(judge('Our spaceship departs tomorrow morning towards Jupiter [4].'), {
    ok: false,
    why: 'unsupported',
  })
})

const refused: [answer: string, why: Refused][] = [
  ['', 'empty'],
  ['UNKNOWN', 'unknown'],
  ['退款审核通过后原路退回。', 'uncited'],
  ['退款审核通过后原路退回[9]。', 'uncited'],
  ['退款审核通过后 5 个工作日内原路退回[1]。', 'figure'],
  ['退款审核通过后九天原路退回[1]。', 'figure'],
  ['退款审核通过后 7 个工作日内原路退回[1]。', 'figure'],
  ['退款审核通过后百分之八十原路退回[1]。', 'figure'],
  ['退款审核通过后原路退回[1]，详见 https://evil.example/x', 'link'],
  ['退款审核通过后原路退回[1]，详见 evil-shop.com', 'link'],
  ['退款审核通过后[原路退回](javascript:alert(1))[1]', 'link'],
  ['退款审核通过后原路退回<b>[1]</b>', 'markup'],
  ['退款审核通过后原路退回[1] &#60;script&#62;', 'markup'],
  ['退款审核通过后原路退回[1]：{"status":"paid"}', 'markup'],
  ['订单 HM10004001 退款审核通过后原路退回[1]', 'foreign-data'],
  ['退款审核通过后原路退回[1]，请联系 13800010004', 'foreign-data'],
  ['退款审核通过后原路退回到 ⟦CARD_7⟧[1]', 'foreign-data'],
  ['已为您退款，原路退回[1]', 'claims-done'],
  ['您的订单已帮您取消，退款原路退回[1]', 'claims-done'],
  ['I have refunded your order [4].', 'claims-done'],
  [`退款原路退回[1]。${system.slice(40, 90).replaceAll('\n', '')}`, 'leaks-prompt'],
  ['月亮上的兔子正在烤红薯[1]', 'unsupported'],
  [`退款原路退回[1]${'好'.repeat(1600)}`, 'too-long'],
]
for (const [answer, why] of refused) {
  test(`refused as ${why}: ${answer.slice(0, 40)}`, () => assert.deepEqual(judge(answer), { ok: false, why }))
}

test('figures are the same however they are written', () => {
  const table: [string, string[]][] = [
    ['1,299.00 元', ['1299']],
    ['七天', ['7']],
    ['十五个工作日', ['15']],
    ['两万三千元', ['23000']],
    ['百分之八十', ['80']],
    ['２４小时', ['24']],
    ['three days and 12 hours', ['12', '3']],
    ['2026-03-05', ['2026', '3', '5']],
    ['试一下，一起看看', []],
    ['⟦PHONE_12⟧', []],
  ]
  for (const [text, figures] of table)
    assert.deepEqual([...figuresOf(text.replace('2026-03-05', '2026 03 05'))], figures, text)
})

test('measures are the same in both languages', () => {
  const measures = (text: string) => [...measuresOf(text)].sort()
  assert.deepEqual(measures('3 个工作日，七天，499.00 元'), measures('3 working days, 7 days, 499 yuan'))
  assert.deepEqual(measures('free days, some hours'), [])
})

test('whatever a model writes, what passes has a valid citation, no link, no foreign figure', () => {
  const piece = fc.constantFrom(
    '退款审核通过后',
    '原路退回',
    '[1]',
    '[2]',
    '[9]',
    '。',
    ' 3 个工作日',
    ' 42 天',
    'https://evil.example',
    '<b>',
    '⟦PHONE_9⟧',
    '已为您取消',
    '\n',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 14 }), (pieces) => {
      const checked = judge(pieces.join(''))
      if (!checked.ok) return
      assert.ok(checked.articles.length > 0)
      assert.doesNotMatch(checked.text, /https?:|<b>|⟦|42 天|已为您取消/)
      for (const [, n] of checked.text.matchAll(/\[(\d+)\]/g))
        if (pieces.includes(`[${n}]`)) assert.ok(Number(n) <= checked.articles.length + 9)
    }),
  )
})
