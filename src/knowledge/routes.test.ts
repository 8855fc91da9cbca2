import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { knowledgeRoutes } from '#knowledge/routes.ts'
import { type Knowledge, openSearch } from '#knowledge/search.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openIdempotency } from '#platform/http/idempotency.ts'
import { openRateLimiter } from '#platform/http/rate-limit.ts'
import type { Actor } from '#platform/http/route.ts'
import { buildServer } from '#platform/http/serve.ts'
import { openTail, type Tail } from '#platform/ledger/tail.ts'
import { openLog } from '#platform/log.ts'
import { ROLE_PERMISSIONS } from '#team/contract.ts'

const normalize = (text: string) => text.normalize('NFKC').toLowerCase().trim()
const tools = { normalize, cut: (text: string) => [...text], products: () => [] }
let database: Database
let knowledge: Knowledge
let tail: Tail
let app: FastifyInstance

/** The bearer token is the role. */
function actorOf(bearer: string | null): Actor {
  if (bearer === 'customer') return { kind: 'customer', id: 'c-lin', verified: true, permissions: new Set() }
  if (bearer !== 'operator' && bearer !== 'agent') return { kind: 'anonymous', id: '', permissions: new Set() }
  return {
    kind: 'user',
    id: bearer,
    name: bearer,
    role: bearer,
    permissions: new Set(ROLE_PERMISSIONS[bearer]),
    sessionHash: '',
  }
}

before(async () => {
  database = await openTestDatabase()
  const log = openLog('silent')
  tail = await openTail(database, log)
  knowledge = await openSearch({ database, tail, tools })
  app = buildServer({
    routes: knowledgeRoutes({ database, knowledge, normalize }),
    authenticate: async ({ bearer }) => actorOf(bearer),
    limiter: openRateLimiter(0),
    idempotency: openIdempotency(database.db),
    publicUrl: () => 'http://127.0.0.1',
    trustProxy: false,
    log,
  })
})
after(async () => {
  await app.close()
  await tail.stop()
  await database.close()
})

type Method = 'GET' | 'POST' | 'PUT'
async function call(method: Method, url: string, body?: object, role = 'operator') {
  const answer = await app.inject({ method, url, payload: body, headers: { authorization: `Bearer ${role}` } })
  return { status: answer.statusCode, body: answer.json() }
}
const draft = (title: string, questions: string[]) => ({
  category: 'shop',
  language: 'zh',
  title,
  body: '说明。',
  questions,
})

test('an operator writes, publishes and finds an article; the bot has it with the answer of the request', async () => {
  const created = await call('POST', '/api/articles', draft('礼品卡怎么用', ['礼品卡在哪里输入']))
  assert.equal(created.status, 200)
  const { id } = created.body
  assert.equal((await call('POST', `/api/articles/${id}/publish`)).body.status, 'published')
  assert.equal(knowledge.search('礼品卡在哪里输入', { language: 'zh' })[0]?.articleId, id)
  const found = await call('GET', `/api/knowledge/search?language=zh&q=${encodeURIComponent('礼品卡在哪里输入')}`)
  assert.equal(found.body.items[0].articleId, id)
  assert.equal((await call('GET', `/api/articles?q=${encodeURIComponent('礼品卡')}`)).body.items[0].id, id)
  assert.equal((await call('GET', `/api/articles/${id}`)).body.version, 2)
  assert.deepEqual((await call('GET', '/api/knowledge/categories')).body.items, [{ category: 'shop', articles: 1 }])
})

test('a question that another article already answers is pointed out', async () => {
  const first = await call('POST', '/api/articles', draft('以旧换新怎么参加', ['旧机器可以抵多少钱']))
  await call('POST', `/api/articles/${first.body.id}/publish`)
  const second = await call('POST', '/api/articles', draft('旧机回收', ['旧机器可以抵多少钱呢', '上门回收吗']))
  assert.equal(second.body.similar.length, 1)
  assert.equal(second.body.similar[0].articleId, first.body.id)
  assert.equal(second.body.similar[0].theirs, '旧机器可以抵多少钱')
  assert.deepEqual((await call('POST', '/api/articles', draft('完全不同的事', ['窗帘能定制尺寸吗']))).body.similar, [])
})

test('editing on an old version answers 409, an unknown article 404', async () => {
  const { body } = await call('POST', '/api/articles', draft('试用装', []))
  const edit = { ...draft('试用装规则', []), version: body.version }
  assert.equal((await call('PUT', `/api/articles/${body.id}`, edit)).body.version, body.version + 1)
  const late = await call('PUT', `/api/articles/${body.id}`, edit)
  assert.deepEqual([late.status, late.body.error.code], [409, 'conflict'])
  assert.equal((await call('PUT', '/api/articles/nothing', edit)).status, 404)
  assert.equal((await call('POST', '/api/articles/nothing/publish')).status, 404)
})

test('agents read but do not write; customers only rate', async () => {
  assert.equal((await call('GET', '/api/articles', undefined, 'agent')).status, 200)
  assert.equal((await call('POST', '/api/articles', draft('x', []), 'agent')).status, 403)
  assert.equal((await call('GET', '/api/articles', undefined, 'customer')).status, 403)
  assert.equal((await call('GET', '/api/articles', undefined, 'nobody')).status, 401)
  const { body } = await call('POST', '/api/articles', draft('评价一下', []))
  await call('POST', `/api/articles/${body.id}/publish`)
  assert.equal(
    (await call('POST', `/api/widget/articles/${body.id}/rating`, { helpful: true }, 'customer')).status,
    200,
  )
  assert.equal((await call('GET', `/api/articles/${body.id}`)).body.helpful, 1)
})

test('bad input is refused with a code', async () => {
  for (const [method, url, body] of [
    ['POST', '/api/articles', { ...draft('', []) }],
    ['POST', '/api/articles', { ...draft('x', []), language: 'fr' }],
    ['GET', '/api/articles?cursor=rubbish', undefined],
    ['GET', '/api/articles?cursor=x~y', undefined],
    ['GET', '/api/knowledge/search?language=zh', undefined],
  ] as const) {
    const answer = await call(method, url, body)
    assert.deepEqual([answer.status, answer.body.error.code], [400, 'bad_request'], `${method} ${url}`)
  }
})
