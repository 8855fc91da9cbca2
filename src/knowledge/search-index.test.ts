import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ANSWER_THRESHOLD, type Article, ASK_BACK_THRESHOLD } from '#knowledge/contract.ts'
import type { TextTools } from '#knowledge/features.ts'
import { EVIDENCE } from '#knowledge/search/candidates.ts'
import { buildSearchIndex } from '#knowledge/search-index.ts'

const words = new Intl.Segmenter('zh', { granularity: 'word' })
const tools: TextTools = {
  normalize: (text) => text.normalize('NFKC').toLowerCase().replaceAll('快递', '物流').replace(/\s+/g, ' ').trim(),
  cut: (text) => [...words.segment(text)].map(({ segment }) => segment),
  products: (text) => (text.includes('水壶') ? ['p-kettle'] : text.includes('炸锅') ? ['p-fryer'] : []),
}

const article = (id: string, title: string, questions: string[], more: Partial<Article> = {}): Article => ({
  id,
  category: 'test',
  language: 'zh',
  title,
  body: `${title}的说明`,
  questions,
  products: [],
  faultCodes: [],
  channels: [],
  status: 'published',
  translationOf: null,
  validFrom: null,
  validUntil: null,
  version: 1,
  updatedBy: 'system',
  updatedAt: '2026-11-21T00:00:00.000Z',
  publishedAt: null,
  helpful: 0,
  unhelpful: 0,
  ...more,
})

const articles = [
  article('ship', '一般几天能送到', ['物流要多久', '几天到货', '什么时候能收到']),
  article('fee', '运费怎么算', ['邮费多少', '包不包邮', '满多少免运费']),
  article('return', '七天无理由退货的条件', ['怎么退货', '不喜欢可以退吗', '拆了还能退吗']),
  article('invoice', '怎么开发票', ['电子发票在哪下载', '发票抬头怎么改']),
  article('kettle-e1', '电水壶显示 E101', ['水壶 E101', '水壶报错怎么办'], {
    products: ['p-kettle'],
    faultCodes: ['E101'],
  }),
  article('fryer-e1', '空气炸锅显示 E101', ['炸锅 E101', '炸锅报错怎么办'], {
    products: ['p-fryer'],
    faultCodes: ['E101'],
  }),
  article('fryer-e2', '空气炸锅显示 E102', ['炸锅 E102', '炸锅不加热'], {
    products: ['p-fryer'],
    faultCodes: ['E102'],
  }),
  article('ship.en', 'How long does delivery take', ['when will it arrive', 'delivery time'], { language: 'en' }),
]

function filled(now?: () => number) {
  const index = buildSearchIndex(tools, { now })
  for (const item of articles) index.put(item)
  return index
}
const first = (index: ReturnType<typeof filled>, query: string, language: 'zh' | 'en' = 'zh') =>
  index.search(query, { language })[0]

test('a stored question is answered with certainty, whatever its punctuation', () => {
  for (const query of ['怎么退货', '怎么退货？', '怎么退货呀!!', ' 怎么 退货 ']) {
    const hit = first(filled(), query)
    assert.equal(hit?.articleId, 'return')
    assert.ok(hit.score >= 0.95)
  }
})

const ASKED: [query: string, articleId: string][] = [
  ['请问快递一般要多久啊', 'ship'],
  ['邮费是多少钱', 'fee'],
  ['拆开了以后还可以退货吗', 'return'],
  ['我想改一下发票的抬头', 'invoice'],
  ['水壶出现E101', 'kettle-e1'],
  ['炸锅跳 e102 了', 'fryer-e2'],
  ['我的炸锅报错 E101', 'fryer-e1'],
]
for (const [query, articleId] of ASKED) {
  test(`"${query}" finds ${articleId} first`, () => assert.equal(first(filled(), query)?.articleId, articleId))
}

test('what has nothing to do with any article is neither answered nor offered', () => {
  for (const query of ['今天天气真好', '讲个笑话', '🙂', '', '   ', '?']) {
    assert.ok((first(filled(), query)?.score ?? 0) < ASK_BACK_THRESHOLD, query)
  }
})

test('two products with the same code are not answered without asking which', () => {
  const hits = filled().search('显示E101', { language: 'zh' })
  assert.deepEqual(
    hits
      .slice(0, 2)
      .map((hit) => hit.articleId)
      .sort(),
    ['fryer-e1', 'kettle-e1'],
  )
  assert.ok(hits[0]!.score < ANSWER_THRESHOLD)
  assert.equal(filled().search('显示E101', { language: 'zh', products: ['p-fryer'] })[0]?.articleId, 'fryer-e1')
})

test('a question that was misheard finds its article all the same', () => {
  const heard: [string, string][] = [
    ['怎么退活', 'return'],
    ['怎么开发飘', 'invoice'],
    ['暴不包邮', 'fee'],
  ]
  for (const [query, articleId] of heard) assert.equal(first(filled(), query)?.articleId, articleId, query)
})

test('a question left out is answered by the others of its article, an article left out by none of it', () => {
  const index = filled()
  const without = (question: string | null) =>
    index.imagine('怎么退货', { language: 'zh', without: { articleId: 'return', question } })
  assert.equal(without('怎么退货')[0]?.articleId, 'return')
  assert.notEqual(without('怎么退货')[0]?.question, '怎么退货')
  assert.equal(
    without(null).some((hit) => hit.articleId === 'return'),
    false,
  )
})

test('all questions of an article together say how likely it is meant; one that is left out says nothing', () => {
  const index = buildSearchIndex(tools)
  const told = [
    '杯子摔碎了',
    '箱子压扁了',
    '到手就破了',
    '寄来是碎的',
    '盒子压坏了',
    '杯口磕破了',
    '路上摔坏了',
    '收到碎了',
  ]
  index.put(article('broken', '收到的东西坏了', told))
  index.put(article('ship', '多久能到', ['什么时候送到', '几天能送来']))
  const likely = (question: string | null) => {
    const { candidates } = index.examine('箱子到手就碎了', {
      language: 'zh',
      ...(question && { without: { articleId: 'broken', question } }),
    })
    return new Map(candidates.map((one) => [one.indexed.article.id, one.evidence[EVIDENCE.indexOf('likely')]!]))
  }
  const whole = likely(null)
  assert.ok(whole.get('broken')! > 0 && whole.get('ship')! < 0, JSON.stringify([...whole]))
  assert.ok(likely('到手就破了').get('broken')! < whole.get('broken')!)
})

test('languages do not mix', () => {
  assert.equal(first(filled(), 'what is the delivery time', 'en')?.articleId, 'ship.en')
  assert.equal(
    filled()
      .search('delivery time', { language: 'zh' })
      .some((hit) => hit.articleId === 'ship.en'),
    false,
  )
})

test('an article counts only within its dates', () => {
  let at = Date.parse('2026-11-21T00:00:00Z')
  const index = filled(() => at)
  index.put(
    article('sale', '双十二活动什么时候', [], {
      validFrom: '2026-12-01T00:00:00Z',
      validUntil: '2026-12-13T00:00:00Z',
    }),
  )
  const found = () => first(index, '双十二活动什么时候')?.articleId === 'sale'
  assert.equal(found(), false)
  at = Date.parse('2026-12-12T00:00:00Z')
  assert.equal(found(), true)
  at = Date.parse('2026-12-13T00:00:00Z')
  assert.equal(found(), false)
})

test('drafts and archived articles leave the index, and an older reading does not bring them back', () => {
  const index = filled()
  index.put({ ...articles[2]!, status: 'archived', version: 3 })
  index.put({ ...articles[2]!, version: 2 })
  assert.equal(
    index.search('怎么退货', { language: 'zh' }).some((hit) => hit.articleId === 'return'),
    false,
  )
  assert.equal(index.size(), articles.length - 1)
})

test('after any series of changes search answers as an index built afresh', () => {
  const change = fc.record({
    which: fc.nat({ max: articles.length - 1 }),
    published: fc.boolean(),
    title: fc.constantFrom('怎么退货', '发票', '多久能到', '运费'),
  })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 150 }), (changes) => {
      const index = filled()
      const now = new Map(articles.map((item) => [item.id, item]))
      for (const [i, { which, published, title }] of changes.entries()) {
        const next = {
          ...articles[which]!,
          title,
          version: i + 2,
          status: published ? ('published' as const) : ('draft' as const),
        }
        now.set(next.id, next)
        index.put(next)
      }
      const fresh = buildSearchIndex(tools)
      for (const item of now.values()) fresh.put(item)
      for (const query of ['怎么退货', '发票多久能到', '炸锅 E102']) {
        assert.deepEqual(
          index.search(query, { language: 'zh', limit: 20 }),
          fresh.search(query, { language: 'zh', limit: 20 }),
        )
      }
    }),
    { numRuns: 30 },
  )
})

test('no query makes it throw', () => {
  const index = filled()
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (query) => {
      for (const hit of index.search(query, { language: 'zh' })) assert.ok(hit.score >= 0 && hit.score <= 1)
    }),
  )
})

test('an article of certain channels is found there and, without a channel, by those who work on it', () => {
  const index = buildSearchIndex(tools)
  index.put(article('phone', '怎么退货', ['退货步骤'], { channels: ['phone'] }))
  index.put(article('all', '怎么退货', ['退货步骤']))
  const found = (channel?: string) =>
    index
      .search('怎么退货', { language: 'zh', channel })
      .map(({ articleId }) => articleId)
      .sort()
  assert.deepEqual(found('web'), ['all'])
  assert.deepEqual(found('phone'), ['all', 'phone'])
  assert.deepEqual(found(), ['all', 'phone'])
})

test('an article alone on the field is not offered for one sound in common', () => {
  const index = buildSearchIndex(tools)
  for (const one of articles) index.put(one)
  index.put(article('dry', '皮肤干怎么护理', ['冬天脸紧绷绷的']))
  assert.ok((index.search('啪啦啪啦嘣', { language: 'zh' })[0]?.score ?? 0) < 0.2)
})

test('what was found before is found again only while nothing changed', () => {
  let at = Date.parse('2026-01-01T00:00:00Z')
  const index = buildSearchIndex(tools, { now: () => at })
  const titles = () => index.search('怎么退货', { language: 'zh' }).map(({ articleId }) => articleId)
  index.put(article('new-year', '怎么退货', ['退货步骤'], { validUntil: '2026-01-02T00:00:00Z' }))
  assert.deepEqual(titles(), ['new-year'])
  assert.deepEqual(titles(), ['new-year'])
  index.put(article('always', '怎么退货', ['退货步骤']))
  assert.deepEqual(titles().toSorted(), ['always', 'new-year'])
  at = Date.parse('2026-01-03T00:00:00Z')
  assert.deepEqual(titles(), ['always'])
  index.remove('always')
  assert.deepEqual(titles(), [])
})
