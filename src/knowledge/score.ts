import type { Reranker } from '#knowledge/search/reranker.ts'

/** Further ahead or behind says no more. */
const LEAD = 5
/** Rank of there being no answer: an article alone on the field has not beaten anything yet. */
const NOTHING = 2

/** How far a candidate is ahead of the best of the others, or of no answer; negative for those behind. */
export function leadOf(ranks: number[], at: number): number {
  let rival = Math.max(NOTHING, ranks[at]! - LEAD)
  for (let i = 0; i < ranks.length; i++) if (i !== at && ranks[i]! > rival) rival = ranks[i]!
  return Math.max(-LEAD, ranks[at]! - rival)
}

/** What the chance is computed from: the rank, and the lead over the next. */
export const chanceInputs = (rank: number, lead: number): number[] => [
  Math.max(-10, Math.min(rank, 30)) / 10,
  lead / LEAD,
]

/** Chance that an article answers, 0…1. */
export function chanceOf({ chance }: Reranker, rank: number, lead: number): number {
  let odds = chance[0]!
  for (const [i, input] of chanceInputs(rank, lead).entries()) odds += chance[i + 1]! * input
  return 1 / (1 + Math.exp(-odds))
}
