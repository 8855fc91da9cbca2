import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import iconv from 'iconv-lite'
import type { ImportJob, ImportRow } from '#knowledge/import/contract.ts'
import { importRoutes } from '#knowledge/import/import-routes.ts'
import { type ImportDeps, type Imports, openImports } from '#knowledge/import/run-imports.ts'
import { openSourceStore } from '#knowledge/import/source-store.ts'
import { makeDocx } from '#knowledge/import/testing.ts'
import { knowledgeRoutes } from '#knowledge/routes.ts'
import { type Knowledge, openSearch } from '#knowledge/search.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openIdempotency } from '#platform/http/idempotency.ts'
import { openRateLimiter } from '#platform/http/rate-limit.ts'
import { buildServer } from '#platform/http/serve.ts'
import { openTail, type Tail } from '#platform/ledger/tail.ts'
import { openLog } from '#platform/log.ts'
import { ROLE_PERMISSIONS } from '#team/contract.ts'

const normalize = (text: string) => text.normalize('NFKC').toLowerCase().trim()
const tools = { normalize, cut: (text: string) => [...text], products: () => [] }
const dir = mkdtempSync(join(tmpdir(), 'imports-'))
let database: Database
let knowledge: Knowledge
let tail: Tail
let deps: ImportDeps
let imports: Imports
let app: FastifyInstance

before(async () => {
  database = await openTestDatabase()
  const log = openLog('silent')
  tail = await openTail(database, log)
  knowledge = await openSearch({ database, tail, tools })
  const fetchPage: ImportDeps['fetchPage'] = async (url) => ({
    ...{ url, type: 'text/html', name: 'faq' },
    bytes: Buffer.from('<h2>网页上的问题怎么导入？</h2><p>输入网址即可导入。</p>'),
  })
  deps = { database, knowledge, normalize, store: openSourceStore(dir), fetchPage, node: 'here', log }
  imports = openImports(deps)
  app = buildServer({
    routes: [...importRoutes({ ...deps, imports }), ...knowledgeRoutes({ database, knowledge, normalize })],
    authenticate: async () => ({
      ...{ kind: 'user' as const, id: 'qiu', name: 'qiu', role: 'operator', sessionHash: '' },
      permissions: new Set(ROLE_PERMISSIONS.operator),
    }),
    limiter: openRateLimiter(0),
    idempotency: openIdempotency(database.db),
    publicUrl: () => 'http://127.0.0.1',
    trustProxy: false,
    log,
  })
})
after(async () => {
  await imports.close()
  await app.close()
  await tail.stop()
  await database.close()
  rmSync(dir, { recursive: true })
})

const call = async <T>(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object): Promise<T> => {
  const answer = await app.inject({ method, url, payload })
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json()
}
async function upload(name: string, bytes: Buffer | string, fields: Record<string, string> = {}): Promise<ImportJob> {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  form.set('file', new Blob([bytes as string]), name)
  const { headers, body } = new Request('http://x', { method: 'POST', body: form })
  const payload = Buffer.from(await new Response(body).arrayBuffer())
  const answer = await app.inject({
    method: 'POST',
    url: '/api/knowledge/imports',
    payload,
    headers: { 'content-type': headers.get('content-type')! },
  })
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json()
}
const path = (id: string, rest = '') => `/api/knowledge/imports/${id}${rest}`
const settled = async (id: string) => {
  await imports.settled()
  return call<ImportJob>('GET', path(id))
}
const rowsOf = async (id: string) => (await call<{ items: ImportRow[] }>('GET', path(id, '/rows?limit=100'))).items

const TABLE =
  '问题,答案,相似问题\n怎么开发票,订单完成后可以开。,发票怎么开\n怎么开发票,重复的一行。,\n,没有问题,\n几天可以退货,签收后 15 天内可以退货。,\n'

test('a table is looked through, corrected, accepted, and undone as a whole', async () => {
  const article = {
    ...{ category: 'shop', language: 'zh', title: '几天可以退货', questions: [] },
    body: '签收后 7 天内可以退货。',
  }
  const { id: published } = await call<{ id: string }>('POST', '/api/articles', article)
  await call('POST', `/api/articles/${published}/publish`)

  const job = await upload('faq.csv', iconv.encode(TABLE, 'gbk'), { category: '售后' })
  const ready = await settled(job.id)
  assert.deepEqual([ready.status, ready.counts.new, ready.counts.duplicate, ready.counts.error], ['ready', 1, 1, 1])
  const rows = await rowsOf(job.id)
  assert.deepEqual(
    rows.map(({ status, place }) => [status, place.row]),
    [
      ['new', 2],
      ['duplicate', 3],
      ['error', 4],
      ['conflict', 5],
    ],
  )
  assert.equal(rows[1]!.related[0]!.row, 1)
  const [conflict] = rows[3]!.related
  assert.equal(conflict!.articleId, published)
  assert.deepEqual([conflict!.reasons[0]!.ours, conflict!.reasons[0]!.theirs], ['15 天', '7 天'])

  const fixed = await call<ImportRow>('PATCH', path(job.id, '/rows/3'), { content: { title: '怎么联系客服' } })
  assert.deepEqual([fixed.status, fixed.selected, fixed.problem], ['new', true, null])
  await call('POST', path(job.id, '/accept'), { publish: true })
  const done = await settled(job.id)
  assert.deepEqual([done.status, done.counts.accepted], ['done', 2])
  assert.ok(knowledge.search('发票怎么开', { language: 'zh' })[0])

  const [accepted] = await rowsOf(job.id)
  assert.equal((await call<{ category: string }>('GET', `/api/articles/${accepted!.articleId}`)).category, '售后')
  const undone = await call<ImportJob>('POST', path(job.id, '/undo'))
  assert.deepEqual([undone.status, undone.counts.undone], ['undone', 2])
  assert.equal((await app.inject({ url: `/api/articles/${accepted!.articleId}` })).statusCode, 404)
  assert.ok(!knowledge.search('发票怎么开', { language: 'zh' }).some(({ title }) => title === '怎么开发票'))
})

test('what somebody worked on after the import is archived, not removed, when the import is undone', async () => {
  const job = await upload('a.md', '## 会员有什么权益\n\n生日礼和专属客服。')
  await settled(job.id)
  await call('POST', path(job.id, '/accept'), {})
  await settled(job.id)
  const [row] = await rowsOf(job.id)
  await call('POST', `/api/articles/${row!.articleId}/publish`)
  await call('POST', path(job.id, '/undo'))
  assert.equal((await call<{ status: string }>('GET', `/api/articles/${row!.articleId}`)).status, 'archived')
})

test('unknown columns fail with their names, and the same file is read again with a mapping', async () => {
  const job = await upload('b.csv', '客户问,我们答\n怎么预约安装,下单后在订单页预约。\n')
  const failed = await settled(job.id)
  assert.equal(failed.status, 'failed')
  assert.deepEqual(failed.source.columns, ['客户问', '我们答'])
  assert.match(failed.error!.zh, /问题.*答案/)
  await call('POST', path(job.id, '/parse'), { mapping: { question: '客户问', answer: '我们答' } })
  assert.deepEqual((await settled(job.id)).counts.new, 1)
})

test('a page is imported by its address', async () => {
  const job = await call<ImportJob>('POST', '/api/knowledge/imports/url', { url: 'https://docs.example.com/faq' })
  const ready = await settled(job.id)
  assert.deepEqual([ready.status, ready.source.format], ['ready', 'html'])
  assert.equal((await rowsOf(job.id))[0]!.content.title, '网页上的问题怎么导入')
})

test('an import that its node left is gone on with by another, and a cancelled one is not', async () => {
  const leaving = openImports({ ...deps, node: 'leaving' })
  const job = await upload('c.md', '## 怎么查询物流\n\n在订单页查看。')
  await settled(job.id)
  await database.run(
    "update import_jobs set status = 'parsing', lease_owner = 'leaving', lease_until = now() - interval '1 second' where id = $1",
    [job.id],
  )
  imports.wake()
  assert.equal((await settled(job.id)).status, 'ready')
  await leaving.close()
  const cancelled = await call<ImportJob>('POST', path(job.id, '/cancel'))
  assert.equal(cancelled.status, 'cancelled')
  assert.equal(
    (await app.inject({ method: 'POST', url: path(job.id, '/accept'), payload: {} })).json().error.code,
    'import_busy',
  )
})

test('a document of 200 pages is imported while the event loop goes on', async () => {
  const sentence = '请在订单页面找到对应的商品，按照页面提示逐步操作，完成后系统会发送通知。'
  const lines = Array.from({ length: 200 }, (_, page) => [
    ...(page ? ['---'] : []),
    `# 第${page + 1}章 产品 ${page + 1} 说明`,
    `## 产品 ${page + 1} 如何保养？`,
    ...Array.from({ length: 8 }, () => sentence),
    `## 产品 ${page + 1} 的技术参数`,
    ...Array.from({ length: 8 }, () => sentence),
  ]).flat()
  const docx = await makeDocx(lines)
  const job = await upload('manual.docx', docx)
  // Others are served meanwhile: were the document read in this thread, the first answer would find it done.
  const stages = new Set<string>()
  let served = 0
  for (let seen = job; seen.status === 'waiting' || seen.status === 'parsing'; served++) {
    seen = await call<ImportJob>('GET', path(job.id))
    stages.add(seen.stage)
    // Answers within this process come without a turn of the event loop; the thread's messages need one.
    await new Promise((resolve) => setImmediate(resolve))
  }
  assert.ok(served > 10, `${served} answers`)
  assert.ok(stages.has('reading') && stages.has('comparing'), [...stages].join(', '))
  const ready = await settled(job.id)
  assert.equal(ready.status, 'ready')
  const { counts } = ready
  assert.equal(counts.new + counts.duplicate + counts.conflict, 400)
  const told = await database.run<{ n: number }>(
    "select count(*)::int as n from events where kind = 'import.changed' and payload->>'importId' = $1",
    [job.id],
  )
  assert.ok(told[0]!.n >= 5, 'progress is told along the way')
})
