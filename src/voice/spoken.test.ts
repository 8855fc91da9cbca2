import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spokenOf } from '#voice/spoken.ts'

const option = (label: string) => ({ value: `v-${label}`, label })

test('text is said as it is; a source and a picture are not', () => {
  const parts = [
    { kind: 'text' as const, text: '您的订单已发货。' },
    { kind: 'source' as const, articleId: 'a', title: '发货说明' },
    { kind: 'image' as const, fileId: 'f', name: 'x.png', mime: 'image/png', size: 1 },
  ]
  assert.deepEqual(spokenOf(parts, 'zh', false), { text: '您的订单已发货。', onScreen: true, keys: [] })
  assert.match(spokenOf(parts, 'zh', true).text, /显示在屏幕上/)
})

test('of a card its title, state and two facts are said', () => {
  const facts = ['下单时间', '金额', '收货人'].map((label, n) => ({ label, value: String(n) }))
  const { text } = spokenOf(
    [{ kind: 'card', card: 'order', id: '1', title: '玻璃杯', status: '已发货', facts }],
    'zh',
    false,
  )
  assert.equal(text, '玻璃杯，已发货，下单时间0，金额1。')
})

test('few choices are said by their words, many by their keys, and keys stand for them', () => {
  const few = spokenOf([{ kind: 'choices', options: ['查订单', '退货', '转人工'].map(option) }], 'zh', false)
  assert.equal(few.text, '您可以说：查订单、退货，或者转人工。')
  assert.deepEqual(few.keys[1], { key: '2', value: 'v-退货', label: '退货' })
  const many = spokenOf([{ kind: 'choices', options: ['a', 'b', 'c', 'd', 'e'].map(option) }], 'en', false)
  assert.match(many.text, /^for a press 1, for b press 2/)
})

test('of a parcel’s way only the latest step is said', () => {
  const steps = [
    { at: '2026-11-01T08:00', text: '已揽收' },
    { at: '2026-11-02T08:00', text: '派送中' },
  ]
  assert.equal(spokenOf([{ kind: 'timeline', title: '物流', steps }], 'zh', false).text, '物流：派送中。')
})

test('lines of the house are said in words, unknown ones not at all', () => {
  assert.match(spokenOf([{ kind: 'notice', code: 'handed-over' }], 'zh', false).text, /转接人工/)
  assert.match(
    spokenOf([{ kind: 'notice', code: 'ticket-opened', params: { number: '12' } }], 'en', false).text,
    /ticket 12/,
  )
  assert.equal(
    spokenOf(
      [
        { kind: 'notice', code: 'closed' },
        { kind: 'notice', code: 'zzz' },
      ],
      'zh',
      false,
    ).text,
    '',
  )
})

test('nobody is asked to tap what he only hears', () => {
  const said = (text: string, language: 'zh' | 'en' = 'zh') => spokenOf([{ kind: 'text', text }], language, false).text
  assert.equal(said('您想查哪个包裹？点一下，或直接发订单号。'), '您想查哪个包裹？')
  assert.equal(said('没有这个订单。请点下面一个，或发“HM”开头的订单号。'), '没有这个订单。')
  assert.equal(said('丢的是哪张卡，点一下就行'), '丢的是哪张卡。')
  assert.equal(
    said('Whom to? Tap one. Never send money to strangers.', 'en'),
    'Whom to? Never send money to strangers.',
  )
  assert.equal(said('请把水龙头关上，再按一下开关。'), '请把水龙头关上，再按一下开关。')
  assert.equal(said('点一下就行。'), '点一下就行。')
})
