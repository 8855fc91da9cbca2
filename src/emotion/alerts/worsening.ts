import type { Warning } from '#emotion/alerts/contract.ts'
import type { EmotionSignal } from '#emotion/contract.ts'
import { curveOf, LEVELS, slopeOf } from '#emotion/fold.ts'

/** When a customer's feelings are worth a supervisor's attention. Found on development data; `bench emotion-alerts` measures them. */
export const RULES = {
  /** From here on a supervisor should look; where the level high begins it is critical. */
  level: 0.54,
  /** Share of negative messages: from at most `from` to at least `to`, over so many messages. */
  ratio: { from: 0.2, to: 0.6, messages: 4, score: 0.3 },
  /** At least this steep, already so high, and two messages on beyond the level. */
  slope: { steep: 0.06, score: 0.38, ahead: 2, messages: 3 },
}

/** The strongest reason for an alert after the newest of these signals, or none. */
export function worsening(signals: readonly EmotionSignal[], rules = RULES): Warning | null {
  const curve = curveOf(signals)
  const last = curve.at(-1)
  if (!last) return null
  const lowest = Math.min(...curve.map(({ negativeRatio }) => negativeRatio))
  const figures = { score: last.score, from: lowest, to: last.negativeRatio, predicted: null }
  if (last.score >= rules.level)
    return { rule: 'level', severity: last.score >= LEVELS[2] ? 'critical' : 'warning', ...figures }
  const { ratio, slope } = rules
  if (
    curve.length >= ratio.messages &&
    lowest <= ratio.from &&
    last.negativeRatio >= ratio.to &&
    last.score >= ratio.score
  )
    return { rule: 'ratio', severity: 'warning', ...figures }
  const steepness = slopeOf(curve.map(({ score }) => score))
  const predicted = Math.min(1, Math.round((last.score + slope.ahead * steepness) * 1000) / 1000)
  if (
    curve.length >= slope.messages &&
    steepness >= slope.steep &&
    last.score >= slope.score &&
    predicted >= rules.level
  )
    return { rule: 'slope', severity: 'warning', ...figures, predicted }
  return null
}
