import type { Sample } from '#knowledge/search/compare.ts'
import { holds } from '#knowledge/search/sounds.ts'

/** Learned weight of each difference between a query and a question. */
export type DifferenceWeights = Map<string, number>

/** More words that stand on one side alone are not paired with those of the other. */
const PAIRED = 5

/**
 * What a query has that a question lacks (`-`), the other way round (`+`), and which word may stand for which (`>`).
 * A character that sounds like one on the other side is no difference.
 */
export function differences(query: Sample, question: Sample): string[] {
  const found: string[] = []
  const missing = alone(query, question)
  const added = alone(question, query)
  for (const unit of missing.units) found.push(`-${unit}`)
  for (const unit of added.units) found.push(`+${unit}`)
  for (const word of missing.words) if (word.length > 1) found.push(`-${word}`)
  for (const word of added.words) if (word.length > 1) found.push(`+${word}`)
  if (missing.words.length <= PAIRED && added.words.length <= PAIRED) {
    for (const a of missing.words) for (const b of added.words) found.push(`${a}>${b}`)
    if (missing.words.length === 0) for (const b of added.words) found.push(`>${b}`)
    if (added.words.length === 0) for (const a of missing.words) found.push(`${a}>`)
  }
  return found
}

/** What of one side the other has neither written nor sounding alike. */
function alone(side: Sample, other: Sample): { units: string[]; words: string[] } {
  const heard = new Set(other.sound)
  const units = new Set<string>()
  for (let i = 0; i < side.sound.length; i++) if (!heard.has(side.sound[i]!)) units.add(side.bare[i]!)
  const words = side.words().filter(({ sound }) => !holds(other.sound, sound))
  return { units: [...units], words: words.map(({ text }) => text) }
}

export function weightOf(weights: DifferenceWeights, query: Sample, question: Sample): number {
  if (!weights.size) return 0
  let sum = 0
  for (const difference of differences(query, question)) sum += weights.get(difference) ?? 0
  return sum
}
