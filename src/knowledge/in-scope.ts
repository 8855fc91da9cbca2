/** From so likely on to be none of our business, a message is doubted. */
const DOUBTED = 0.15
/** How much of the odds beyond that is taken from the odds of an article, on the scale of their logarithm, and the most. */
const LOSS = 2
const MOST_LOST = 2.7
/** A score that only an article's own question reaches: nothing is doubted there. */
const SAME_WORDS = 0.99

/**
 * Chance that an article answers, once the intents have been heard too. Search sees only which words are shared, and
 * those of another trade's question ("how long", "what does it cost") are shared with somebody.
 */
export function inScope(score: number, outOfScope: number): number {
  if (score >= SAME_WORDS || outOfScope <= DOUBTED) return score
  const lost = Math.min(MOST_LOST, LOSS * (logit(outOfScope) - logit(DOUBTED)))
  return 1 / (1 + Math.exp(lost - logit(score)))
}

const logit = (chance: number): number => {
  const within = Math.min(0.98, Math.max(0.001, chance))
  return Math.log(within / (1 - within))
}
