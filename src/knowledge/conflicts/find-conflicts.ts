import { compareAnswers } from '#knowledge/conflicts/compare-answers.ts'
import type {
  AnswerThresholds,
  Article,
  ConflictingArticle,
  SearchHit,
  SearchKnowledge,
  SimilarArticle,
} from '#knowledge/contract.ts'
import { findArticles } from '#knowledge/queries.ts'
import { findSimilar, overlap } from '#knowledge/similar.ts'
import type { Queryable } from '#platform/db/open.ts'

export type Reader = {
  search: SearchKnowledge
  normalize: (text: string) => string
  thresholds: () => AnswerThresholds
}
export type Related = { similar: SimilarArticle[]; conflicts: ConflictingArticle[] }
type Compared = Pick<
  Article,
  | 'id'
  | 'language'
  | 'title'
  | 'body'
  | 'questions'
  | 'products'
  | 'faultCodes'
  | 'channels'
  | 'validFrom'
  | 'validUntil'
>

/** Questions this near are asked by the same customers. */
const NEAR = 0.6
const MOST_QUESTIONS = 30

/** Published articles that answer the same questions: those that say the same, and those that say something else. */
export async function findRelated(db: Queryable, reader: Reader, article: Article): Promise<Related> {
  const near = nearest(reader, article)
  const alike = findSimilar(reader.search, article, reader.normalize)
  const ids = new Set([...near.keys(), ...alike.map(({ articleId }) => articleId)])
  const found = await findArticles(db, [...ids])
  const others = new Map(found.filter((other) => aboutTheSame(article, other)).map((other) => [other.id, other]))
  const conflicts: ConflictingArticle[] = []
  for (const [articleId, { question, hit, score }] of near) {
    const other = others.get(articleId)
    const reasons = other ? compareAnswers(article.body, other.body) : []
    if (other && reasons.length)
      conflicts.push({ articleId, title: other.title, question, theirs: hit.question, score, reasons })
  }
  const contradicted = new Set(conflicts.map(({ articleId }) => articleId))
  const similar = alike.filter(({ articleId }) => others.has(articleId) && !contradicted.has(articleId))
  return { similar, conflicts: conflicts.sort((a, b) => b.score - a.score).slice(0, 10) }
}

type Near = { question: string; hit: SearchHit; score: number }

function nearest({ search, normalize, thresholds }: Reader, article: Compared): Map<string, Near> {
  const best = new Map<string, Near>()
  const { answer } = thresholds()
  for (const question of [article.title, ...article.questions].slice(0, MOST_QUESTIONS)) {
    const options = { language: article.language, limit: 4, products: article.products }
    for (const hit of search(question, options)) {
      const alike = overlap(normalize(question), normalize(hit.question))
      if (hit.articleId === article.id || (hit.score < answer && alike < NEAR)) continue
      const score = Math.max(alike, Math.min(hit.score, 0.99))
      if (alike >= 0.4 && score > (best.get(hit.articleId)?.score ?? 0))
        best.set(hit.articleId, { question, hit, score: Math.round(score * 100) / 100 })
    }
  }
  return best
}

/** Two products may each have their own period of warranty, two channels their own rules, two seasons their own prices. */
export function aboutTheSame(a: Compared, b: Compared): boolean {
  const apart = (own: string[], other: string[]) =>
    own.length > 0 && other.length > 0 && !own.some((one) => other.includes(one))
  // One that speaks of a product is the exception to one that speaks of all.
  const special = (a.products.length === 0) !== (b.products.length === 0)
  if (special || apart(a.products, b.products) || apart(a.faultCodes, b.faultCodes) || apart(a.channels, b.channels))
    return false
  const [from, until] = [(one: Compared) => one.validFrom ?? '', (one: Compared) => one.validUntil ?? '9999']
  return from(a) < until(b) && from(b) < until(a)
}
