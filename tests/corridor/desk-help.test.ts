import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Conversation } from '#conversations/contract.ts'
import type { AssistAnswer, AssistOutcome } from '#desk/assist/contract.ts'
import type { PracticeRun, ScenarioSummary } from '#desk/practice/contract.ts'
import type { Calibration, CoachingNote, Review } from '#desk/quality/contract.ts'
import type { TransferReport } from '#desk/transfers/contract.ts'
import { openTalk } from '../conversations/talk.ts'
import { Refused } from '../harness/call.ts'
import { startInProcess } from '../harness/in-process.ts'
import { IDENTITY_SECRET } from '../harness/start-server.ts'
import { KIND } from '../harness/storage.ts'
import { signIn, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'

let server: Awaited<ReturnType<typeof startInProcess>>
const people: Record<string, TeamClient> = {}
let supervisor: string
let conversationId: string
before(async () => {
  server = await startInProcess(KIND)
  for (const id of ['admin', 'fang', 'lina', 'hao', 'qiu']) people[id] = await signIn(server.url, id)
  const permissions = ['conversations.read', 'conversations.read-all', 'conversations.assign', 'conversations.reply']
  supervisor = (await people.admin!.http<{ key: string }>('/api/api-keys', { body: { name: 'help', permissions } })).key
  const talk = await openTalk(server, {
    customer: 'c-lin',
    language: 'zh',
    identitySecret: IDENTITY_SECRET,
    supervisor,
  })
  await talk.say('换货和退货有什么不同')
  conversationId = (await talk.say('转人工')).conversationId
  await act('lina', 'accept')
  // What is offered depends on how he feels, which is known a moment later.
  const curve = () => http<{ curve: unknown[] }>('fang', `/api/conversations/${conversationId}/emotion`)
  await waitFor(async () => (await curve()).curve.length > 1, 'how he feels')
})
after(() => server?.stop())

const http = <T>(who: string, path: string, body?: object, method?: string) =>
  people[who]!.http<T>(path, { ...(body && { body }), ...(method && { method }) })
const act = (who: string, verb: string, body: object = {}) =>
  http<{ conversation: Conversation }>(who, `/api/conversations/${conversationId}/${verb}`, body)
const say = (who: string, text: string, internal = false) =>
  http(who, `/api/conversations/${conversationId}/messages`, {
    ...{ clientId: crypto.randomUUID(), parts: [{ kind: 'text', text }], internal },
  })
const refusedAs = (code: string) => (error: unknown) => {
  assert.ok(error instanceof Refused, String(error))
  assert.equal(error.code, code)
  return true
}
const factsOf = (kinds: string) =>
  http<{ items: { kind: string; payload: Record<string, unknown> }[] }>(
    'admin',
    `/api/conversations/${conversationId}/events?kinds=${kinds}`,
  ).then(({ items }) => items)
const suggestions = (draft = '') => http<AssistAnswer>('lina', `/api/conversations/${conversationId}/assist`, { draft })

test('what could be said next comes ranked, of several kinds, for whoever serves the customer only', async () => {
  const { suggestions: offered, seq } = await suggestions()
  assert.ok(seq > 0 && offered.length >= 2, JSON.stringify(offered))
  assert.ok(offered.some(({ kind }) => kind === 'answer'))
  offered.forEach((one, i) => {
    assert.equal(one.rank, i + 1)
    assert.ok(one.text && (i === 0 || one.score <= offered[i - 1]!.score))
  })
  await assert.rejects(
    http('hao', `/api/conversations/${conversationId}/assist`, { draft: '' }),
    (error: unknown) => error instanceof Refused && ['not_assigned', 'not_found'].includes(error.code),
  )
})

test('what agents use comes to stand higher, and each use is a fact without texts', async () => {
  const { suggestions: offered, seq } = await suggestions()
  const last = offered.at(-1)!
  const above = offered.slice(0, -1).map(({ kind, refId, features }) => ({ kind, refId, features }))
  const { id, kind, refId, rank, features } = last
  const send = () =>
    http<AssistOutcome>('lina', `/api/conversations/${conversationId}/assist/feedback`, {
      ...{ suggestion: { id, kind, refId, rank, features }, seq, above, inserted: last.text, sent: last.text },
    })
  for (let i = 0; i < 15; i++) assert.equal((await send()).what, 'used')
  await waitFor(async () => {
    const found = (await suggestions()).suggestions.find((one) => one.refId === refId)
    return found !== undefined && found.rank < rank
  }, 'the used suggestion rises')
  const facts = await factsOf('assist.used')
  assert.equal(facts.length, 15)
  assert.ok(!JSON.stringify(facts).includes(last.text.slice(0, 12)))
})

test('banned wording is refused with its reason and what to say instead; a mark goes out; a note may say anything', async () => {
  await assert.rejects(say('lina', '请把您的验证码告诉我'), refusedAs('wording_banned'))
  await say('lina', '您好，这款绝对安全，我帮您看看滤网的更换时间。')
  await say('lina', '顾客说同事找他要验证码：“把您的验证码告诉我”', true)
  await say('lina', '请不要把您的验证码告诉任何人。')
  const flagged = (await factsOf('wording.flagged')).map(({ payload }) => [payload.severity, payload.sent])
  assert.deepEqual(flagged.sort(), [
    ['mark', true],
    ['refuse', false],
  ])
})

let review: Review
test('a closed conversation is taken for inspection with what can be checked checked, and its transfer is judged', async () => {
  await act('lina', 'close', { reason: 'solved' })
  review = await http<Review>('fang', '/api/quality/reviews', { conversationId, scorecardId: 'service' }).catch(
    async () => (await http<{ items: Review[] }>('fang', '/api/quality/reviews')).items[0]!,
  )
  assert.equal(review.agentId, 'lina')
  const found = Object.fromEntries(review.automatic.map(({ criterionId, points }) => [criterionId, points]))
  assert.deepEqual([found.wording, found.resolution], [0, 5], JSON.stringify(found))
  await waitFor(async () => (await factsOf('transfer.scored')).length === 1, 'the transfer is judged')
  const report = await http<TransferReport>('qiu', '/api/transfer-report')
  assert.ok(
    report.byReason.some(({ key }) => key !== null),
    JSON.stringify(report.byReason),
  )
})

test('an agent sees his result only when it is scored, and nobody else’s', async () => {
  const mine = () => http<{ items: Review[] }>('lina', '/api/quality/reviews').then(({ items }) => items)
  assert.equal((await mine()).length, 0)
  await assert.rejects(http('lina', `/api/quality/reviews/${review.id}`), refusedAs('not_found'))
  const { version, scorecard } = review
  await assert.rejects(
    http('fang', `/api/quality/reviews/${review.id}/scores`, { version, scores: {} }, 'PUT'),
    refusedAs('bad_request'),
  )
  const byHand = Object.fromEntries(scorecard.criteria.filter(({ check }) => !check).map(({ id }) => [id, 4]))
  const scored = await http<Review>(
    'fang',
    `/api/quality/reviews/${review.id}/scores`,
    { version, scores: byHand, comment: '注意用语' },
    'PUT',
  )
  assert.deepEqual([scored.status, scored.inspectorId], ['done', 'fang'])
  assert.ok(scored.total! > 0 && scored.total! < 100)
  await assert.rejects(
    http('admin', `/api/quality/reviews/${review.id}/scores`, { version, scores: byHand }, 'PUT'),
    refusedAs('conflict'),
  )
  assert.deepEqual(
    (await mine()).map(({ id }) => id),
    [review.id],
  )
  assert.equal((await http<{ items: Review[] }>('hao', '/api/quality/reviews')).items.length, 0)
  await assert.rejects(http('hao', `/api/quality/reviews/${review.id}`), refusedAs('not_found'))
  await assert.rejects(http('lina', '/api/quality/calibration'), refusedAs('forbidden'))
  review = scored
})

test('the agent objects once, the decision changes the result, and it is settled then', async () => {
  const path = `/api/quality/reviews/${review.id}`
  await assert.rejects(http('hao', `${path}/appeal`, { text: '不是我的会话' }), refusedAs('not_found'))
  const appealed = await http<Review>('lina', `${path}/appeal`, { text: '“绝对安全”是在说明书里的原话' })
  assert.deepEqual([appealed.status, appealed.appeal!.totalBefore], ['appealed', review.total])
  await assert.rejects(http('lina', `${path}/appeal`, { text: '再申诉一次可以吗' }), refusedAs('review_settled'))
  await assert.rejects(http('lina', `${path}/decision`, { decision: 'upheld', reply: 'x' }), refusedAs('forbidden'))
  await assert.rejects(http('fang', `${path}/decision`, { decision: 'changed', reply: 'x' }), refusedAs('bad_request'))
  const settled = await http<Review>('fang', `${path}/decision`, {
    ...{ decision: 'changed', reply: '采纳，改为满分', scores: { ...appealed.scores, wording: 5 } },
  })
  assert.equal(settled.status, 'settled')
  assert.ok(settled.total! > review.total!)
  const { items } = await http<{ items: { action: string }[] }>('fang', '/api/audit?limit=50')
  const actions = items.map(({ action }) => action)
  for (const action of ['quality.scored', 'quality.appealed', 'quality.decided'])
    assert.ok(actions.includes(action), action)
})

test('a second inspector’s points show how far the two agree, and do not touch the agent’s result', async () => {
  const body = { conversationId, scorecardId: 'service', calibration: true }
  const second = await http<Review>('admin', '/api/quality/reviews', body)
  const all = Object.fromEntries(second.scorecard.criteria.map(({ id }) => [id, 1]))
  await http('admin', `/api/quality/reviews/${second.id}/scores`, { version: second.version, scores: all }, 'PUT')
  const { items } = await http<{ items: Calibration[] }>('fang', '/api/quality/calibration')
  assert.equal(items[0]!.inspectors.length, 2)
  assert.ok(items[0]!.agreement < 0.5 && items[0]!.apart.length > 3)
  assert.equal((await http<{ items: Review[] }>('lina', '/api/quality/reviews')).items.length, 1)
})

test('a note reaches the agent, who marks it read; nobody else may', async () => {
  const note = await http<CoachingNote>('fang', '/api/quality/coaching-notes', {
    agentId: 'lina',
    reviewId: review.id,
    text: '下次先确认型号',
  })
  const notes = (who: string) =>
    http<{ items: CoachingNote[] }>(who, '/api/quality/coaching-notes').then(({ items }) => items)
  assert.deepEqual([(await notes('lina')).length, (await notes('hao')).length], [1, 0])
  await assert.rejects(http('hao', `/api/quality/coaching-notes/${note.id}/read`, {}), refusedAs('not_found'))
  assert.equal((await notes('lina'))[0]!.readAt, null)
  await http('lina', `/api/quality/coaching-notes/${note.id}/read`, {})
  assert.notEqual((await notes('lina'))[0]!.readAt, null)
})

test('an operator accepts a threshold, which works for every intent that starts a flow', async () => {
  const set = await http<{ set: Record<string, number> }>(
    'qiu',
    '/api/intent-thresholds/refund_request',
    { threshold: 0.65 },
    'PUT',
  )
  assert.equal(set.set.refund_request, 0.65)
  assert.equal((await http<TransferReport>('qiu', '/api/transfer-report')).set[0]!.threshold, 0.65)
  await assert.rejects(
    http('qiu', '/api/intent-thresholds/greeting', { threshold: 0.5 }, 'PUT'),
    refusedAs('not_found'),
  )
  await assert.rejects(
    http('lina', '/api/intent-thresholds/refund_request', { threshold: 0.5 }, 'PUT'),
    refusedAs('forbidden'),
  )
  await http('qiu', '/api/intent-thresholds/refund_request', { threshold: null }, 'PUT')
})

test('a practice conversation is marked, compared, and leaves no trace among the real ones', async () => {
  const { items } = await http<{ items: ScenarioSummary[] }>('hao', '/api/practice/scenarios')
  assert.ok(items.length >= 5)
  const before = (await http<{ items: Conversation[] }>('admin', '/api/conversations?limit=100')).items.length
  const begun = await http<PracticeRun>('hao', '/api/practice/runs', {
    scenarioId: 'base.angry-broken',
    language: 'zh',
  })
  assert.deepEqual([begun.status, begun.transcript.length, begun.steps.length], ['open', 1, 0])
  const path = `/api/practice/runs/${begun.id}`
  const spoken = await http<PracticeRun>('hao', `${path}/messages`, {
    text: '您好王先生，非常抱歉，是我们没做好。请提供一下订单号。',
  })
  assert.ok(spoken.mood > begun.mood && spoken.transcript.length >= 3)
  const rude = await http<PracticeRun>('hao', `${path}/messages`, { text: '这个不归我们管' })
  assert.ok(rude.mood < spoken.mood)
  assert.ok(rude.transcript.findLast(({ who }) => who === 'agent')!.banned.length > 0)
  await assert.rejects(http('lina', path), refusedAs('not_found'))
  const ended = await http<PracticeRun>('hao', `${path}/end`, {})
  assert.equal(ended.status, 'ended')
  assert.ok(ended.score!.wording < 80 && ended.steps.some(({ done }) => done))
  assert.equal(
    (await http<PracticeRun>('hao', `${path}/messages`, { text: '还在吗' })).transcript.length,
    ended.transcript.length,
  )
  const again = (await http<{ items: ScenarioSummary[] }>('hao', '/api/practice/scenarios')).items
  assert.equal(again.find(({ id }) => id === 'base.angry-broken')!.attempts, 1)
  assert.equal((await http<{ items: Conversation[] }>('admin', '/api/conversations?limit=100')).items.length, before)
})
