import type { Found } from '#knowledge/search/candidates.ts'
import { type DifferenceWeights, weightOf } from '#knowledge/search/differences.ts'

/**
 * How evidence becomes an order and a chance. Plain data: it may be stored and sent. `weights` are those of the
 * evidence and `differences` those of single words; `chance` turns what `chanceInputs` gives into the probability that
 * the article answers, its bias first.
 */
export type Reranker = { weights: number[]; differences: DifferenceWeights; chance: number[] }

/** How much an embedding model is trusted here: what a deviation beyond chance is worth, and what is added to the odds. */
export type Trust = { weight: number; shift: number }

/** Until the base has shown how far the model is to be trusted. */
export const SOME_TRUST: Trust = { weight: 0.5, shift: -0.5 }
/** No model is trusted against all the words. */
const MOST = 5

/** Rank of each candidate, on the scale of log-odds. */
export const ranksOf = (reranker: Reranker, { query, candidates }: Found, { weight }: Trust): number[] =>
  candidates.map(
    ({ question, evidence, near }) =>
      linearOf(reranker.weights, evidence) +
      weightOf(reranker.differences, query, question) +
      Math.min(weight * Math.max(0, near ?? 0), MOST),
  )

/** The same re-ranker as sure as it may be where an embedding model has a say. */
export const trusting = (reranker: Reranker, { shift }: Trust): Reranker => ({
  ...reranker,
  chance: [reranker.chance[0]! + shift, ...reranker.chance.slice(1)],
})

export function linearOf(weights: number[], evidence: number[]): number {
  let sum = 0
  for (let i = 0; i < evidence.length; i++) sum += weights[i]! * evidence[i]!
  return sum
}
