import type { Article } from '#knowledge/contract.ts'
import type { Pair } from '#knowledge/search/fit-reranker.ts'

/** How much a question counts that the base cannot answer, beside one that it can. */
const UNANSWERED = 0.35

/**
 * What a base can teach of itself: each question asked with it left out of its article, and asked once more with the
 * whole article left out, so that there is no answer. At most `most` questions, spread over all of them.
 */
export function leaveOneOut(articles: Article[], most = Number.POSITIVE_INFINITY): Pair[] {
  const asked = articles.flatMap(({ id, language, questions }) =>
    questions.map((query) => ({ query, language, articleId: id })),
  )
  const step = Math.max(1, asked.length / most)
  const pairs: Pair[] = []
  for (let i = 0; i < asked.length; i += step) {
    const one = asked[Math.floor(i)]!
    pairs.push({ ...one, without: { articleId: one.articleId, question: one.query } })
    pairs.push({ ...one, articleId: null, without: { articleId: one.articleId, question: null }, weight: UNANSWERED })
  }
  return pairs
}
