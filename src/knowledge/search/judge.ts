import type { Pair } from '#knowledge/search/fit-reranker.ts'
import type { Judgement } from '#knowledge/search/precision.ts'
import type { SearchIndex } from '#knowledge/search-index.ts'

/** Asks each question as if it were not in the base, and says whether the best answer is right. */
export function judge(pairs: Pair[], index: Pick<SearchIndex, 'imagine'>): Judgement[] {
  return pairs.map((pair) => {
    const best = index.imagine(pair.query, pair)[0]
    return { score: best?.score ?? 0, right: best?.articleId === pair.articleId, weight: pair.weight ?? 1 }
  })
}
