const STEP_MS = 10
const STRETCH_MS = 2000
const EVERY_MS = 500

/** How loud a sound is, each 10 ms; telephones change its samples, but not this. */
function outline(samples: Int16Array, rate: number): number[] {
  const step = (rate * STEP_MS) / 1000
  return Array.from({ length: Math.floor(samples.length / step) }, (_, n) => {
    let sum = 0
    for (let at = n * step; at < (n + 1) * step; at++) sum += samples[at]! ** 2
    return Math.sqrt(sum / step)
  })
}

type Sound = { samples: Int16Array; rate: number }

/** How well two seconds of the piece are found in the whole, 0 to 1: by its loudness over time, best of all its stretches. */
export function foundIn(piece: Sound, whole: Sound): number {
  const [wanted, all] = [outline(piece.samples, piece.rate), outline(whole.samples, whole.rate)]
  const length = STRETCH_MS / STEP_MS
  let best = 0
  for (let at = 0; at + length <= wanted.length; at += EVERY_MS / STEP_MS) {
    const stretch = wanted.slice(at, at + length)
    for (let from = 0; from + length <= all.length; from++) best = Math.max(best, correlation(stretch, all, from))
  }
  return best
}

function correlation(a: readonly number[], all: readonly number[], from: number): number {
  let [sumA, sumB, both, ofA, ofB] = [0, 0, 0, 0, 0]
  for (let n = 0; n < a.length; n++) {
    const [x, y] = [a[n]!, all[from + n]!]
    sumA += x
    sumB += y
    both += x * y
    ofA += x * x
    ofB += y * y
  }
  const spread = (ofA - sumA ** 2 / a.length) * (ofB - sumB ** 2 / a.length)
  return spread > 0 ? (both - (sumA * sumB) / a.length) / Math.sqrt(spread) : 0
}
