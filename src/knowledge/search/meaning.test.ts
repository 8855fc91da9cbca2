import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import type { Embedding } from '#engines/embedding/contract.ts'
import { openEmbedding } from '#engines/embedding/open-embedding.ts'
import { fromEndpoint } from '#engines/embedding/openai-embeddings.ts'
import { createArticle, publishArticle } from '#knowledge/articles.ts'
import { ANSWER_THRESHOLD, articleInput } from '#knowledge/contract.ts'
import type { TextTools } from '#knowledge/features.ts'
import { type Knowledge, openSearch } from '#knowledge/search.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openTail, type Tail } from '#platform/ledger/tail.ts'
import { openLog } from '#platform/log.ts'
import {
  EMBEDDING_KEY,
  EMBEDDING_MODEL,
  type EmbeddingTwin,
  openEmbeddingTwin,
} from '../../../tests/twins/embeddings.ts'

const by = { actor: 'user:u-1', ip: '' }
const log = openLog('silent')
const words = new Intl.Segmenter('zh', { granularity: 'word' })
const tools: TextTools = {
  normalize: (text) => text.normalize('NFKC').toLowerCase().trim(),
  cut: (text) => [...words.segment(text)].map(({ segment }) => segment),
  products: () => [],
}
const ARTICLES: [title: string, questions: string[]][] = [
  ['怎么退货', ['退货流程', '申请退货在哪里']],
  ['退款进度', ['退款到哪一步', '退款成功了吗']],
  ['运费怎么算', ['运费谁出', '运费标准']],
  ['补开发票', ['发票能补吗', '电子发票']],
  ['机器噪音', ['噪音正常吗', '运行有噪音']],
  ['维修网点', ['维修地址', '附近能维修吗']],
  ['会员权益', ['会员有什么好处']],
  ['修改密码', ['密码忘记了']],
]
/** Paraphrases with hardly a character in common with the article that answers. */
const ASKED: [question: string, title: string][] = [
  ['不想要了咋弄', '怎么退货'],
  ['钱还我呀', '退款进度'],
  ['邮费多少', '运费怎么算'],
  ['抬头开一张', '补开发票'],
  ['吵得睡不着', '机器噪音'],
]

let database: Database
let twin: EmbeddingTwin
let tail: Tail
let knowledge: Knowledge
let embedding: Embedding
before(async () => {
  database = await openTestDatabase()
  twin = await openEmbeddingTwin()
  for (const [title, questions] of ARTICLES) await publish(title, questions)
})
after(async () => {
  await twin.close()
  await database.close()
})
beforeEach(async () => {
  twin.always = null
  twin.batches = []
  tail = await openTail(database, log)
  const source = fromEndpoint({ url: twin.url, key: EMBEDDING_KEY, model: EMBEDDING_MODEL })
  embedding = openEmbedding({ database, log, source })
  knowledge = await openSearch({ database, tail, tools, meaning: { embedding, log } })
  await knowledge.described()
})
afterEach(async () => {
  await knowledge.stop()
  await tail.stop()
})

async function publish(title: string, questions: string[]): Promise<string> {
  const input = articleInput.parse({ category: 'shop', language: 'zh', title, body: '请联系我们。', questions })
  const { id } = await database.transaction((tx) => createArticle(tx, input, by))
  await database.transaction((tx) => publishArticle(tx, id, by))
  return id
}

const first = (question: string) => knowledge.search(question, { language: 'zh' })[0]
const found = () => ASKED.filter(([question, title]) => first(question)?.title === title).length

test('paraphrases in other words are found by meaning', async () => {
  const byWords = found()
  for (const [question] of ASKED) await knowledge.prepare!(question, [])
  assert.ok(byWords <= 2, `${byWords}`)
  assert.equal(found(), ASKED.length)
  assert.deepEqual(twin.violations, [])
})

test('what is about something else is not answered because of a vector', async () => {
  for (const question of ['今天天气好吗', '哈哈哈哈', '你吃饭没有', '股票涨了']) {
    await knowledge.prepare!(question, [])
    assert.ok((first(question)?.score ?? 0) < ANSWER_THRESHOLD, question)
  }
})

test('personal data and names are not sent', async () => {
  await knowledge.prepare!('我是林婉清，电话13812345678，钱还我', ['林婉清'])
  assert.doesNotMatch(JSON.stringify(twin.batches), /13812345678|林婉清/)
  assert.equal(twin.batches.length, 1)
})

for (const fault of [{ kind: 'status', status: 500 }, { kind: 'slow', ms: 5000 }, { kind: 'not-json' }] as const)
  test(`search goes on by words when the model fails (${fault.kind})`, async () => {
    twin.always = fault
    await knowledge.prepare!('运费谁出呀', [])
    assert.equal(first('运费谁出呀')?.title, '运费怎么算')
  })

test('a new article is found by meaning once it is described, an archived one no more', async () => {
  const id = await publish('空调安装', ['几天上门安装'])
  await tail.catchUp()
  await knowledge.described()
  await knowledge.prepare!('啥时候装好', [])
  assert.equal(first('啥时候装好')?.articleId, id)
  await database.db.updateTable('articles').set({ status: 'archived' }).where('id', '=', id).execute()
  await knowledge.refresh(id)
  assert.notEqual(first('啥时候装好')?.articleId, id)
})

test('without a model nothing is prepared and nothing is sent', async () => {
  const none = openEmbedding({ database, log, source: null })
  const plain = await openSearch({ database, tail, tools, meaning: { embedding: none, log } })
  assert.equal(plain.prepare, null)
  assert.equal(plain.search('运费谁出', { language: 'zh' })[0]?.title, '运费怎么算')
  assert.equal(twin.batches.length, 0)
})
