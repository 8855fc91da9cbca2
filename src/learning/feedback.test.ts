import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { SearchHit } from '#knowledge/contract.ts'
import { openFeedback } from '#learning/feedback.ts'
import { choicesOf } from '#learning/feedback-queries.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import { openLog } from '#platform/log.ts'

const log = openLog('fatal')
let database: Database
before(async () => {
  database = await openTestDatabase()
})
after(() => database.close())

const event = (kind: string, conversationId: string, payload: Record<string, unknown>): LedgerEvent => ({
  ...{ position: '1.1', at: new Date().toISOString(), kind, conversationId, customerId: 'c', actor: 'bot', payload },
})
const hit = (articleId: string, score: number): SearchHit => ({
  ...{ articleId, score, title: articleId, body: '', category: '', products: [], question: '怎么办' },
})
const hits = [hit('worse', 0.52), hit('better', 0.5)]
const decided = (conversationId: string, choice: unknown) =>
  event('turn.decided', conversationId, { seq: 1, choice: { ...(choice as object), offered: true } })
const picks = (conversationId: string, value: string) =>
  event('message.added', conversationId, {
    message: { author: { kind: 'customer' }, parts: [{ kind: 'choice', value, label: value }] },
  })
const changed = (conversationId: string, what: string, conversation: Record<string, unknown>) =>
  event('conversation.changed', conversationId, { what, conversation })
const rewardOf = async (conversationId: string) => (await choicesOf(database.db, conversationId))[0]?.reward

test('a stronger sign replaces a weaker one, never the other way round, and a repeat changes nothing', async () => {
  const feedback = await openFeedback({ database, log, askBack: () => 0.35 })
  const { choice } = feedback.choose(hits, 'seed')
  assert.equal(choice?.candidates.length, 2)
  const logged = decided('one', choice)
  await feedback.read([logged, logged, changed('one', 'closed', { closeReason: 'solved', handOver: null })])
  assert.equal(await rewardOf('one'), 1)
  await feedback.read([changed('one', 'queued', { handOver: {} })])
  assert.equal(await rewardOf('one'), 0)
  await feedback.read([changed('one', 'rated', { rating: 4 }), changed('one', 'closed', { closeReason: 'solved' })])
  assert.equal(await rewardOf('one'), 0.75)
  await feedback.read([picks('one', 'article:worse')])
  assert.equal(await rewardOf('one'), 1)
  feedback.stop()
})

test('what customers pick is learnt: after some dozens of choices the better answer comes first', async () => {
  const feedback = await openFeedback({ database, log, askBack: () => 0.35 })
  for (let n = 0; n < 80; n++) {
    const id = `talk-${n}`
    // Half of the logged choices had the other one first, as exploring would.
    const chosen = n % 2
    const candidates = hits.map(({ articleId, score }, place) => ({
      articleId,
      features: [1, score, 0.52 - score, 1, place, 0],
      chance: 0.5,
    }))
    await feedback.read([decided(id, { candidates, chosen }), picks(id, 'article:better')])
  }
  feedback.stop()
  const learnt = await openFeedback({ database, log, askBack: () => 0.35 })
  const first = Array.from({ length: 40 }, (_, n) => learnt.choose(hits, `seed ${n}`).hits[0]!.articleId)
  assert.ok(first.filter((id) => id === 'better').length > 30, first.join(' '))
  assert.deepEqual(learnt.choose(hits, 'seed 1'), learnt.choose(hits, 'seed 1'), 'a repeated turn chooses the same')
  const report = await learnt.report()
  assert.deepEqual([report.choices, report.rewarded, report.active], [81, 81, true])
  const of = (policy: string) => report.policies.find((one) => one.policy === policy)!
  assert.ok(of('by-score').snips! < 0.1 && of('learnt').snips! > 0.8, JSON.stringify(report.policies))
  learnt.stop()
})
