import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { IntentExamples } from '#understanding/contract.ts'
import { openIntentModel, packModel, trainIntentModel, unpackModel } from '#understanding/intent-model.ts'

const intent = (id: string, zh: string[]): IntentExamples => ({
  id,
  title: { zh: id, en: id },
  examples: { zh, en: [] },
  keywords: { zh: [], en: [] },
  patterns: [],
})
const intents = [
  intent('refund_request', ['我要退货', '想退款', '这个不想要了能退吗', '申请退货退款']),
  intent('logistics_query', ['我的包裹到哪了', '快递到哪里了', '查一下物流', '什么时候能送到']),
  intent('out_of_scope', ['今天天气怎么样', '讲个笑话', '帮我写首诗']),
]
const model = trainIntentModel({ intents, terms: [] })
const texts = ['退货怎么办理', '快递怎么还没到', '写个笑话', '', 'hello 😀']
const reading = (text: string) => ({ normalized: text, masked: text })

test('a model that was packed, or cloned to another thread, answers as before', () => {
  const before = texts.map((text) => openIntentModel(model)(reading(text)))
  assert.deepEqual(
    texts.map((text) => openIntentModel(unpackModel(packModel(model)))(reading(text))),
    before,
  )
  assert.deepEqual(
    texts.map((text) => openIntentModel(structuredClone(model))(reading(text))),
    before,
  )
})

test('the same examples give the same bytes', () => {
  assert.deepEqual(packModel(trainIntentModel({ intents, terms: [] })), packModel(model))
})

test('bytes that are no model, or one of another version, are refused', () => {
  const other = packModel(model)
  other[3]! += 1
  const cut = packModel(model).subarray(0, 400)
  for (const bytes of [new Uint8Array(0), new Uint8Array(100), other, cut]) {
    assert.throws(() => unpackModel(bytes), TypeError)
  }
})

test('one intent alone tells nothing apart, so nothing is claimed', () => {
  const classify = openIntentModel(trainIntentModel({ intents: intents.slice(0, 1), terms: [] }))
  assert.deepEqual(classify(reading('我要退货')), { intents: [], outOfScope: 1 })
})
