import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Article } from '#knowledge/contract.ts'
import { bare } from '#knowledge/search/bare.ts'
import { readSample, type Sample } from '#knowledge/search/compare.ts'
import { differences, weightOf } from '#knowledge/search/differences.ts'
import { fitDifferences } from '#knowledge/search/fit-differences.ts'
import { fitLinear } from '#knowledge/search/fit-linear.ts'
import { fitReranker } from '#knowledge/search/fit-reranker.ts'
import { readWay } from '#knowledge/search/way.ts'
import { buildSearchIndex } from '#knowledge/search-index.ts'

const none = { ids: new Int32Array(), kinds: new Uint8Array() }
const read = (text: string): Sample =>
  readSample(text, bare(text), none, (part) => part.match(/退货|付款|掏钱|申请|怎么|\p{L}/gu) ?? [])

test('what only sounds alike is no difference, what means something else is', () => {
  assert.deepEqual(differences(read('怎么退货'), read('怎么退活')), [])
  assert.ok(differences(read('怎么退货'), read('怎么换货')).includes('-退'))
  assert.ok(differences(read('怎么掏钱'), read('怎么付款')).includes('掏钱>付款'))
})

test('weights that tell right from wrong are found, and evidence that says nothing is left small', () => {
  const lists = Array.from({ length: 60 }, (_, i) => ({
    rows: [
      [i % 3, 1],
      [(i + 1) % 3, 0],
    ],
    right: 0,
  }))
  const [idle, telling] = fitLinear(lists)
  assert.ok(telling! > 3 * Math.abs(idle!), `${idle} ${telling}`)
})

test('a word that stands for another is learned from examples', () => {
  const query = read('怎么掏钱')
  const questions = [read('怎么申请'), read('怎么付款')]
  const example = { differences: questions.map((one) => differences(query, one)), ranks: [0.5, 0], right: 1 }
  const learned = fitDifferences(Array.from({ length: 40 }, () => example))
  const [wrong, right] = questions.map((one) => weightOf(learned, query, one))
  assert.ok(right! - wrong! > 0.5, `${wrong} ${right}`)
})

test('a question is read by what it asks and whether it denies', () => {
  assert.equal(readWay('什么时候到账').asks, 'when')
  assert.equal(readWay('为什么没到账').asks, 'why')
  assert.equal(readWay('能不能退').negations, 0)
  assert.equal(readWay('不能退').negations, 1)
  assert.equal(readWay('how long does it take').asks, 'when')
})

test('a model of a base orders by what its questions taught, and its chances are chances', () => {
  const article = (id: string, title: string): Article => ({
    ...{ id, title, questions: [], body: '', category: 'test', language: 'zh', status: 'published', version: 1 },
    ...{ products: [], faultCodes: [], channels: [], translationOf: null, validFrom: null, validUntil: null },
    ...{ updatedBy: 'system', updatedAt: '', publishedAt: null, helpful: 0, unhelpful: 0 },
  })
  const articles = [
    article('return', '怎么申请退货'),
    article('refund', '退款什么时候到账'),
    article('fee', '运费多少'),
  ]
  const asked = {
    return: ['退货怎么弄', '想退货'],
    refund: ['退款多久到账', '退款到账了吗'],
    fee: ['运费贵吗', '收运费吗'],
  }
  const pairs = Object.entries(asked).flatMap(([articleId, queries]) =>
    queries.map((query) => ({ query, language: 'zh' as const, articleId })),
  )
  const tools = { normalize: (text: string) => text, cut: (text: string) => [text], products: () => [] }
  const index = buildSearchIndex(tools)
  for (const one of articles) index.put(one)
  index.use(fitReranker(pairs, articles, tools))
  for (const { query, articleId } of pairs) {
    const hits = index.search(query, { language: 'zh' })
    assert.equal(hits[0]?.articleId, articleId, query)
    for (const { score } of hits) assert.ok(score >= 0 && score <= 1)
  }
})
