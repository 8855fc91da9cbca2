import { chanceInputs, leadOf } from '#knowledge/score.ts'
import { fitLogistic } from '#understanding/calibrate.ts'

/** Ranks of the candidates of a query, and which is right, −1 when none is; `weight` is how often such queries come. */
export type Outcome = { ranks: number[]; right: number; weight: number }

/** How sure to be of the best candidate: logistic regression on whether it was the right one. Bias first. */
export function fitChance(outcomes: Outcome[]): number[] {
  const rows = outcomes
    .filter(({ ranks }) => ranks.length > 0)
    .map(({ ranks, right, weight }) => {
      const best = ranks.indexOf(Math.max(...ranks))
      return { x: chanceInputs(ranks[best]!, leadOf(ranks, best)), y: best === right, weight }
    })
  const weights = fitLogistic(rows, 3000)
  return [weights.at(-1)!, ...weights.slice(0, -1)]
}
