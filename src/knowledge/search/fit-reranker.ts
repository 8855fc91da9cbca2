import type { Article } from '#knowledge/contract.ts'
import type { TextTools } from '#knowledge/features.ts'
import type { Found, Without } from '#knowledge/search/candidates.ts'
import { differences } from '#knowledge/search/differences.ts'
import { fitChance, type Outcome } from '#knowledge/search/fit-chance.ts'
import { type Differing, fitDifferences } from '#knowledge/search/fit-differences.ts'
import { fitLinear, type LinearOptions } from '#knowledge/search/fit-linear.ts'
import { linearOf, type Reranker } from '#knowledge/search/reranker.ts'
import { buildSearchIndex, type SearchIndex } from '#knowledge/search-index.ts'

/** A question and the article that answers it, null when none does. `without` leaves the question itself out of the base. */
export type Pair = {
  query: string
  language: 'zh' | 'en'
  articleId: string | null
  without?: Without
  weight?: number
}

/** Fewer pairs say nothing about single words. */
const ENOUGH = 500
/** Candidates further down teach nothing. */
const TAUGHT = 12
/** Each part is judged by what was learned from the others. */
const FOLDS = 4

/** Learns from questions whose answer is known how to order and how sure to be. Seconds for thousands of pairs. */
export function fitReranker(pairs: Pair[], articles: Article[], tools: TextTools): Reranker {
  const index = buildSearchIndex(tools)
  for (const article of articles) index.put(article)
  return fitOnExamples(readExamples(pairs, index))
}

export const readExamples = (pairs: Pair[], index: SearchIndex): Example[] =>
  pairs.map((pair) => read(pair, index.examine(pair.query, pair))).filter((one) => one !== null)

/** Examples may come from several bases. */
export function fitOnExamples(asked: Example[], options: LinearOptions = {}): Reranker {
  const weights = fitLinear(asked, options)
  for (const one of asked) one.ranks = one.rows.map((row) => linearOf(weights, row))
  if (asked.length < ENOUGH) return { weights, differences: new Map(), chance: fitChance(asked) }
  const outcomes: Outcome[] = asked.map((one) => ({ ...one }))
  for (let fold = 0; fold < FOLDS; fold++) {
    const learned = fitDifferences(asked.filter((_, i) => i % FOLDS !== fold))
    for (let i = fold; i < asked.length; i += FOLDS) {
      const { ranks, differences } = asked[i]!
      const add = (rank: number, k: number) => differences[k]!.reduce((sum, one) => sum + (learned.get(one) ?? 0), rank)
      outcomes[i]!.ranks = ranks.map(add)
    }
  }
  return { weights, differences: fitDifferences(asked), chance: fitChance(outcomes) }
}

/** A question with the evidence of its candidates. */
export type Example = Outcome & Differing & { rows: number[][] }

/** Null for the question itself: it is answered without weighing. */
function read({ articleId, weight = 1 }: Pair, { query, candidates }: Found): Example | null {
  if (!candidates.length || candidates.some(({ exact }) => exact)) return null
  const taught = candidates.filter(({ indexed }, i) => i < TAUGHT || indexed.article.id === articleId)
  return {
    rows: taught.map(({ evidence }) => evidence),
    differences: taught.map(({ question }) => differences(query, question)),
    ranks: [],
    right: taught.findIndex(({ indexed }) => indexed.article.id === articleId),
    weight,
  }
}
