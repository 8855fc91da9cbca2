import type { DifferenceWeights } from '#knowledge/search/differences.ts'
import { softmax } from '#knowledge/search/fit-linear.ts'

/** The differences of each candidate of a query, its rank so far, and which is right, −1 when none is. */
export type Differing = { differences: string[][]; ranks: number[]; right: number }

const ROUNDS = 3
const RATE = 0.05
const PULL = 0.01
/** A difference seen in fewer queries is chance. */
const SEEN = 2

/** Learns which differences matter, on top of the ranks given: AdaGrad on softmax over each list. */
export function fitDifferences(lists: Differing[]): DifferenceWeights {
  const usable = lists.filter(({ right, ranks }) => right >= 0 && ranks.length > 1)
  const numbers = frequent(usable)
  const weights = new Float64Array(numbers.size)
  const squares = new Float64Array(numbers.size).fill(1)
  const encoded = usable.map(({ differences, ranks, right }) => ({
    ranks,
    right,
    ids: differences.map((list) => Int32Array.from(list.flatMap((one) => numbers.get(one) ?? []))),
  }))
  for (let round = 0; round < ROUNDS; round++) {
    for (const { ids, ranks, right } of encoded) {
      const p = softmax(Float64Array.from(ids, (list, i) => list.reduce((sum, id) => sum + weights[id]!, ranks[i]!)))
      for (let i = 0; i < ids.length; i++) {
        const error = p[i]! - (i === right ? 1 : 0)
        if (Math.abs(error) < 0.003) continue
        for (const id of ids[i]!) {
          const g = error + PULL * weights[id]!
          squares[id]! += g * g
          weights[id]! -= (RATE * g) / Math.sqrt(squares[id]!)
        }
      }
    }
  }
  const learned: DifferenceWeights = new Map()
  for (const [difference, id] of numbers) if (Math.abs(weights[id]!) >= 0.01) learned.set(difference, weights[id]!)
  return learned
}

function frequent(lists: Differing[]): Map<string, number> {
  const seen = new Map<string, number>()
  for (const { differences } of lists) {
    for (const one of new Set(differences.flat())) seen.set(one, (seen.get(one) ?? 0) + 1)
  }
  const numbers = new Map<string, number>()
  for (const [one, count] of seen) if (count >= SEEN) numbers.set(one, numbers.size)
  return numbers
}
