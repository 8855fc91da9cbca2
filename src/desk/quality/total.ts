import { type AutomaticResult, MOST_POINTS, type Scorecard } from '#desk/quality/contract.ts'
import { AppError } from '#platform/errors.ts'

type Card = Pick<Scorecard, 'criteria' | 'passMark'>

/** The automatic points, and those given by hand in their place. Throws bad_request when a criterion has none, or is unknown. */
export function wholeScores(card: Card, automatic: readonly AutomaticResult[], byHand: Record<string, number>) {
  const known = new Set(card.criteria.map(({ id }) => id))
  const stray = Object.keys(byHand).find((id) => !known.has(id))
  if (stray !== undefined) throw new AppError('bad_request', { detail: `scores.${stray}` })
  const scores: Record<string, number> = {}
  for (const { id } of card.criteria) {
    const points = byHand[id] ?? automatic.find(({ criterionId }) => criterionId === id)?.points
    if (points === undefined) throw new AppError('bad_request', { detail: `scores.${id}` })
    scores[id] = points
  }
  return scores
}

/** Per cent of the points that could be had, each criterion by its weight. */
export function totalOf(card: Card, scores: Record<string, number>): { total: number; passed: boolean } {
  const whole = card.criteria.reduce((sum, { weight }) => sum + weight, 0)
  const got = card.criteria.reduce((sum, { id, weight }) => sum + (weight * (scores[id] ?? 0)) / MOST_POINTS, 0)
  const total = Math.round((100 * got) / whole)
  return { total, passed: total >= card.passMark }
}

/** How far several sets of points of the same card agree. */
export function agreementOf(card: Card, sets: readonly Record<string, number>[]) {
  const apart = card.criteria
    .map(({ id, title }) => ({ title, points: sets.map((scores) => scores[id] ?? 0) }))
    .filter(({ points }) => Math.max(...points) - Math.min(...points) > 1)
  const totals = sets.map((scores) => totalOf(card, scores).total)
  return {
    agreement: Math.round((1 - apart.length / card.criteria.length) * 100) / 100,
    spread: Math.max(...totals) - Math.min(...totals),
    apart,
  }
}
