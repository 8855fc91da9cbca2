import { cholesky, solve, solveTransposed } from '#learning/linear-algebra.ts'
import { seededNormal, seededRandom } from '#learning/random.ts'

/** One answer that may be given: which, and what is known of it for this question. */
export type Arm = { articleId: string; features: number[] }
export type Chances = number[]
export type Reward = { arm: Arm; reward: number }

export type Bandit = {
  /** What an answer is expected to bring, 0…1. */
  expect(arm: Arm): number
  /** The chance each arm is chosen with; no chance is below the floor, so that every logged choice can be judged later. */
  chances(arms: Arm[], seed: string): Chances
  weights(): number[]
}

export type BanditOptions = {
  /** Share of choices spread evenly over all arms. */
  floor?: number
  /** Standard deviation of a reward around its expectation. */
  noise?: number
  /** How far articles differ beyond what the features say. */
  spread?: number
  /** How many times the posterior is drawn to find the chances. */
  draws?: number
}

/**
 * Thompson sampling: a Bayesian linear model over the features and, for each article, an effect of its own that shrinks
 * to nought where little is known. An arm is chosen as often as it comes out best when the unknown is drawn.
 */
export function trainBandit(rewards: Reward[], size: number, options: BanditOptions = {}): Bandit {
  const { floor = 0.08, noise = 0.45, spread = 0.25, draws = 120 } = options
  const precision = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 4 : 0)))
  const moment = Array.from({ length: size }, () => 0)
  // Before anything is known the better search score is the better answer.
  moment[SCORE] = 2
  const scale = 1 / noise ** 2
  for (const { arm, reward } of rewards)
    for (let i = 0; i < size; i++) {
      moment[i]! += scale * arm.features[i]! * reward
      for (let j = 0; j < size; j++) precision[i]![j]! += scale * arm.features[i]! * arm.features[j]!
    }
  const root = cholesky(precision)
  const mean = solveTransposed(root, solve(root, moment))
  const own = ownEffects(rewards, mean, { noise, spread })
  const expect = (arm: Arm) => dot(mean, arm.features) + (own.get(arm.articleId)?.mean ?? 0)

  return {
    expect: (arm) => Math.min(1, Math.max(0, expect(arm))),
    chances(arms, seed) {
      const normal = seededNormal(`chances ${seed}`)
      const wins = arms.map(() => 0)
      for (let draw = 0; draw < draws; draw++) {
        const offset = solveTransposed(
          root,
          mean.map(() => normal()),
        )
        const values = arms.map((arm) => {
          const deviation = own.get(arm.articleId)?.deviation ?? spread
          return expect(arm) + dot(offset, arm.features) + deviation * normal()
        })
        wins[values.indexOf(Math.max(...values))]!++
      }
      return wins.map((won) => (1 - floor) * (won / draws) + floor / arms.length)
    },
    weights: () => mean,
  }
}

/** Place of the search score among the features; the first is the constant 1. */
export const SCORE = 1

/** Draws one arm by its chances; the same seed draws the same one. */
export function draw(chances: Chances, seed: string): number {
  let left = seededRandom(`draw ${seed}`)()
  for (const [i, chance] of chances.entries()) {
    left -= chance
    if (left < 0) return i
  }
  return chances.length - 1
}

function ownEffects(rewards: Reward[], mean: number[], { noise, spread }: { noise: number; spread: number }) {
  const sums = new Map<string, { sum: number; count: number }>()
  for (const { arm, reward } of rewards) {
    const entry = sums.get(arm.articleId) ?? { sum: 0, count: 0 }
    entry.sum += reward - dot(mean, arm.features)
    entry.count++
    sums.set(arm.articleId, entry)
  }
  const [v, t] = [noise ** 2, spread ** 2]
  return new Map(
    [...sums].map(([id, { sum, count }]) => [
      id,
      { mean: (t * sum) / (count * t + v), deviation: Math.sqrt((t * v) / (count * t + v)) },
    ]),
  )
}

function dot(a: number[], b: number[]): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
