import { setImmediate as breathe } from 'node:timers/promises'
import { ANSWER_THRESHOLD } from '#knowledge/contract.ts'
import { chanceOf, leadOf } from '#knowledge/score.ts'
import type { Found } from '#knowledge/search/candidates.ts'
import { leaveOneOut } from '#knowledge/search/leave-one-out.ts'
import { type Judgement, pointAt, thresholdFor } from '#knowledge/search/precision.ts'
import { type Reranker, ranksOf, SOME_TRUST, type Trust } from '#knowledge/search/reranker.ts'
import type { SearchIndex } from '#knowledge/search-index.ts'

/** So many questions tell; more would only take longer. */
const MOST = 150
const ENOUGH = 20
/** Its own questions share words more often than customers share them with an article: some weight always stays. */
const WEIGHTS = [0.5, 0.75, 1, 1.5, 2]
/** What a base says of itself may make search more careful, never bolder. */
const LOWEST_SHIFT = -3

type Case = { found: Found; articleId: string | null; weight: number }

/**
 * How far an embedding model is to be trusted beside the words: the base is asked its own questions, each left out, as
 * a customer would ask. Answers given from the usual threshold on stay as often right as they are by words alone.
 */
export async function learnTrust(index: SearchIndex, reranker: Reranker): Promise<Trust> {
  const cases: Case[] = []
  for (const { query, language, articleId, without, weight = 1 } of leaveOneOut(index.articles(), MOST)) {
    const vector = without?.question === undefined ? undefined : index.vectorOf(without.articleId, query)
    if (!vector) continue
    await breathe()
    cases.push({ found: index.examine(query, { language, without, vector }), articleId, weight })
  }
  if (cases.length < ENOUGH) return SOME_TRUST
  const fits = WEIGHTS.map((weight) => likelihood(cases, reranker, weight))
  const weight = WEIGHTS[fits.indexOf(Math.max(...fits))]!
  const { precision } = pointAt(judge(cases, reranker, 0), ANSWER_THRESHOLD)
  const threshold = Math.min(0.98, thresholdFor(judge(cases, reranker, weight), precision))
  const shift = logit(ANSWER_THRESHOLD) - logit(threshold)
  return { weight, shift: Math.max(LOWEST_SHIFT, Math.min(shift, 0)) }
}

const logit = (chance: number) => Math.log(chance / (1 - chance))

/** How likely the right articles are among their candidates. */
function likelihood(cases: Case[], reranker: Reranker, weight: number): number {
  let sum = 0
  for (const { found, articleId } of cases) {
    const right = found.candidates.findIndex(({ indexed }) => indexed.article.id === articleId)
    if (right < 0) continue
    const ranks = ranksOf(reranker, found, { weight, shift: 0 })
    const best = Math.max(...ranks)
    sum += ranks[right]! - best - Math.log(ranks.reduce((all, rank) => all + Math.exp(rank - best), 0))
  }
  return sum
}

function judge(cases: Case[], reranker: Reranker, weight: number): Judgement[] {
  return cases.map(({ found, articleId, weight: counts }) => {
    const ranks = ranksOf(reranker, found, { weight, shift: 0 })
    const at = ranks.indexOf(Math.max(...ranks))
    const best = found.candidates[at]
    const score = best ? chanceOf(reranker, ranks[at]!, leadOf(ranks, at)) : 0
    return { score, right: best !== undefined && best.indexed.article.id === articleId, weight: counts }
  })
}
