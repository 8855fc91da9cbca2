import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compareAnswers } from '#knowledge/conflicts/compare-answers.ts'
import { readFacts } from '#knowledge/conflicts/read-facts.ts'

const CONFLICTS: [ours: string, theirs: string, kind: string, a: string, b: string][] = [
  ['签收后 7 天内可以无理由退货。', '签收后 15 天内可以无理由退货。', 'duration', '7 天', '15 天'],
  ['签收后七天内可以退货。', '签收后十五天内可以退货。', 'duration', '七天', '十五天'],
  ['整机保修一年。', '整机保修 2 年。', 'duration', '一年', '2 年'],
  ['满 99 元包邮。', '满 199 元包邮。', 'amount', '99 元', '199 元'],
  ['运费 8 元，由买家承担。', '运费 ¥12，由买家承担。', 'amount', '8 元', '¥12'],
  ['会员享受 9% 的折扣。', '会员享受 15% 的折扣。', 'percent', '9%', '15%'],
  ['活动到 11 月 30 日结束。', '活动到 12 月 10 日结束。', 'date', '11 月 30 日', '12 月 10 日'],
  ['客服时间是早上 9:00 开始。', '客服时间是早上 8:30 开始。', 'date', '9:00', '8:30'],
  ['发货后可以修改地址。', '发货后不可以修改地址。', 'negation', '发货后可以修改地址', '发货后不可以修改地址'],
  ['Returns are accepted within 7 days.', 'Returns are accepted within 30 days.', 'duration', '7 days', '30 days'],
  ['You can change the address after dispatch.', 'You cannot change the address after dispatch.', 'negation', '', ''],
  ['每位用户限购 2 件。', '每位用户限购 5 件。', 'number', '2 件', '5 件'],
]
for (const [ours, theirs, kind, a, b] of CONFLICTS)
  test(`“${ours}” contradicts “${theirs}”`, () => {
    const [found] = compareAnswers(ours, theirs)
    assert.equal(found?.kind, kind)
    if (a) assert.deepEqual([found!.ours, found!.theirs], [a, b])
    assert.equal(compareAnswers(theirs, ours)[0]?.kind, kind, 'and the other way round')
  })

const AGREEMENTS: [ours: string, theirs: string][] = [
  ['签收后 7 天内可以退货。', '签收后一周内可以退货。'],
  ['24 小时内发货。', '1 天内发货。'],
  ['满 1,000 元减 50 元。', '满1000元减50元。'],
  ['保修 12 个月。', '保修一年。'],
  ['七天无理由退货，请保持商品完好。', '7 天无理由退货，请保持商品完好。'],
  ['签收后 7 天内可以退货。运费 8 元。', '签收后 7 天内可以退货。'],
  ['3 天内发货。', '退款 7 天到账，请耐心等待，超过时间可以联系客服查询进度。'],
  ['请点击右上角的退货按钮。', '请点击右上角的退货按钮，按提示操作。'],
  ['一个账号不同的设备都能登录。', '一个账号的设备都能登录。'],
]
for (const [ours, theirs] of AGREEMENTS)
  test(`“${ours}” does not contradict “${theirs}”`, () => assert.deepEqual(compareAnswers(ours, theirs), []))

test('a text never contradicts itself', () => {
  const piece = fc.constantFrom('7 天', '不', '可以', '退货', '99 元', '。', '，', '10%', 'not', ' ', '9:00', '满')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      assert.deepEqual(compareAnswers(pieces.join(''), pieces.join('')), [])
    }),
  )
})

test('a period reads the same in any unit and numerals', () => {
  const value = (text: string) => readFacts(text).map(({ unit, value: v }) => `${v} ${unit}`)
  assert.deepEqual(value('两周'), value('14 天'))
  assert.deepEqual(value('半年'), value('6个月'))
  assert.deepEqual(value('一百二十元'), value('120 yuan'))
  assert.deepEqual(value('3-5 个工作日'), ['5 working-day'])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), (n) => {
      const digits = '零一二三四五六七八九'
      const tens = Math.floor(n / 10)
      const han = `${tens > 1 ? digits[tens] : ''}${tens ? '十' : ''}${n % 10 ? digits[n % 10] : ''}`
      assert.deepEqual(value(`${han}天`), value(`${n} 天`))
    }),
  )
})
