import {
  ANSWER_THRESHOLD,
  type AnswerThresholds,
  type Article,
  ASK_BACK_THRESHOLD,
  type SearchHit,
  type SearchKnowledge,
} from '#knowledge/contract.ts'
import type { TextTools } from '#knowledge/features.ts'
import { chanceOf, leadOf } from '#knowledge/score.ts'
import { EVIDENCE, type Found, findCandidates, type Question, type Without } from '#knowledge/search/candidates.ts'
import { type Indexed, questionsOf, shelve } from '#knowledge/search/indexed.ts'
import { learnTrust } from '#knowledge/search/learn-trust.ts'
import { openRemembered } from '#knowledge/search/remembered.ts'
import { type Reranker, ranksOf, SOME_TRUST, type Trust, trusting } from '#knowledge/search/reranker.ts'
import { openShelf, type Shelf } from '#knowledge/search/shelf.ts'
import { SHIPPED } from '#knowledge/search/shipped.ts'
import { openVectors, type Vectors } from '#knowledge/search/vectors.ts'

export type SearchIndex = {
  /** Adds an article or replaces what is known of it; one that is not published leaves the index. */
  put(article: Article): void
  /** Published articles without vectors. */
  lacking(most: number): Article[]
  /** Vectors of the texts of an article, as `textsOf` gives them; those of another version are refused. */
  describe(articleId: string, version: number, vectors: Float32Array[]): void
  remove(articleId: string): void
  search: SearchKnowledge
  /** Searches as if a question or an article were not in the base. */
  imagine(query: string, options: { language: 'zh' | 'en'; without?: Without; vector?: Float32Array }): SearchHit[]
  /** What search weighs, before it is weighed. */
  examine(query: string, options: { language: 'zh' | 'en'; without?: Without; vector?: Float32Array }): Found
  /** Vector of a question of an article, when it has one. */
  vectorOf(articleId: string, question: string): Float32Array | undefined
  /** Weighs an embedding model beside the words as the base itself shows; takes a moment, in small steps. */
  learnTrust(): Promise<void>
  /** Orders and judges by another model from now on. */
  use(reranker: Reranker): void
  size(): number
  /** Grows with every change. */
  edition(): number
  articles(): Article[]
}

export type SearchIndexOptions = {
  now?: () => number
  reranker?: Reranker
  thresholds?: () => AnswerThresholds
  /** Called after an article was put in. */
  changed?: () => void
}

const usual = (): AnswerThresholds => ({ answer: ANSWER_THRESHOLD, askBack: ASK_BACK_THRESHOLD })

/** The published articles of all languages in memory. Searching is synchronous; one article is replaced in place. */
export function buildSearchIndex(tools: TextTools, options: SearchIndexOptions = {}): SearchIndex {
  const { now = Date.now, thresholds = usual } = options
  let reranker = options.reranker ?? SHIPPED
  let trust = SOME_TRUST
  const byId = new Map<string, Indexed>()
  const shelves = { zh: openRoom(), en: openRoom() }
  const undescribed = new Set<string>()

  let edition = 0
  const remove = (articleId: string) => {
    const indexed = byId.get(articleId)
    if (!indexed) return
    edition++
    byId.delete(articleId)
    shelves[indexed.article.language].shelf.remove(indexed.place)
    shelves[indexed.article.language].vectors.remove(articleId)
    undescribed.delete(articleId)
  }
  const latest = new Map<string, number>()
  const put = (article: Article) => {
    // Two readings of one row may arrive in the wrong order.
    if (article.version < (latest.get(article.id) ?? 0)) return
    latest.set(article.id, article.version)
    remove(article.id)
    if (article.status !== 'published') return
    const { shelf, places } = shelves[article.language]
    const indexed = shelve(article, shelf, tools)
    byId.set(article.id, indexed)
    undescribed.add(article.id)
    edition++
    places[indexed.place] = indexed
    options.changed?.()
  }
  const find = (text: string, language: 'zh' | 'en', more: Partial<Question>, vector?: Float32Array) => {
    const { shelf, places, vectors } = shelves[language]
    const near = vector && vectors.count() ? nearestOf(vectors, vector, byId, more.without) : undefined
    return findCandidates({ text, products: [], at: now(), near, ...more }, shelf, (place) => places[place]!, tools)
  }
  const remembered = openRemembered((at) => ({ edition, until: nextChange(byId, at) }))
  const search: SearchKnowledge = (query, { language, limit = 5, products = [], channel, vector }) => {
    const wanted = thresholds()
    const look = () =>
      withScores(find(query, language, { products, channel }, vector), reranker, trust, wanted).slice(0, limit)
    if (vector) return look()
    const key = JSON.stringify([query, language, limit, products, channel, wanted.answer, wanted.askBack])
    return remembered.find(key, now(), edition, look)
  }
  const index: SearchIndex = {
    put,
    remove,
    lacking: (most) => [...undescribed].slice(0, most).map((id) => byId.get(id)!.article),
    describe(articleId, version, vectors) {
      const article = byId.get(articleId)?.article
      if (article?.version !== version) return
      shelves[article.language].vectors.put(articleId, vectors)
      undescribed.delete(articleId)
    },
    search,
    imagine: (query, { language, without, vector }) =>
      withScores(find(query, language, { without }, vector), reranker, trust, thresholds()),
    examine: (query, { language, without, vector }) => find(query, language, { without }, vector),
    vectorOf(articleId, question) {
      const article = byId.get(articleId)?.article
      return article && shelves[article.language].vectors.of(articleId, questionsOf(article).indexOf(question))
    },
    async learnTrust() {
      trust = await learnTrust(index, reranker)
      remembered.forget()
    },
    use: (other) => {
      reranker = other
      remembered.forget()
    },
    size: () => byId.size,
    edition: () => edition,
    articles: () => [...byId.values()].map(({ article }) => article),
  }
  return index
}

/** When the next article becomes or ceases to be valid. */
const nextChange = (byId: Map<string, Indexed>, at: number): number =>
  Math.min(...[...byId.values()].flatMap(({ from, until }) => [from, until]).filter((time) => time > at))

type Room = { shelf: Shelf; places: Indexed[]; vectors: Vectors }
const openRoom = (): Room => ({ shelf: openShelf(), places: [], vectors: openVectors() })

function nearestOf(vectors: Vectors, vector: Float32Array, byId: Map<string, Indexed>, without?: Without) {
  const left = without && byId.get(without.articleId)?.article
  const nth = left && without.question !== null ? questionsOf(left).indexOf(without.question) : -1
  const near = vectors.nearest(vector, left && nth >= 0 ? { articleId: left.id, nth } : undefined)
  return [...near]
    .sort(([, a], [, b]) => b - a)
    .map(([articleId, ahead]) => ({ indexed: byId.get(articleId)!, near: ahead }))
}

const WRITTEN = EVIDENCE.indexOf('units of query')
const HEARD_ONLY = 0.4

/** Best first; the score of the best is lowered when the next is close behind, since then it may be the wrong one. */
function withScores(found: Found, own: Reranker, trust: Trust, { answer, askBack }: AnswerThresholds): SearchHit[] {
  const { candidates, namesProduct } = found
  const reranker = candidates.some(({ near }) => near !== null) ? trusting(own, trust) : own
  const ranks = ranksOf(reranker, found, trust)
  const exact = candidates.filter((one) => one.exact).length
  // A fault code that several products have is offered, never answered, until the product is known.
  const unclear = !namesProduct && candidates.filter(({ code }) => code > 0).length > 1
  const scored = candidates.map((candidate, i) => {
    const { indexed, unit, code, evidence, near } = candidate
    const chance = chanceOf(reranker, ranks[i]!, leadOf(ranks, i))
    // The same sounds without one character in common are chance more often than mishearing.
    const heard = evidence[WRITTEN] === 0 && (near ?? 0) <= 0 ? chance * HEARD_ONLY : chance
    // The same question in two articles: neither is certain.
    const sure = candidate.exact ? (exact > 1 ? Math.max(0.5, Math.min(heard, 0.9)) : 0.99) : Math.min(heard, 0.98)
    const score = unclear && code > 0 ? Math.min(Math.max(sure, askBack), answer - 0.01) : sure
    return {
      indexed,
      unit,
      exact: candidate.exact,
      coded: code > 0,
      rank: ranks[i]!,
      score: Math.round(score * 1000) / 1000,
    }
  })
  return scored.sort(byRank).map(({ indexed: { article }, unit, score }) => ({
    articleId: article.id,
    title: article.title,
    body: article.body,
    category: article.category,
    products: article.products,
    score,
    question: unit.text,
  }))
}

type Ranked = { indexed: Indexed; exact: boolean; coded: boolean; rank: number }

/** The very words first, then the fault code that was named, then the rest. */
const byRank = (a: Ranked, b: Ranked): number =>
  Number(b.exact) - Number(a.exact) ||
  Number(b.coded) - Number(a.coded) ||
  b.rank - a.rank ||
  (a.indexed.article.id < b.indexed.article.id ? -1 : 1)
