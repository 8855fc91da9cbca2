/** What speaks for an article as the answer to a query; shares and similarities are 0…1, code and product −1, 0 or 1. */
export type Evidence = {
  /** 1 when the query is one of its questions. */
  exact: number
  /** Cosine to its most similar question, and to the next one. */
  alike: number
  second: number
  /** Share of the query, by rarity, that the article as a whole contains. */
  whole: number
  /** 1 names its fault code or product, −1 names another. */
  code: number
  product: number
}

/** Weights found by asking each question of the packs with that question taken out of its article. */
export const rankOf = (e: Evidence): number =>
  10 * e.exact + 1 * e.alike + 5 * e.second + 13 * e.whole + 2.4 * e.code + 1.15 * e.product

/** Chance that the article answers, given its rank and its lead over the next best (negative for those behind it). */
export function probabilityOf(evidence: Evidence, rank: number, lead: number): number {
  if (evidence.exact) return lead > 0 ? 0.99 : 0.5
  const odds = BASE + 0.3 * rank + 0.65 * Math.max(-5, Math.min(lead, 5))
  return 1 / (1 + Math.exp(-odds))
}

/** Set so that at most one answer in twenty is wrong at the threshold for answering. */
const BASE = -2.7
