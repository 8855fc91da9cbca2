/** One question asked of the base: how sure the best answer was, whether it was right, and how often such questions come. */
export type Judgement = { score: number; right: boolean; weight: number }

/** What answering from a score on means: the share of answers that are right, and of questions that are answered. */
export type PrecisionPoint = { threshold: number; precision: number; coverage: number }

export function pointAt(judgements: Judgement[], threshold: number): PrecisionPoint {
  let given = 0
  let right = 0
  let all = 0
  for (const { score, right: isRight, weight } of judgements) {
    all += weight
    if (score < threshold) continue
    given += weight
    if (isRight) right += weight
  }
  return { threshold, precision: given ? right / given : 1, coverage: all ? given / all : 0 }
}

/** The lowest score from which on at least `precision` of the answers are right; 1 when there is none. */
export function thresholdFor(judgements: Judgement[], precision: number): number {
  const sorted = judgements.toSorted((a, b) => b.score - a.score)
  let given = 0
  let right = 0
  let lowest = 1
  for (const [i, one] of sorted.entries()) {
    given += one.weight
    if (one.right) right += one.weight
    if (right / given >= precision && one.score !== sorted[i + 1]?.score) lowest = one.score
  }
  return lowest
}
