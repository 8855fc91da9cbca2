import type { Language, Term } from '#understanding/contract.ts'

/** Clouds take a few hundred; longer ones are sentences that help nobody. */
const MOST = 200
const LONGEST = 20

/** Names a recogniser would not guess: the terms of the packs and the team, products before others, in the language spoken. */
export function hotWordsOf(terms: Term[], language: Language): string[] {
  const fitting = terms.filter((one) => one.language === language || one.language === 'any')
  const products = fitting.filter(({ productId }) => productId)
  const others = fitting.filter(({ productId }) => !productId)
  const words = [...products, ...others].map(({ term }) => term.trim())
  return [...new Set(words)].filter((word) => word.length > 1 && word.length <= LONGEST).slice(0, MOST)
}
