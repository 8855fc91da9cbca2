import { type Arm, type Chances, trainBandit } from '#learning/bandit.ts'

/** A choice that was made, with the chances it was made by, and what it brought. */
export type Logged = { arms: Arm[]; chances: Chances; chosen: number; reward: number }
export type Policy = (arms: Arm[], index: number) => Chances
export type Estimate = { ips: number; snips: number; doublyRobust: number; margin: number }

/** One rare lucky choice must not decide the whole estimate. */
const HEAVIEST = 20

/**
 * What another policy would have earned on logged choices. IPS weighs each reward by how much likelier the policy was
 * to choose it, SNIPS divides by the sum of the weights, doubly robust corrects a reward model by the weighted error.
 */
export function estimate(logged: Logged[], policy: Policy): Estimate | null {
  // A choice that could not have been otherwise tells nothing of other choices.
  const rows = logged.filter(({ chances }) => chances.every((chance) => chance > 0))
  if (rows.length < 2) return null
  const model = crossFitted(rows)
  let weights = 0
  let weighted = 0
  const terms: number[] = []
  for (const [i, { arms, chances, chosen, reward }] of rows.entries()) {
    const wanted = policy(arms, i)
    const weight = Math.min(HEAVIEST, wanted[chosen]! / chances[chosen]!)
    weights += weight
    weighted += weight * reward
    const expected = arms.map((arm) => model(i, arm))
    const direct = expected.reduce((sum, value, k) => sum + wanted[k]! * value, 0)
    terms.push(direct + weight * (reward - expected[chosen]!))
  }
  const mean = terms.reduce((sum, term) => sum + term, 0) / terms.length
  const variance = terms.reduce((sum, term) => sum + (term - mean) ** 2, 0) / (terms.length - 1)
  return {
    ips: round(weighted / rows.length),
    snips: round(weights ? weighted / weights : 0),
    doublyRobust: round(mean),
    margin: round(1.96 * Math.sqrt(variance / terms.length)),
  }
}

/** Expected rewards from a model that has not seen the row itself. */
function crossFitted(rows: Logged[]): (row: number, arm: Arm) => number {
  const size = rows[0]!.arms[0]!.features.length
  const models = [0, 1].map((fold) => {
    const others = rows.filter((_, i) => halfOf(i) !== fold)
    return trainBandit(
      others.map((row) => ({ arm: row.arms[row.chosen]!, reward: row.reward })),
      size,
    )
  })
  return (row, arm) => models[halfOf(row)]!.expect(arm)
}

/** Which half a row is in; not simply every other one, since choices may take turns too. */
export const halfOf = (row: number): 0 | 1 => ((Math.imul(row + 1, 0x9e3779b1) >>> 16) & 1) as 0 | 1

/** Always the first arm. */
export const firstArm: Policy = (arms) => arms.map((_, i) => (i === 0 ? 1 : 0))

const round = (value: number) => Math.round(value * 10_000) / 10_000
