import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { IntentExamples } from '#understanding/contract.ts'
import { buildUnderstand } from '#understanding/understand.ts'

const intent = (
  id: string,
  zh: string,
  en: string,
  keywords: string[] = [],
  patterns: string[] = [],
): IntentExamples => ({
  id,
  title: { zh: id, en: id },
  examples: { zh: zh.split('|'), en: en.split('|') },
  keywords: { zh: keywords, en: [] },
  patterns,
})

const intents = [
  intent(
    'logistics_query',
    '我的包裹到哪了|快递到哪里了|查一下物流|什么时候能送到|物流怎么不动了|东西寄出来了吗|快递单号是多少|我买的水壶还在路上吗',
    'where is my package|track my order|has it shipped yet|when will it arrive|tracking number please|my parcel is late',
  ),
  intent(
    'refund_request',
    '我要退货|想退款|这个不想要了能退吗|申请退货退款|东西坏了给我退钱|买错了想退掉|质量不好要退',
    'I want to return this|refund please|can I send it back|I want my money back|return the hair dryer',
    ['退货'],
  ),
  intent(
    'invoice_request',
    '开发票|我要开票|发票怎么开|给我开一张公司抬头的发票|电子发票发我邮箱',
    'I need an invoice|can you issue an invoice|send me the receipt for my company',
    ['发票'],
  ),
  intent(
    'change_address',
    '改地址|收货地址填错了|换个收货地址|把地址改到公司|修改收件人',
    'change my address|wrong delivery address|ship it to another address',
    ['改地址'],
  ),
  intent(
    'talk_to_human',
    '转人工|找真人客服|我要人工服务|叫你们经理来',
    'talk to a human|real person please|agent',
    ['人工'],
    ['^人工'],
  ),
  intent('affirm', '是的|对|好的|可以|没错|嗯|确认', 'yes|yep|sure|correct'),
  intent('deny', '不是|不要|不行|不用|没有', 'no|nope|not that'),
  intent(
    'out_of_scope',
    '今天天气怎么样|讲个笑话|帮我写首诗|股票涨了吗|红烧肉怎么做|世界杯谁赢了',
    'tell me a joke|what is the weather|who won the match|write a poem',
  ),
]
const understand = buildUnderstand({
  intents,
  terms: [{ term: '电水壶', synonyms: ['水壶'], language: 'zh', productId: 'p-kettle' }],
})
const now = new Date('2026-11-21T04:00:00Z')
const read = (text: string, expects?: string[]) => understand(text, { now, expects })

/** New sentences, none of them an example. */
const UNSEEN: [text: string, intent: string][] = [
  ['请问我的快递现在到哪里啦', 'logistics_query'],
  ['HM10001002的物流帮我看一下', 'logistics_query'],
  ['怎么还没送到啊', 'logistics_query'],
  ['could you track the package for me', 'logistics_query'],
  ['我想把这个水壶退掉', 'refund_request'],
  ['質量不好我要退貨', 'refund_request'],
  ['I would like a refund', 'refund_request'],
  ['麻烦帮我开一下发票', 'invoice_request'],
  ['please send me an invoice', 'invoice_request'],
  ['收货地址要改一下', 'change_address'],
  ['I gave the wrong address', 'change_address'],
  ['给我转人工客服', 'talk_to_human'],
  ['let me talk to a real person', 'talk_to_human'],
  ['对的', 'affirm'],
  ['不要了', 'deny'],
  ['明天天气好吗', 'out_of_scope'],
]

test('at least 14 of 16 new sentences get the right intent', () => {
  const wrong = UNSEEN.filter(([text, id]) => read(text).intents[0]?.id !== id).map(
    ([text]) => `${text}: ${read(text).intents[0]?.id}`,
  )
  assert.ok(wrong.length <= 2, wrong.join('\n'))
})

test('an example is recognised with near certainty and its confidences sum to at most one', () => {
  const { intents: found } = read('收货地址填错了')
  assert.equal(found[0]?.id, 'change_address')
  assert.ok(found[0]!.confidence > 0.9)
  assert.ok(found.reduce((sum, { confidence }) => sum + confidence, 0) <= 1.001)
})

test('what is none of our business scores higher than what is', () => {
  const outside = ['讲个故事吧', 'who won the world cup', '帮我写作文'].map((text) => read(text).outOfScope)
  const inside = ['我的快递到哪了', '我要退款', 'where is my parcel'].map((text) => read(text).outOfScope)
  assert.ok(Math.min(...outside) > Math.max(...inside), `${outside} / ${inside}`)
})

test('what the conversation waits for is raised for a short answer', () => {
  const of = (found: { id: string; confidence: number }[]) => found.find(({ id }) => id === 'affirm')?.confidence ?? 0
  assert.ok(of(read('好吧', ['affirm', 'deny']).intents) > of(read('好吧').intents))
})

test('a compound request is split into its parts in order, each with its own entities', () => {
  const { segments } = read('我要退货，订单HM10001001，另外发票也开一下发到a@example.com')
  assert.deepEqual(
    segments.map(({ intents: found, entities }) => [found[0]?.id, entities.map(({ value }) => value)]),
    [
      ['refund_request', ['HM10001001']],
      ['invoice_request', ['a@example.com']],
    ],
  )
})

test('a reason and a request are one part', () => {
  assert.equal(read('这个水壶坏了，我要退货').segments.length, 1)
  assert.equal(read('你好，我要退货，谢谢').segments.length, 1)
})

const LANGUAGES: [text: string, language: 'zh' | 'en'][] = [
  ['我的订单', 'zh'],
  ['where is it', 'en'],
  ['my order HM10001002', 'en'],
  ['帮我track一下', 'zh'],
  ['ok', 'zh'],
  ['123', 'zh'],
  ['请问 delivery 到了没', 'zh'],
]
for (const [text, language] of LANGUAGES) {
  test(`"${text}" is read as ${language}`, () => assert.equal(read(text).language, language))
}

test('a text without letters keeps the language of the conversation', () => {
  assert.equal(understand('👍', { now, language: 'en' }).language, 'en')
  assert.equal(understand('HM10001002', { now, language: 'en' }).language, 'en')
})

const MOODS: [text: string, label: string][] = [
  ['太好了，谢谢你', 'positive'],
  ['你们服务真差劲，气死我了', 'negative'],
  ['我的订单到哪了', 'neutral'],
  ['不满意', 'negative'],
  ['很满意', 'positive'],
  ['不太好用', 'negative'],
  ['thank you so much', 'positive'],
  ['this is unacceptable!', 'negative'],
  ['not happy with it', 'negative'],
  ['no problem at all', 'neutral'],
  ['等了很久还没到😡', 'negative'],
  ['change my address', 'neutral'],
]
for (const [text, label] of MOODS) {
  test(`"${text}" sounds ${label}`, () => assert.equal(read(text).sentiment.label, label))
}

test('normalised text is simplified, half width, lower case and squeezed', () => {
  assert.equal(read('  ＨＭ１０００１００２　到哪裡了!!!!  ').normalized, 'hm10001002 到哪里了!')
  assert.equal(read('好好好好好😀').normalized, '好好{happy}')
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom(
      '\ud800',
      '\udc00',
      '\0',
      '\u200d',
      '的',
      'HM',
      '1',
      '8',
      ' ',
      '，',
      '{order}',
      '😀',
      '号',
      '区',
      '年',
      'a',
    ),
    maxLength: 120,
  }),
)

test('no string makes it throw, and every entity lies where it says', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { entities, intents: found, outOfScope, segments } = read(text)
      for (const entity of entities) assert.equal(text.slice(entity.start, entity.end), entity.text)
      for (const { confidence } of found) assert.ok(confidence >= 0 && confidence <= 1)
      assert.ok(outOfScope >= 0 && outOfScope <= 1)
      assert.ok(segments.length >= 1)
    }),
    { numRuns: 300 },
  )
})

test('100 kB of anything is read in well below a second', () => {
  for (const unit of [
    'a',
    '1',
    '号',
    '上海市',
    'HM1000',
    '一',
    '一百',
    ' ',
    '，',
    'a@',
    '13800001111 ',
    '😀',
    '\ud800',
    '路1号',
  ]) {
    const before = process.cpuUsage()
    read(unit.repeat(100_000 / unit.length))
    // Work, not waiting: what else the machine does must not fail this.
    const took = process.cpuUsage(before).user / 1000
    assert.ok(took < 700, `${unit}: ${Math.round(took)} ms`)
  }
})
