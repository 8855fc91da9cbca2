/** From so likely on to be none of our business, a message is doubted. */
const DOUBTED = 0.4
/** How much of the odds beyond that is taken from the odds of an article. */
const LOSS = 0.6
/** A score that only an article's own question reaches: nothing is doubted there. */
const SAME_WORDS = 0.99

/**
 * Chance that an article answers, once the intents have been heard too. Search sees only which words are shared, and
 * those of another trade's question ("how long", "what does it cost") are shared with somebody.
 */
export function inScope(score: number, outOfScope: number): number {
  if (score >= SAME_WORDS || outOfScope <= DOUBTED) return score
  return 1 / (1 + Math.exp(LOSS * (logit(outOfScope) - logit(DOUBTED)) - logit(score)))
}

const logit = (chance: number): number => {
  const within = Math.min(0.98, Math.max(0.001, chance))
  return Math.log(within / (1 - within))
}
