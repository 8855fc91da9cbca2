import type { SearchHit } from '#knowledge/contract.ts'
import { type Arm, type Bandit, draw } from '#learning/bandit.ts'

/** A choice among close answers as it is logged; the first candidate is the one with the best score. */
export type Choice = { candidates: { articleId: string; features: number[]; chance: number }[]; chosen: number }
export type ChooseAnswer = (hits: SearchHit[], seed: string) => { hits: SearchHit[]; choice: Choice | null }

export const FEATURES = ['constant', 'score', 'behind', 'question', 'second', 'third'] as const
/** Answers this close may change places. */
const MARGIN = 0.1
const MOST = 3
/** The article's own words: nothing to choose. */
const PLAIN = 0.95

/** Puts one of the close answers first. Until enough was learnt the best score stays first and nothing is drawn. */
export function chooseAnswer(
  hits: SearchHit[],
  seed: string,
  bandit: Bandit | null,
  askBack: number,
): ReturnType<ChooseAnswer> {
  const best = hits[0]
  if (!best || best.score >= PLAIN) return { hits, choice: null }
  const close = hits.slice(0, MOST).filter(({ score }) => score >= askBack && best.score - score <= MARGIN)
  if (close.length < 2) return { hits, choice: null }
  const arms = close.map((hit, place) => armOf(hit, place, best.score))
  const chances = bandit ? bandit.chances(arms, seed) : arms.map((_, i) => (i === 0 ? 1 : 0))
  const chosen = draw(chances, seed)
  const choice = { candidates: arms.map((arm, i) => ({ ...arm, chance: round(chances[i]!) })), chosen }
  const order = [close[chosen]!, ...close.filter((_, i) => i !== chosen), ...hits.slice(close.length)]
  // Whether to answer or to ask back hangs on the scores by place; only who stands there is chosen.
  return { hits: order.map((hit, place) => ({ ...hit, score: hits[place]!.score })), choice }
}

function armOf(hit: SearchHit, place: number, best: number): Arm {
  const features = [
    1,
    hit.score,
    best - hit.score,
    hit.question === hit.title ? 0 : 1,
    place === 1 ? 1 : 0,
    place === 2 ? 1 : 0,
  ]
  return { articleId: hit.articleId, features: features.map(round) }
}

const round = (value: number) => Math.round(value * 10_000) / 10_000
