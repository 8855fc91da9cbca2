import type { Warning } from '#emotion/alerts/contract.ts'
import type { EmotionSignal } from '#emotion/contract.ts'
import { curveOf, LEVELS, NEGATIVE, slopeOf } from '#emotion/fold.ts'

/** When a customer's feelings are worth a supervisor's attention. Found on development data; `bench emotion-alerts` measures them. */
export const RULES = {
  /** From here on a customer is beside himself, and no more needs to be known; one furious message may tell it, too. */
  critical: { score: LEVELS[2], furious: 0.9 },
  /** From here on a supervisor should look, when so many messages were negative. */
  level: { score: 0.54, negatives: 3 },
  /** Share of negative messages: from at most `from` to at least `to`, over so many messages. */
  ratio: { from: 0.2, to: 0.6, messages: 4, negatives: 3, score: 0.3 },
  /** At least this steep, already so high, and two messages on beyond the level. */
  slope: { steep: 0.06, score: 0.42, ahead: 2, negatives: 2 },
}

/** The strongest reason for an alert after the newest of these signals, or none. */
export function worsening(signals: readonly EmotionSignal[], rules = RULES): Warning | null {
  const curve = curveOf(signals)
  const last = curve.at(-1)
  if (!last) return null
  const { critical, level, ratio, slope } = rules
  const lowest = Math.min(...curve.map(({ negativeRatio }) => negativeRatio))
  const negatives = curve.filter(({ intensity }) => intensity >= NEGATIVE).length
  const figures = { score: last.score, from: lowest, to: last.negativeRatio, predicted: null }
  const furious = last.intensity >= critical.furious && last.score >= level.score
  if (last.score >= critical.score || furious) return { rule: 'level', severity: 'critical', ...figures }
  if (last.score >= level.score && negatives >= level.negatives)
    return { rule: 'level', severity: 'warning', ...figures }
  const rose = lowest <= ratio.from && last.negativeRatio >= ratio.to
  if (rose && curve.length >= ratio.messages && negatives >= ratio.negatives && last.score >= ratio.score)
    return { rule: 'ratio', severity: 'warning', ...figures }
  const steepness = slopeOf(curve.map(({ score }) => score))
  const predicted = Math.min(1, Math.round((last.score + slope.ahead * steepness) * 1000) / 1000)
  const rises = steepness >= slope.steep && predicted >= level.score
  if (rises && curve.length > slope.negatives && negatives >= slope.negatives && last.score >= slope.score)
    return { rule: 'slope', severity: 'warning', ...figures, predicted }
  return null
}
