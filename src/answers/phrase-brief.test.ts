import assert from 'node:assert/strict'
import { test } from 'node:test'
import { phraseBrief } from '#answers/phrase-brief.ts'
import type { Brief } from '#desk/brief/contract.ts'
import type { Llm, LlmRequest } from '#engines/llm/contract.ts'

const brief: Brief = {
  conversationId: 'c',
  profile: {
    ...{ name: '林婉清', tier: 'vip', verified: true, elderly: false, tags: [], orders: [], tickets: [] },
    ...{ earlier: 0, unhappy: 0 },
  },
  problem: {
    ...{ wants: { zh: '退货退款', en: 'Refund' }, said: '我叫林婉清，电话 13800010001，要退 HM10001001' },
    ...{ reason: 'requested', at: null, root: [] },
  },
  tried: [],
  solutions: [
    {
      ...{ kind: 'answer', refId: 'a', title: { zh: '退货规则', en: 'Returns' }, text: '签收后 7 天内可以退货。' },
      ...{ score: 0.8, because: [] },
    },
  ],
  summary: null,
}

/** A model that says this; what it was asked is kept. */
function modelOf(text: string, asked: LlmRequest[] = []): Llm {
  const generate: Llm['generate'] = async (request) => {
    asked.push(request)
    return { ok: true, value: { text, calls: [], usage: { input: 1, output: 1 } } }
  }
  return { ready: () => true, limit: () => 1000, generate, object: async () => ({ ok: false, why: 'off' }) }
}

test('what goes to the model holds no name, number or order of the customer', async () => {
  const asked: LlmRequest[] = []
  const text = await phraseBrief(modelOf('客户 ⟦NAME_1⟧ 要退货，建议先按退货规则办理 [1]。', asked))(brief, [], 'zh')
  assert.ok(!/林婉清|13800010001|HM10001001/.test(JSON.stringify(asked)), JSON.stringify(asked[0]!.messages))
  assert.equal(text, '客户 林婉清 要退货，建议先按退货规则办理 [1]。')
})

const refused: [why: string, text: string][] = [
  ['cites nothing', '客户要退货。'],
  ['cites a solution that is not there', '客户要退货 [3]。'],
  ['holds a figure of its own', '客户可以在 30 天内退货 [1]。'],
  ['holds a link', '请看 https://evil.example [1]。'],
  ['holds a placeholder that was never given', '请致电 ⟦PHONE_9⟧ [1]。'],
]
for (const [why, text] of refused)
  test(`a brief that ${why} is not used`, async () =>
    assert.equal(await phraseBrief(modelOf(text))(brief, [], 'zh'), null))

test('without a model, or without a solution to speak of, nothing is asked', async () => {
  const asked: LlmRequest[] = []
  const off = { ...modelOf('', asked), ready: () => false }
  assert.equal(await phraseBrief(off)(brief, [], 'zh'), null)
  assert.equal(await phraseBrief(modelOf('x [1]', asked))({ ...brief, solutions: [] }, [], 'zh'), null)
  assert.equal(asked.length, 0)
})
