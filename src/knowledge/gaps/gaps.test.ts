import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Conversation, Message } from '#conversations/contract.ts'
import { type Case, draftFromCase } from '#knowledge/gaps/draft-from-case.ts'
import { followCases } from '#knowledge/gaps/follow-cases.ts'
import { acceptSuggestion, dismissSuggestion, offerClusters } from '#knowledge/gaps/suggest.ts'
import { listSuggestions } from '#knowledge/gaps/suggestion-queries.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { AppError } from '#platform/errors.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { openLog } from '#platform/log.ts'

const by = { actor: 'user:qiu' }
let database: Database
before(async () => {
  database = await openTestDatabase()
})
after(() => database.close())

type Said = [who: 'customer' | 'agent' | 'bot', text: string, internal?: boolean]
const caseOf = (id: string, said: Said[]): Case => ({
  ...{ id, language: 'zh', subject: null, names: ['林婉清'] },
  messages: said.map(
    ([kind, text, internal = false], i): Message => ({
      ...{ conversationId: id, seq: i + 1, clientId: null, generated: false, internal, at: '2026-01-01T00:00:00Z' },
      author: { kind, id: kind, name: kind },
      parts: [{ kind: 'text', text }],
    }),
  ),
})
const SOLVED: Said[] = [
  ['customer', '你好'],
  ['customer', '我是林婉清，手机 13812345678。旧的滤芯能寄回来回收吗？'],
  ['bot', '抱歉，我没有找到答案。'],
  ['customer', '转人工'],
  ['agent', '您好，很高兴为您服务！'],
  ['agent', '可以的，把旧滤芯装进新滤芯的盒子里，用附带的回收单寄回，运费我们承担。'],
  ['agent', '客户比较急', true],
  ['customer', '回收有优惠券吗？'],
  ['agent', '有，收到旧滤芯后会发 20 元优惠券到您的账户。'],
  ['agent', '还有什么可以帮您？'],
]

test('a solved case gives the problem as the question and what the agent explained as the answer, with nobody in it', () => {
  const draft = draftFromCase(caseOf('c1', SOLVED))!
  assert.equal(draft.title, '旧的滤芯能寄回来回收吗？')
  assert.match(draft.body, /^可以的，把旧滤芯.*\n\n有，收到旧滤芯后会发 20 元优惠券/s)
  assert.ok(draft.questions.includes('回收有优惠券吗？'))
  assert.doesNotMatch(JSON.stringify(draft), /13812345678|林婉清|客户比较急|很高兴|还有什么|⟦/)
})

test('a case without an answer of an agent, or with nothing but courtesies, gives nothing', () => {
  assert.equal(draftFromCase(caseOf('c2', SOLVED.slice(0, 4))), null)
  assert.equal(
    draftFromCase(
      caseOf('c3', [
        ['customer', '怎么回收？'],
        ['agent', '您好，请稍等一下。'],
      ]),
    ),
    null,
  )
})

const head = (reason: string, closeReason: string) => ({ closeReason, handOver: { reason } }) as unknown as Conversation
async function close(id: string, reason: string, closeReason: string) {
  const payload = { conversation: head(reason, closeReason), what: 'closed' }
  const event = { kind: 'conversation.changed', conversationId: id, customerId: 'c', actor: 'user:lina', payload }
  await database.transaction((tx) => appendEvents(tx, [event]))
}
const open = () => listSuggestions(database.db, { status: 'open', limit: 50 })

test('cases that the bot could not answer become suggestions when an agent has solved them; others do not', async () => {
  const readCase = async (id: string) => caseOf(id, SOLVED)
  const deps = { database, log: openLog('silent'), readCase }
  const follower = await followCases(deps)
  await close('k1', 'low-confidence', 'solved')
  await close('k2', 'requested', 'solved')
  await close('k3', 'circuit-breaker', 'unsolved')
  await close('k4', 'circuit-breaker', 'solved')
  await close('k1', 'low-confidence', 'solved')
  await follower.catchUp()
  await follower.stop()
  assert.deepEqual((await open()).map(({ conversationId }) => conversationId).sort(), ['k1', 'k4'])
})

test('a suggestion becomes a draft once, with what its reader changed; a dismissed one stays away', async () => {
  const [first, second] = await open()
  const article = await database.transaction((tx) => acceptSuggestion(tx, first!.id, { category: '回收' }, by))
  assert.deepEqual([article.status, article.category, article.title], ['draft', '回收', first!.title])
  const twice = database.transaction((tx) => acceptSuggestion(tx, first!.id, {}, by))
  await assert.rejects(twice, (error) => error instanceof AppError && error.code === 'conflict')
  assert.equal((await listSuggestions(database.db, { status: 'accepted', limit: 5 }))[0]!.articleId, article.id)
  await database.transaction((tx) => dismissSuggestion(tx, second!.id, by))
  const follower = await followCases({ database, log: openLog('silent'), readCase: async (id) => caseOf(id, SOLVED) })
  await close(second!.conversationId!, 'low-confidence', 'solved')
  await follower.catchUp()
  await follower.stop()
  assert.deepEqual(await open(), [])
})

test('groups of unanswered questions are offered with size and examples, follow their group, and need an answer to become a draft', async () => {
  const offer = (size: number, ...ids: string[]) =>
    database.transaction((tx) =>
      offerClusters(
        tx,
        ids.map((id) => ({ id, language: 'zh' as const, size, texts: ['能开企业专票吗', '专票怎么开'] })),
      ),
    )
  await offer(4, 'g1', 'g2')
  await offer(9, 'g1')
  const [group, ...others] = await open()
  assert.deepEqual(others, [])
  assert.deepEqual([group!.size, group!.title, group!.examples.length], [9, '能开企业专票吗', 2])
  const empty = database.transaction((tx) => acceptSuggestion(tx, group!.id, {}, by))
  await assert.rejects(empty, (error) => error instanceof AppError && error.code === 'article_invalid')
  const article = await database.transaction((tx) =>
    acceptSuggestion(tx, group!.id, { body: '可以，请提供税号。' }, by),
  )
  assert.deepEqual(article.questions, ['专票怎么开'])
})
