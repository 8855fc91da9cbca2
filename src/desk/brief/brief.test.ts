import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Message } from '#conversations/contract.ts'
import { askedIn } from '#desk/brief/asked.ts'
import { rootCause } from '#desk/brief/root-cause.ts'
import { type Found, rankSolutions } from '#desk/brief/solutions.ts'
import type { SearchHit } from '#knowledge/contract.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'

const said = (text: string, kind: Message['author']['kind'] = 'customer'): Message => ({
  ...{ conversationId: 'c', seq: 1, clientId: null, author: { kind, id: 'x', name: '' } },
  ...{ parts: [{ kind: 'text', text }], generated: false, internal: false, at: '2026-01-01T00:00:00Z' },
})
const event = (kind: string, payload: Record<string, unknown>): LedgerEvent => ({
  ...{ position: '1.1', at: '2026-01-01T00:00:00Z', kind, conversationId: 'c', customerId: 'x', actor: 'bot', payload },
})
const hit = (articleId: string, score: number): SearchHit => ({
  ...{ articleId, score, title: articleId, body: '**正文**', category: 'faq', products: [], question: '怎么退货？' },
})
const titles = {
  intent: (id: string) => ({ zh: id, en: id }),
  refusal: (code: string) => ({ zh: code, en: code }),
}
const nothing: Found = {
  ...{ language: 'zh', hits: [], shown: new Set<string>(), cases: [], next: null, confidence: 0, rules: [] },
}

test('the problem is what the customer asked, not his greeting and not his call for a person', () => {
  const asked = askedIn([
    said('您好'),
    said('扫地机充不进电，怎么办？'),
    said('我查一下', 'agent'),
    said('转人工'),
    said('还是不行'),
  ])
  assert.deepEqual([asked.first, asked.latest], ['扫地机充不进电，怎么办？', '扫地机充不进电，怎么办？'])
  assert.equal(askedIn([said('在吗'), said('谢谢')]).first, '')
})

test('the root names what the business refused before what was not understood', () => {
  const events = [
    event('turn.decided', { input: 'message', outcome: 'unresolved', intent: 'refund_request', confidence: 0.3 }),
    event('turn.decided', { input: 'message', outcome: 'calling', intent: 'refund_request', confidence: 0.9 }),
    event('action.performed', { action: 'refunds.create', outcome: 'refused', code: 'not_returnable' }),
  ]
  const root = rootCause(events, 'requested', titles)
  assert.deepEqual(
    root.map(({ code }) => code),
    ['business-refused', 'not-understood', 'asked-again'],
  )
  assert.deepEqual(root[0]!.params, { action: 'refunds.create', zh: 'not_returnable', en: 'not_returnable' })
  assert.deepEqual(rootCause([], 'sensitive', titles), [{ code: 'handed-sensitive', params: {} }])
})

test('an article that the bot has shown already goes behind everything that is new', () => {
  const found = rankSolutions({ ...nothing, hits: [hit('a', 0.9), hit('b', 0.5)], shown: new Set(['a']) })
  assert.deepEqual(
    found.map(({ refId }) => refId),
    ['b', 'a'],
  )
  assert.equal(found[0]!.text, '正文')
  assert.ok(found[1]!.because.some(({ code }) => code === 'shown-already'))
})

test('whatever is found, there are at most three solutions, in order, each with a reason and a text', () => {
  const score = fc.double({ min: 0, max: 1, noNaN: true })
  const some = fc.record({
    hits: fc.array(score).map((all) => all.map((one, i) => hit(`a${i}`, one))),
    confidence: score,
    rules: fc.array(fc.boolean(), { maxLength: 4 }).map((all) =>
      all.map((fits, i) => ({
        ...{ refId: `HM${i}`, title: { zh: '可退', en: 'Returnable' }, text: { zh: '可以退', en: 'Yes' }, fits },
      })),
    ),
    next: fc.constantFrom(null, {
      ...{ flow: 'refund', step: 'which', title: { zh: '退款', en: 'Refund' }, text: { zh: '请问', en: 'Which' } },
    }),
  })
  fc.assert(
    fc.property(some, (more) => {
      const found = rankSolutions({ ...nothing, ...more })
      assert.ok(found.length <= 3)
      found.forEach((one, i) => {
        assert.ok(one.text && one.because.length > 0 && one.score >= 0.15)
        assert.ok(i === 0 || found[i - 1]!.score >= one.score)
      })
    }),
  )
})
