import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { ManagedArticle } from '#knowledge/contract.ts'
import { knowledgeRoutes } from '#knowledge/routes.ts'
import { type Knowledge, openSearch } from '#knowledge/search.ts'
import type {
  ArticleDraft,
  ArticleReview,
  ArticleVersion,
  Department,
  VersionDiff,
} from '#knowledge/workflow/contract.ts'
import { remindOfExpiry } from '#knowledge/workflow/expiry.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openIdempotency } from '#platform/http/idempotency.ts'
import { openRateLimiter } from '#platform/http/rate-limit.ts'
import { buildServer } from '#platform/http/serve.ts'
import { openTail, type Tail } from '#platform/ledger/tail.ts'
import { openLog } from '#platform/log.ts'
import { ROLE_PERMISSIONS } from '#team/contract.ts'
import { seedTeam } from '#team/seed.ts'

const normalize = (text: string) => text.normalize('NFKC').toLowerCase().trim()
const tools = { normalize, cut: (text: string) => [...text], products: () => [] }
let database: Database
let knowledge: Knowledge
let tail: Tail
let app: FastifyInstance

/** The bearer token is the user: admin manages, the others are operators. */
before(async () => {
  database = await openTestDatabase()
  await database.transaction(seedTeam)
  const log = openLog('silent')
  tail = await openTail(database, log)
  knowledge = await openSearch({ database, tail, tools })
  app = buildServer({
    routes: knowledgeRoutes({ database, knowledge, normalize }),
    authenticate: async ({ bearer }) => ({
      ...{ kind: 'user' as const, id: bearer!, name: bearer!, role: 'operator', sessionHash: '' },
      permissions: new Set(ROLE_PERMISSIONS[bearer === 'admin' ? 'administrator' : 'operator']),
    }),
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

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
async function ask(who: string, method: Method, url: string, payload?: object) {
  const answer = await app.inject({ method, url, payload, headers: { authorization: `Bearer ${who}` } })
  return { status: answer.statusCode, json: answer.json(), code: answer.json()?.error?.code as string | undefined }
}
async function done<T = ManagedArticle>(who: string, method: Method, url: string, payload?: object): Promise<T> {
  const { status, json } = await ask(who, method, url, payload)
  assert.equal(status, 200, JSON.stringify(json))
  return json as T
}
const input = (title: string, more: object = {}) => ({
  ...{ category: 'shop', language: 'zh', title, body: `${title}的说明。`, questions: [] },
  ...more,
})
let made = 0
async function newDepartment(authorMayPublish: boolean, members: string[]): Promise<Department> {
  const department = await done<Department>('admin', 'POST', '/api/departments', {
    name: `部门${++made}`,
    authorMayPublish,
  })
  return done<Department>('admin', 'PUT', `/api/departments/${department.id}/members`, { userIds: members })
}
const answers = (query: string) => knowledge.search(query, { language: 'zh' })[0]?.title

test('what a department owns is written by its members and by those who manage all', async () => {
  const { id: departmentId, members } = await newDepartment(true, ['qiu'])
  assert.deepEqual(members, ['qiu'])
  const article = await done('qiu', 'POST', '/api/articles', input('物流时效', { departmentId }))
  assert.equal(article.departmentId, departmentId)
  const edit = { ...input('物流时效说明'), version: article.version }
  assert.equal((await ask('lina', 'PUT', `/api/articles/${article.id}`, edit)).code, 'forbidden')
  assert.equal((await ask('lina', 'POST', `/api/articles/${article.id}/publish`)).code, 'forbidden')
  assert.equal((await ask('lina', 'POST', '/api/articles', input('x', { departmentId }))).code, 'forbidden')
  const edited = await done('admin', 'PUT', `/api/articles/${article.id}`, edit)
  assert.equal(edited.departmentId, departmentId, 'an edit that does not name the owner keeps him')
  const listed = await done<{ items: ManagedArticle[] }>('qiu', 'GET', `/api/articles?departmentId=${departmentId}`)
  assert.deepEqual(
    listed.items.map(({ id }) => id),
    [article.id],
  )
  assert.equal((await ask('admin', 'DELETE', `/api/departments/${departmentId}`)).code, 'department_in_use')
  assert.equal((await ask('qiu', 'POST', '/api/departments', { name: 'y' })).code, 'forbidden')
})

test('where two pairs of eyes are asked for, nobody publishes what he wrote; a reviewer approves or sends back', async () => {
  const { id: departmentId } = await newDepartment(false, ['qiu', 'lina'])
  const { id } = await done('qiu', 'POST', '/api/articles', input('积分规则', { departmentId }))
  assert.equal((await ask('qiu', 'POST', `/api/articles/${id}/publish`)).code, 'review_required')
  const asked = await done('qiu', 'POST', `/api/articles/${id}/request-review`, {
    reviewerId: 'lina',
    note: '请看一下',
  })
  assert.deepEqual([asked.status, asked.review?.reviewerId], ['in_review', 'lina'])
  const open = await done<{ items: ManagedArticle[] }>('lina', 'GET', '/api/articles?review=open')
  assert.deepEqual(
    open.items.map((one) => one.id),
    [id],
  )
  assert.equal((await ask('qiu', 'POST', `/api/articles/${id}/approve`, {})).code, 'review_required')
  const back = await done('lina', 'POST', `/api/articles/${id}/send-back`, { comment: '请写明有效期' })
  assert.deepEqual([back.status, back.review], ['draft', null])
  assert.equal((await ask('lina', 'POST', `/api/articles/${id}/approve`, {})).code, 'not_in_review')
  await done('qiu', 'POST', `/api/articles/${id}/request-review`, {})
  const published = await done('lina', 'POST', `/api/articles/${id}/approve`, { comment: '好' })
  assert.equal(published.status, 'published')
  const { items } = await done<{ items: ArticleReview[] }>('qiu', 'GET', `/api/articles/${id}/reviews`)
  assert.deepEqual(
    items.map(({ outcome, decidedBy, comment }) => [outcome, decidedBy, comment]),
    [
      ['approved', 'user:lina', '好'],
      ['sent-back', 'user:lina', '请写明有效期'],
    ],
  )
  assert.equal(
    (await ask('qiu', 'PUT', `/api/articles/${id}`, { ...input('绕过'), version: published.version })).code,
    'review_required',
  )
})

test('the next wording of a published article is written while the present one answers, and takes its place when published', async () => {
  const { id } = await done('qiu', 'POST', '/api/articles', input('门店停车怎么收费'))
  await done('qiu', 'POST', `/api/articles/${id}/publish`)
  const draft = await done<ArticleDraft>('qiu', 'PUT', `/api/articles/${id}/draft`, {
    ...input('门店停车两小时免费'),
    version: 0,
  })
  assert.equal(draft.version, 1)
  assert.equal(answers('门店停车怎么收费'), '门店停车怎么收费')
  assert.equal(
    (await ask('lina', 'PUT', `/api/articles/${id}/draft`, { ...input('别的'), version: 0 })).code,
    'conflict',
  )
  const asked = await done('qiu', 'POST', `/api/articles/${id}/request-review`, {})
  assert.deepEqual([asked.status, asked.draft?.status], ['published', 'in_review'])
  const published = await done('lina', 'POST', `/api/articles/${id}/approve`, {})
  assert.deepEqual([published.title, published.draft, published.editedBy], ['门店停车两小时免费', null, 'user:qiu'])
  assert.equal(answers('门店停车怎么收费'), '门店停车两小时免费')
  await done('qiu', 'PUT', `/api/articles/${id}/draft`, { ...input('不要了'), version: 0 })
  await done('qiu', 'DELETE', `/api/articles/${id}/draft`)
  assert.equal((await ask('qiu', 'GET', `/api/articles/${id}/draft`)).code, 'not_found')
})

test('an article that is withdrawn goes on with its next wording, and what is edited then is what gets published', async () => {
  const { id } = await done('qiu', 'POST', '/api/articles', input('雨伞能借吗'))
  await done('qiu', 'POST', `/api/articles/${id}/publish`)
  await done('lina', 'PUT', `/api/articles/${id}/draft`, { ...input('雨伞可以借三天吗'), version: 0 })
  await done('lina', 'POST', `/api/articles/${id}/request-review`, {})
  const { id: departmentId } = await newDepartment(true, ['qiu', 'lina'])
  await done('admin', 'POST', '/api/knowledge/bulk', { ids: [id], what: 'move', category: 'moved', departmentId })
  const withdrawn = await done('qiu', 'POST', `/api/articles/${id}/unpublish`)
  assert.deepEqual(
    [withdrawn.status, withdrawn.title, withdrawn.editedBy, withdrawn.draft, withdrawn.review],
    ['draft', '雨伞可以借三天吗', 'user:lina', null, null],
  )
  assert.deepEqual([withdrawn.category, withdrawn.departmentId], ['moved', departmentId])
  const edited = await done('qiu', 'PUT', `/api/articles/${id}`, {
    ...input('雨伞可以借一周吗', { category: 'moved', departmentId }),
    version: withdrawn.version,
  })
  assert.equal(edited.title, '雨伞可以借一周吗')
  assert.equal((await done('qiu', 'POST', `/api/articles/${id}/publish`)).title, '雨伞可以借一周吗')
  await done('qiu', 'PUT', `/api/articles/${id}/draft`, { ...input('雨伞不借'), version: 0 })
  await done('qiu', 'POST', `/api/articles/${id}/archive`)
  const back = await done('qiu', 'POST', `/api/articles/${id}/versions/1/restore`, {})
  assert.deepEqual([back.title, back.draft], ['雨伞能借吗', null])
  await done('qiu', 'POST', `/api/articles/${id}/publish`)
  assert.equal(answers('雨伞能借吗'), '雨伞能借吗')
})

test('every save is a version; two are compared by line and word; an old one comes back as the newest', async () => {
  const first = await done(
    'qiu',
    'POST',
    '/api/articles',
    input('退款多久到账', { body: '原路退回。\n一般 3 天到账。', questions: ['钱什么时候退'] }),
  )
  const second = {
    body: '原路退回。\n一般 5 天到账。\n节假日顺延。',
    questions: ['钱什么时候退', '退款时间'],
    version: first.version,
    note: '财务通知',
  }
  await done('qiu', 'PUT', `/api/articles/${first.id}`, input('退款多久能到账', second))
  const { items } = await done<{ items: ArticleVersion[] }>('qiu', 'GET', `/api/articles/${first.id}/versions`)
  assert.deepEqual(
    items.map(({ number, note, author }) => [number, note, author]),
    [
      [2, '财务通知', 'user:qiu'],
      [1, '', 'user:qiu'],
    ],
  )
  const diff = await done<VersionDiff>('qiu', 'GET', `/api/articles/${first.id}/diff?from=1&to=2`)
  assert.deepEqual(
    diff.title.filter(({ kind }) => kind !== 'same'),
    [{ kind: 'added', text: '能' }],
  )
  assert.deepEqual(diff.body[0], { kind: 'same', text: '原路退回。' })
  const texts = JSON.stringify(diff.body)
  assert.ok(texts.includes('节假日顺延。') && texts.includes('"removed"') && texts.includes('"added"'))
  assert.deepEqual(diff.questions, [
    { kind: 'same', text: '钱什么时候退' },
    { kind: 'added', text: '退款时间' },
  ])
  const restored = await done('qiu', 'POST', `/api/articles/${first.id}/versions/1/restore`, {})
  assert.deepEqual([restored.title, restored.questions], ['退款多久到账', ['钱什么时候退']])
  const now = await done<{ items: ArticleVersion[] }>('qiu', 'GET', `/api/articles/${first.id}/versions?limit=1`)
  assert.deepEqual(
    now.items.map(({ number, origin, note }) => [number, origin, note]),
    [[3, 'rolled-back', '#1']],
  )
  assert.equal((await ask('qiu', 'POST', `/api/articles/${first.id}/versions/9/restore`, {})).code, 'not_found')
  await done('qiu', 'POST', `/api/articles/${first.id}/publish`)
  const live = await done('qiu', 'POST', `/api/articles/${first.id}/versions/2/restore`, {})
  assert.deepEqual([live.title, live.draft?.status], ['退款多久到账', 'draft'])
  assert.equal(
    (await done('qiu', 'POST', `/api/articles/${first.id}/versions/2/restore`, { live: true })).title,
    '退款多久能到账',
  )
})

test('of an article that ends it is said once a stage: two weeks before, three days before, and when it has ended', async () => {
  const validUntil = new Date('2027-03-20T00:00:00Z')
  const before = (days: number) => new Date(validUntil.getTime() - days * 24 * 3600_000)
  const { id } = await done('qiu', 'POST', '/api/articles', input('春季活动', { validUntil: validUntil.toISOString() }))
  assert.equal(await remindOfExpiry(database, before(5)), 0, 'a draft ends for nobody')
  await done('qiu', 'POST', `/api/articles/${id}/publish`)
  for (const [days, said] of [
    [20, 0],
    [13, 1],
    [12, 0],
    [3, 1],
    [2, 0],
    [-1, 1],
    [-2, 0],
  ] as const)
    assert.equal(await remindOfExpiry(database, before(days)), said, `${days} days before`)
  const events = await database.run<{ stage: string }>(
    "select payload->>'stage' as stage from events where kind = 'article.expiring' and payload->>'articleId' = $1 order by xid, id",
    [id],
  )
  assert.deepEqual(
    events.map(({ stage }) => stage),
    ['14-days', '3-days', 'expired'],
  )
  const soon = new Date(Date.now() + 2 * 24 * 3600_000).toISOString()
  const { id: ending } = await done('qiu', 'POST', '/api/articles', input('本周活动', { validUntil: soon }))
  await done('qiu', 'POST', `/api/articles/${ending}/publish`)
  const { items } = await done<{ items: { id: string; stage: string }[] }>('qiu', 'GET', '/api/knowledge/expiring')
  assert.deepEqual(
    items.filter((one) => one.id === ending).map(({ stage }) => stage),
    ['3-days'],
  )
})

test('many articles are changed at once, each done or refused by itself, and recorded', async () => {
  const { id: departmentId } = await newDepartment(true, ['lina'])
  const own = await done('qiu', 'POST', '/api/articles', input('批量一'))
  const foreign = await done('lina', 'POST', '/api/articles', input('批量二', { departmentId }))
  const answer = await done<{ done: number; results: { ok: boolean; error: { code: string } | null }[] }>(
    ...(['qiu', 'POST', '/api/knowledge/bulk'] as const),
    { ids: [own.id, foreign.id, 'nothing'], what: 'publish' },
  )
  assert.equal(answer.done, 1)
  assert.deepEqual(
    answer.results.map(({ error }) => error?.code ?? 'ok'),
    ['ok', 'forbidden', 'not_found'],
  )
  await done('admin', 'POST', '/api/knowledge/bulk', { ids: [own.id], what: 'move', category: 'moved', departmentId })
  const moved = await done('qiu', 'GET', `/api/articles/${own.id}`)
  assert.deepEqual([moved.category, moved.departmentId, moved.status], ['moved', departmentId, 'published'])
  const audit = await database.run<{ action: string }>(
    "select action from audit_log where target = 'article:' || $1 order by id",
    [own.id],
  )
  assert.deepEqual(
    audit.map(({ action }) => action),
    ['article.created', 'article.published', 'article.moved'],
  )
})

test('an export holds every article, in a form that the import and a spreadsheet can read', async () => {
  await done(
    'qiu',
    'POST',
    '/api/articles',
    input('导出一', { category: 'export', body: '=1+1', questions: ['甲', '乙'] }),
  )
  const get = async (format: string) =>
    (
      await app.inject({
        url: `/api/knowledge/export?category=export&format=${format}`,
        headers: { authorization: 'Bearer qiu' },
      })
    ).body
  const csv = await get('csv')
  assert.match(csv, /^\uFEFF问题,答案,相似问题/)
  assert.match(csv, /导出一,'=1\+1,"甲\n乙",export,zh/)
  assert.match(await get('markdown'), /# 导出一\n\n相似问题：\n\n- 甲\n- 乙\n\n=1\+1/)
})
