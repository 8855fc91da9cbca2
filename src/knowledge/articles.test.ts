import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import {
  archiveArticle,
  createArticle,
  editArticle,
  publishArticle,
  rateArticle,
  unpublishArticle,
} from '#knowledge/articles.ts'
import { type ArticleInput, articleInput } from '#knowledge/contract.ts'
import type { TextTools } from '#knowledge/features.ts'
import { putPackArticles } from '#knowledge/pack-articles.ts'
import { findArticle, listArticles } from '#knowledge/queries.ts'
import { type Knowledge, openSearch } from '#knowledge/search.ts'
import { loadArticles } from '#knowledge/seed.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { AppError } from '#platform/errors.ts'
import { openTail, type Tail } from '#platform/ledger/tail.ts'
import { openLog } from '#platform/log.ts'

const words = new Intl.Segmenter('zh', { granularity: 'word' })
const tools: TextTools = {
  normalize: (text) => text.normalize('NFKC').toLowerCase().trim(),
  cut: (text) => [...words.segment(text)].map(({ segment }) => segment),
  products: () => [],
}

let database: Database
let knowledge: Knowledge
/** A second node on the same database. */
let other: Knowledge
let tails: Tail[]
before(async () => {
  database = await openTestDatabase()
  const log = openLog('silent')
  tails = [await openTail(database, log), await openTail(database, log)]
  knowledge = await openSearch({ database, tail: tails[0]!, tools })
  other = await openSearch({ database, tail: tails[1]!, tools })
})
after(async () => {
  for (const tail of tails) await tail.stop()
  await database.close()
})

const by = { actor: 'user:qiu' }
const input = (more: Partial<ArticleInput> = {}): ArticleInput =>
  articleInput.parse({
    category: 'shop',
    language: 'zh',
    title: '会员生日礼怎么领',
    body: '生日当月自动发券。',
    questions: ['生日有礼物吗'],
    ...more,
  })
const create = (more?: Partial<ArticleInput>) => database.transaction((tx) => createArticle(tx, input(more), by))
const finds = async (node: Knowledge, query: string) => {
  for (const tail of tails) await tail.catchUp()
  return node.search(query, { language: 'zh' })[0]?.articleId
}
const code = (expected: string) => (error: unknown) => error instanceof AppError && error.code === expected

test('a draft is not used; published it answers on every node, edited with its new words, taken back not at all', async () => {
  const { id } = await create()
  assert.equal(await finds(knowledge, '生日有礼物吗'), undefined)
  const published = await database.transaction((tx) => publishArticle(tx, id, by))
  assert.equal(published.status, 'published')
  assert.ok(published.publishedAt)
  for (const node of [knowledge, other]) assert.equal(await finds(node, '生日有礼物吗'), id)
  await database.transaction((tx) =>
    editArticle(tx, id, published.version, input({ title: '周年庆抽奖规则', questions: ['周年庆怎么抽奖'] }), by),
  )
  for (const node of [knowledge, other]) assert.equal(await finds(node, '周年庆怎么抽奖'), id)
  await database.transaction((tx) => unpublishArticle(tx, id, by))
  for (const node of [knowledge, other]) assert.equal(await finds(node, '周年庆怎么抽奖'), undefined)
})

test('an edit on an old version is refused and changes nothing', async () => {
  const { id, version } = await create()
  const edit = (title: string) => database.transaction((tx) => editArticle(tx, id, version, input({ title }), by))
  await edit('第一个人的标题')
  await assert.rejects(edit('第二个人的标题'), code('conflict'))
  assert.equal((await findArticle(database.db, id))?.title, '第一个人的标题')
})

test('every change is a fact in the ledger and in the audit log', async () => {
  const { id } = await create()
  await database.transaction((tx) => publishArticle(tx, id, by))
  await database.transaction((tx) => publishArticle(tx, id, by))
  await database.transaction((tx) => archiveArticle(tx, id, by))
  const events = await database.run<{ what: string }>(
    "select payload->>'what' as what from events where kind = 'article.changed' and payload->>'articleId' = $1 order by xid, id",
    [id],
  )
  assert.deepEqual(
    events.map(({ what }) => what),
    ['created', 'published', 'archived'],
  )
  const audit = await database.run<{ action: string }>(
    "select action from audit_log where target = 'article:' || $1 order by id",
    [id],
  )
  assert.deepEqual(
    audit.map(({ action }) => action),
    ['article.created', 'article.published', 'article.archived'],
  )
})

test('ratings count on published articles only and leave the version alone', async () => {
  const { id } = await create()
  const rate = (helpful: boolean) =>
    database.transaction((tx) => rateArticle(tx, id, helpful, { actor: 'customer:c-lin' }))
  await assert.rejects(rate(true), code('not_found'))
  const { version } = await database.transaction((tx) => publishArticle(tx, id, by))
  await rate(true)
  await rate(true)
  await rate(false)
  const rated = await findArticle(database.db, id)
  assert.deepEqual([rated?.helpful, rated?.unhelpful, rated?.version], [2, 1, version])
})

test('dates the wrong way round and a translation of nothing are refused', async () => {
  const dates = { validFrom: '2026-12-01T00:00:00Z', validUntil: '2026-11-01T00:00:00Z' }
  await assert.rejects(create(dates), code('article_invalid'))
  await assert.rejects(create({ translationOf: 'nowhere' }), code('article_invalid'))
  const { id } = await create()
  await assert.rejects(create({ translationOf: id }), code('article_invalid'))
  assert.equal((await create({ translationOf: id, language: 'en' })).translationOf, id)
})

const PACK = `
- id: seed-a
  category: shop
  zh: { title: 营业时间, body: 全天。, questions: [几点开门] }
  en: { title: Opening hours, body: All day. }
  related: [x]
- id: seed-b
  category: shop
  zh: { title: 门店地址, body: 仅线上。 }
`

/** Articles of a folder of packs with this one file. */
function packArticles(text = PACK) {
  const dir = mkdtempSync(join(tmpdir(), 'packs-'))
  try {
    mkdirSync(join(dir, 'shop/articles'), { recursive: true })
    writeFileSync(join(dir, 'shop/articles/a.yaml'), text)
    return loadArticles(dir)
  } finally {
    rmSync(dir, { recursive: true })
  }
}

test('a pack with a mistake is refused with file and line', () => {
  assert.throws(() => packArticles(`${PACK}  questions: [x]\n`), /a\.yaml:\d+: .*questions/s)
  assert.throws(() => packArticles(PACK + PACK), /seed-a exists twice/)
})

test('putting a pack in place twice changes nothing, follows the pack, and never overwrites an operator', async () => {
  const seeds = packArticles()
  assert.deepEqual(
    seeds.map(({ id }) => id),
    ['seed-a', 'seed-a.en', 'seed-b'],
  )
  const put = (articles: typeof seeds, owned: ReadonlyMap<string, string>) =>
    database.transaction((tx) => putPackArticles(tx, articles, owned, 'system'))
  const first = await put(seeds, new Map())
  assert.equal(first.added.length, 3)
  const again = await put(seeds, first.hashes)
  assert.deepEqual([again.added, again.replaced, again.kept], [[], [], []])
  assert.equal((await findArticle(database.db, 'seed-a.en'))?.translationOf, 'seed-a')
  assert.equal(await finds(knowledge, '几点开门'), 'seed-a')

  await database.transaction((tx) => editArticle(tx, 'seed-a', 1, input({ title: '我们自己的营业时间' }), by))
  const renewed = seeds.map((seed) => ({ ...seed, input: { ...seed.input, body: '新的说明。' } }))
  const { replaced, kept } = await put(renewed, again.hashes)
  assert.deepEqual([replaced.length, kept], [2, ['seed-a']])
  assert.equal((await findArticle(database.db, 'seed-a'))?.title, '我们自己的营业时间')
  assert.equal((await findArticle(database.db, 'seed-b'))?.body, '新的说明。')
})

test('the list filters, finds text literally and pages without gaps', async () => {
  for (let i = 0; i < 7; i++) await create({ category: 'paged', title: `第${i}篇 100%_\\` })
  await create({ category: 'paged', title: 'only English', language: 'en' })
  assert.equal((await listArticles(database.db, { category: 'paged', language: 'zh', limit: 100 })).length, 7)
  assert.equal((await listArticles(database.db, { q: '0%_\\', limit: 100 })).length, 7)
  assert.equal((await listArticles(database.db, { q: '%', category: 'shop', limit: 100 })).length, 0)
  const seen: string[] = []
  for (let before: { updatedAt: string; id: string } | undefined; ; ) {
    const page = await listArticles(database.db, { category: 'paged', before, limit: 3 })
    seen.push(...page.map(({ id }) => id))
    const last = page.at(-1)
    if (!last) break
    before = { updatedAt: last.updatedAt, id: last.id }
  }
  assert.equal(seen.length, 8)
  assert.equal(new Set(seen).size, 8)
})
