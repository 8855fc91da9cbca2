import type { Verdict } from '#desk/transfers/contract.ts'

/** One scored conversation about an intent: how sure the bot was, and what a person would have wished. */
export type Point = { confidence: number; verdict: Verdict }
export type Suggested = { suggested: number; wrongNow: number; wrongThen: number }

const LOWEST = 0.3
const HIGHEST = 0.9
const STEP = 0.05
/** So many scored conversations it takes before anything is said. */
const ENOUGH = 8
/** A change that mends fewer than so many is not worth an operator's time. */
const WORTH = 2

/**
 * The threshold of an intent that would have sent the most of its conversations the right way: what was not needed
 * should have stayed with the bot (confidence at or above it), what was right or missed should have gone to a person.
 * Of equally good ones the nearest to the present. Null when nothing better by enough is known. Pure.
 */
export function suggestThreshold(points: readonly Point[], current: number): Suggested | null {
  const known = points.filter(({ verdict }) => verdict !== 'unclear')
  if (known.length < ENOUGH) return null
  const wrong = (threshold: number) =>
    known.filter(({ confidence, verdict }) => (verdict === 'not-needed') !== confidence >= threshold).length
  const wrongNow = wrong(current)
  let best = { suggested: current, wrongThen: wrongNow }
  for (let at = LOWEST; at <= HIGHEST + STEP / 2; at += STEP) {
    const suggested = Math.round(at * 100) / 100
    const wrongThen = wrong(suggested)
    const nearer = Math.abs(suggested - current) < Math.abs(best.suggested - current)
    if (wrongThen < best.wrongThen || (wrongThen === best.wrongThen && nearer && best.suggested !== current))
      best = { suggested, wrongThen }
  }
  return wrongNow - best.wrongThen >= WORTH ? { ...best, wrongNow } : null
}
