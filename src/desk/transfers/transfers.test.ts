import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Message } from '#conversations/contract.ts'
import { type Closed, judgeTransfer } from '#desk/transfers/judge-transfer.ts'
import type { TransferScore } from '#desk/transfers/queries.ts'
import { reportOf } from '#desk/transfers/report.ts'
import { type Point, suggestThreshold } from '#desk/transfers/suggest-thresholds.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'

const said = (text: string): Message => ({
  ...{ conversationId: 'c', seq: 2, clientId: null, author: { kind: 'agent', id: 'lina', name: '' } },
  ...{ parts: [{ kind: 'text', text }], generated: false, internal: false, at: '2026-01-01T00:00:00Z' },
})
const event = (kind: string, actor: string, payload: Record<string, unknown>): LedgerEvent => ({
  ...{ position: '1.1', at: '2026-01-01T00:00:00Z', kind, conversationId: 'c', customerId: 'x', actor, payload },
})
const ARTICLE = '滤网建议每三个月更换一次，家里有宠物的话每两个月更换一次。'
const closed = (values: Partial<Closed>): Closed => ({
  ...{ reason: 'requested', closeReason: 'solved', rating: null, messages: [], events: [], article: null },
  ...{ answers: 0.6, upset: 0, ...values },
})
const own = said('我看了您的情况，这是主板的问题，需要您把机器寄回来给我们检测一下。')

const cases: [what: string, Partial<Closed>, verdict: string | null][] = [
  [
    'a refund that only a person could make',
    { messages: [own], events: [event('action.performed', 'user:lina', { writes: true, outcome: 'ok' })] },
    'right',
  ],
  ['a ticket that a person opened', { messages: [own], events: [event('ticket.opened', 'user:lina', {})] }, 'right'],
  [
    'a look-up of the bot',
    {
      messages: [said(ARTICLE)],
      article: { body: ARTICLE, score: 0.9 },
      events: [event('action.performed', 'bot', { writes: true, outcome: 'ok' })],
    },
    'not-needed',
  ],
  ['an article word for word', { messages: [said(ARTICLE)], article: { body: ARTICLE, score: 0.9 } }, 'not-needed'],
  ['an explanation of one’s own that solved it', { messages: [own] }, 'right'],
  [
    'a question that an article answers for sure',
    { messages: [own], article: { body: ARTICLE, score: 0.9 } },
    'not-needed',
  ],
  ['a sensitive matter', { reason: 'sensitive', messages: [own], article: { body: ARTICLE, score: 0.9 } }, 'right'],
  ['a chat in which nobody said anything', { closeReason: 'no-reply' }, 'unclear'],
  ['a bad rating after an explanation', { messages: [own], rating: 1 }, 'unclear'],
  ['no hand-over and a bad rating', { reason: null, rating: 1 }, 'missed'],
  ['no hand-over and an angry end', { reason: null, closeReason: 'no-reply', upset: 1 }, 'missed'],
  ['no hand-over and content', { reason: null, rating: 5 }, null],
]
for (const [what, values, verdict] of cases)
  test(`${what} is judged ${verdict ?? 'not at all'}`, () => {
    const judged = judgeTransfer(closed(values))
    assert.equal(judged?.verdict ?? null, verdict)
    assert.ok(judged === null || judged.reasons.length > 0)
  })

const many = (count: number, confidence: number, verdict: Point['verdict']): Point[] =>
  Array.from({ length: count }, () => ({ confidence, verdict }))

test('needless hand-overs lower the threshold, missed ones raise it, and little knowledge moves nothing', () => {
  const lower = suggestThreshold([...many(8, 0.42, 'not-needed'), ...many(2, 0.31, 'right')], 0.5)
  assert.deepEqual([lower?.suggested, lower?.wrongNow, lower?.wrongThen], [0.4, 8, 0])
  const raise = suggestThreshold([...many(8, 0.55, 'missed'), ...many(4, 0.9, 'not-needed')], 0.5)
  assert.deepEqual([raise?.suggested, raise?.wrongThen], [0.6, 0])
  assert.equal(suggestThreshold(many(5, 0.42, 'not-needed'), 0.5), null)
  assert.equal(suggestThreshold([...many(20, 0.9, 'not-needed'), ...many(1, 0.7, 'missed')], 0.5), null)
})

test('a suggestion never does worse than what is, and stays within its limits', () => {
  const point = fc.record({
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    verdict: fc.constantFrom<Point['verdict']>('right', 'not-needed', 'missed', 'unclear'),
  })
  fc.assert(
    fc.property(
      fc.array(point, { maxLength: 60 }),
      fc.double({ min: 0.2, max: 0.98, noNaN: true }),
      (points, current) => {
        const found = suggestThreshold(points, current)
        if (found === null) return
        assert.ok(found.wrongThen <= found.wrongNow - 2)
        assert.ok(found.suggested >= 0.3 && found.suggested <= 0.9)
      },
    ),
  )
})

test('the report counts every score once by reason and by intent', () => {
  const one = (verdict: TransferScore['verdict'], intent: string | null): TransferScore => ({
    ...{ conversationId: 'c', verdict, reasons: [], reason: verdict === 'missed' ? null : 'requested', intent },
    ...{ confidence: 0.4, language: 'zh', rating: null, closedAt: '2026-01-01T00:00:00Z' },
  })
  const scores = [
    one('right', 'refund_request'),
    one('not-needed', 'refund_request'),
    one('missed', null),
    one('unclear', null),
  ]
  const report = reportOf(scores, {
    days: 90,
    titleOf: (id) => ({ zh: id, en: id }),
    thresholdOf: () => 0.5,
    set: { a: 0.7 },
  })
  assert.deepEqual(
    [report.whole.right, report.whole.notNeeded, report.whole.missed, report.whole.unclear],
    [1, 1, 1, 1],
  )
  assert.equal(report.whole.share, 0.5)
  assert.deepEqual(
    report.byReason.map(({ key }) => key),
    ['requested', null],
  )
  assert.deepEqual(report.set, [{ intent: 'a', title: { zh: 'a', en: 'a' }, threshold: 0.7 }])
})
