/** A nucleus rises so much above the valley before it, in dB. */
const DIP = 1
/** What lies further below the loudest part is no speech. */
const FLOOR = 25
/** Two nuclei are at least so far apart: nobody says more than twelve syllables a second. */
const APART = 8

/**
 * Syllable nuclei in a curve of loudness (dB, 100 a second): peaks that stand out and have a pitch. The method of
 * de Jong and Wempe, without knowing the words.
 */
export function countNuclei(loudness: readonly number[], voiced: readonly boolean[]): number {
  const curve = smoothed(loudness)
  const top = percentile(curve, 0.98)
  let count = 0
  let last = -APART
  let valley = Number.POSITIVE_INFINITY
  let peak = -1
  const settle = () => {
    if (peak >= 0 && peak - last >= APART && hasPitch(voiced, peak)) {
      count++
      last = peak
    }
  }
  for (let i = 0; i < curve.length; i++) {
    const level = curve[i]!
    if (peak < 0) {
      valley = Math.min(valley, level)
      if (level >= valley + DIP && level > top - FLOOR) peak = i
    } else if (level > curve[peak]!) peak = i
    else if (level <= curve[peak]! - DIP) {
      settle()
      peak = -1
      valley = level
    }
  }
  settle()
  return count
}

const hasPitch = (voiced: readonly boolean[], at: number): boolean =>
  voiced.slice(Math.max(0, at - 3), at + 4).filter(Boolean).length >= 2

/** The mean over 50 ms, so that single periods of the voice are no peaks. */
function smoothed(values: readonly number[]): number[] {
  return values.map((_, i) => {
    const near = values.slice(Math.max(0, i - 2), i + 3)
    return near.reduce((sum, one) => sum + one, 0) / near.length
  })
}

export function percentile(values: readonly number[], share: number): number {
  if (!values.length) return 0
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
}
