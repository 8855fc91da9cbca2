export type Guess = { label: string; confidence: number }

export const percent = (share: number): number => Math.round(share * 10000) / 100

export const accuracyOf = (labels: string[], guesses: { label: string }[]): number =>
  percent(guesses.filter(({ label }, i) => label === labels[i]).length / Math.max(1, labels.length))

/** Mean distance of what was claimed from what came true, over fifteen steps of confidence; in percent. */
export function calibrationError(labels: string[], guesses: Guess[]): number {
  const bins = Array.from({ length: 15 }, () => ({ right: 0, claimed: 0 }))
  for (const [i, { label, confidence }] of guesses.entries()) {
    const bin = bins[Math.min(14, Math.floor(confidence * 15))]!
    bin.claimed += confidence
    if (label === labels[i]) bin.right++
  }
  return percent(bins.reduce((sum, { right, claimed }) => sum + Math.abs(right - claimed), 0) / guesses.length)
}

/** The error that guesses would show if every claim were true: of few rows, chance alone makes some. */
export function errorByChance(guesses: Guess[]): number {
  let state = 1
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4_294_967_296
  }
  const draw = () => guesses.map(({ label, confidence }) => (random() < confidence ? label : ''))
  const errors = Array.from({ length: DRAWS }, () => calibrationError(draw(), guesses))
  return Math.round((errors.reduce((sum, error) => sum + error, 0) / DRAWS) * 100) / 100
}
const DRAWS = 50

/** Chance that something strange scores higher than something known. */
export function auroc(strange: number[], known: number[]): number {
  const sorted = [...strange.map((score) => ({ score, own: 1 })), ...known.map((score) => ({ score, own: 0 }))]
  sorted.sort((a, b) => a.score - b.score)
  let ranks = 0
  for (let from = 0; from < sorted.length; ) {
    let to = from
    while (to < sorted.length && sorted[to]!.score === sorted[from]!.score) to++
    for (let i = from; i < to; i++) ranks += sorted[i]!.own * ((from + to + 1) / 2)
    from = to
  }
  const pairs = strange.length * known.length
  return Math.round(((ranks - (strange.length * (strange.length + 1)) / 2) / pairs) * 10000) / 10000
}

/** Microseconds of each call: the median and the 99th percentile. */
export function micros(times: number[]): { p50: number; p99: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]! * 1000)
  return { p50: at(0.5), p99: at(0.99) }
}
