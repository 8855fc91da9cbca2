import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Message } from '#conversations/contract.ts'
import { checkConversation, type Inspected } from '#desk/quality/check-conversation.ts'
import type { Criterion, SamplingRule } from '#desk/quality/contract.ts'
import { drawn, ruleFor } from '#desk/quality/sample.ts'
import { agreementOf, totalOf, wholeScores } from '#desk/quality/total.ts'

const start = Date.parse('2026-01-01T08:00:00Z')
const said = (text: string, seconds: number, id = 'lina'): Message => ({
  ...{ conversationId: 'c', seq: seconds + 1, clientId: null, author: { kind: 'agent', id, name: '' } },
  ...{
    parts: [{ kind: 'text', text }],
    generated: false,
    internal: false,
    at: new Date(start + seconds * 1000).toISOString(),
  },
})
const criterion = (id: string, check: Criterion['check'], weight = 10): Criterion => ({
  ...{ id, title: { zh: id, en: id }, weight, check, limit: check === 'first-response' ? 60 : null },
})
const card = {
  passMark: 80,
  criteria: [
    ...(['greeting', 'banned-words', 'first-response', 'resolution', 'closing'] as const).map((one) =>
      criterion(one, one),
    ),
    criterion('empathy', null, 50),
  ],
}
const about = (messages: Message[], more: Partial<Inspected> = {}): Inspected => ({
  ...{ agentId: 'lina', language: 'zh', messages, acceptedAt: new Date(start).toISOString() },
  ...{ closeReason: 'solved', rating: null, rules: [], ...more },
})
const points = (inspected: Inspected) =>
  Object.fromEntries(checkConversation(card.criteria, inspected).map((one) => [one.criterionId, one.points]))

test('a good conversation passes every automatic check; what needs a person is left to a person', () => {
  const good = about([said('您好，我是李娜，很高兴为您服务。', 20), said('已为您办好，祝您生活愉快。', 120)])
  assert.deepEqual(points(good), { greeting: 5, 'banned-words': 5, 'first-response': 5, resolution: 5, closing: 5 })
})

test('a curt, late, banned and unsolved one passes none, and the place is named', () => {
  const rules = [
    {
      ...{
        id: 'r',
        pack: 'base',
        kind: 'banned' as const,
        pattern: '不归我管',
        text: null,
        reason: null,
        categories: [],
      },
      severity: 'mark' as const,
    },
  ]
  const bad = about([said('不归我管', 400)], { rules, closeReason: 'unsolved' })
  assert.deepEqual(points(bad), { greeting: 0, 'banned-words': 0, 'first-response': 0, resolution: 0, closing: 0 })
  const found = checkConversation(card.criteria, bad).find(({ criterionId }) => criterionId === 'banned-words')
  assert.deepEqual([found!.found, found!.seq], ['不归我管', 401])
})

test('only the inspected agent’s own words count', () => {
  const other = about([said('您好，我是张浩，请讲。', 5, 'hao'), said('看一下', 30)])
  assert.equal(points(other).greeting, 0)
})

test('points by hand go before automatic ones; a criterion without any is not forgotten', () => {
  const automatic = [{ criterionId: 'greeting', points: 0, found: '', seq: null }]
  const two = { passMark: 50, criteria: [criterion('greeting', 'greeting'), criterion('empathy', null)] }
  assert.deepEqual(wholeScores(two, automatic, { greeting: 4, empathy: 1 }), { greeting: 4, empathy: 1 })
  assert.throws(() => wholeScores(two, automatic, {}), { code: 'bad_request' })
  assert.throws(() => wholeScores(two, automatic, { empathy: 1, other: 2 }), { code: 'bad_request' })
  assert.deepEqual(totalOf(two, { greeting: 5, empathy: 0 }), { total: 50, passed: true })
})

test('totals stay between nought and a hundred and never fall when a point is added', () => {
  const scores = fc.record(Object.fromEntries(card.criteria.map(({ id }) => [id, fc.integer({ min: 0, max: 5 })])))
  fc.assert(
    fc.property(scores, fc.constantFrom(...card.criteria.map(({ id }) => id)), (given, id) => {
      const { total } = totalOf(card, given)
      assert.ok(total >= 0 && total <= 100)
      assert.ok(totalOf(card, { ...given, [id]: Math.min(5, given[id]! + 1) }).total >= total)
    }),
  )
})

test('inspectors agree where they are at most one point apart', () => {
  const all = (value: number) => Object.fromEntries(card.criteria.map(({ id }) => [id, value]))
  assert.deepEqual([agreementOf(card, [all(4), all(5)]).agreement, agreementOf(card, [all(4), all(5)]).spread], [1, 20])
  const apart = agreementOf(card, [all(5), { ...all(5), empathy: 1 }])
  assert.deepEqual(
    apart.apart.map(({ points: given }) => given),
    [[5, 1]],
  )
  assert.equal(apart.spread, 40)
})

const rule = (values: Partial<SamplingRule>): SamplingRule => ({
  ...{
    id: 'r',
    name: 'r',
    nameEn: '',
    scorecardId: 'service',
    trigger: 'any',
    share: 100,
    agentId: null,
    channel: null,
    queueId: null,
    active: true,
  },
  ...values,
})
const one = { id: 'c1', channel: 'web', queueId: null, rating: 1, agentId: 'lina', alerted: false, transferred: false }

test('the first rule that fits takes a conversation; switched off ones and those for others do not', () => {
  const rules = [
    rule({ id: 'off', active: false }),
    rule({ id: 'hao', agentId: 'hao' }),
    rule({ id: 'bad', trigger: 'bad-rating' }),
    rule({ id: 'all' }),
  ]
  assert.equal(ruleFor(rules, one)?.id, 'bad')
  assert.equal(ruleFor(rules, { ...one, rating: 5 })?.id, 'all')
  assert.equal(ruleFor([rule({ trigger: 'emotion-alert' })], one), null)
})

test('rules may be about one channel or one queue; the general queue has a name of its own', () => {
  const rules = [
    rule({ id: 'phone', channel: 'phone' }),
    rule({ id: 'vip', queueId: 'vip' }),
    rule({ id: 'rest', queueId: 'general' }),
  ]
  assert.equal(ruleFor(rules, one)?.id, 'rest')
  assert.equal(ruleFor(rules, { ...one, queueId: 'vip' })?.id, 'vip')
  assert.equal(ruleFor(rules, { ...one, queueId: 'technical' }), null)
  assert.equal(ruleFor(rules, { ...one, queueId: 'technical', channel: 'phone' })?.id, 'phone')
})

test('a share of ten in a hundred takes about one in ten, and always the same ones', () => {
  const ids = Array.from({ length: 4000 }, (_, i) => `conversation-${i}`)
  const taken = ids.filter((id) => ruleFor([rule({ share: 10 })], { ...one, id }))
  assert.ok(taken.length > 300 && taken.length < 500, String(taken.length))
  assert.deepEqual(
    ids.filter((id) => drawn(`r ${id}`) < 10),
    taken,
  )
})
