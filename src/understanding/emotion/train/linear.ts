import type { Rows } from '#understanding/emotion/train/table.ts'

/** One class against the rest: weight of every feature with its scale folded in; divide by the length of the scales. */
export type Separator = { weights: Float32Array; scale: Float32Array; bias: number }

export type SeparatorOptions = { cost: number; epochs: number; importance?: Float32Array }

/** Log-count ratio of each feature between the class and the rest (Wang & Manning, ACL 2012). */
export function logCountRatio(rows: Rows, positive: Uint8Array, features: number, smoothing: number): Float32Array {
  const inside = new Float64Array(features).fill(smoothing)
  const outside = new Float64Array(features).fill(smoothing)
  for (let i = 0; i < positive.length; i++) {
    const counts = positive[i] ? inside : outside
    for (let k = rows.start[i]!; k < rows.start[i + 1]!; k++) counts[rows.at[k]!]!++
  }
  const share = (counts: Float64Array) => counts.reduce((sum, n) => sum + n, 0)
  const [all, rest] = [share(inside), share(outside)]
  return Float32Array.from(inside, (n, f) => Math.log(n / all / (outside[f]! / rest)))
}

/** Logarithm of one over the share of rows that have the feature. */
export function inverseFrequency(rows: Rows, features: number): Float32Array {
  const seen = new Float32Array(features)
  for (const f of rows.at) seen[f]!++
  return seen.map((count) => (count ? Math.log(1 + (rows.start.length - 1) / count) : 0))
}

/** Linear support vector machine with squared hinge by dual coordinate descent; deterministic. */
export function trainSeparator(
  rows: Rows,
  positive: Uint8Array,
  scale: Float32Array,
  options: SeparatorOptions,
): Separator {
  const count = positive.length
  const w = new Float32Array(scale.length + 1)
  const inverse = lengths(rows, scale, count)
  const alpha = new Float64Array(count)
  const order = Int32Array.from({ length: count }, (_, i) => i)
  let active = count
  let seed = 20261121
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    seed = shuffle(order, active, seed)
    let largest = 0
    for (let n = 0; n < active; n++) {
      const i = order[n]!
      const y = positive[i] ? 1 : -1
      const damping = 0.5 / (options.cost * (options.importance?.[i] ?? 1))
      const [from, to] = [rows.start[i]!, rows.start[i + 1]!]
      let dot = 0
      for (let k = from; k < to; k++) {
        const f = rows.at[k]!
        dot += w[f]! * scale[f]!
      }
      dot = dot * inverse[i]! + w[scale.length]!
      const gradient = y * dot - 1 + damping * alpha[i]!
      if (alpha[i] === 0 && gradient >= 0) {
        if (gradient > 0.3) {
          order[n--] = order[--active]!
          order[active] = i
        }
        continue
      }
      const next = Math.max(alpha[i]! - gradient / (2 + damping), 0)
      const step = (next - alpha[i]!) * y
      alpha[i] = next
      if (Math.abs(gradient) > largest) largest = Math.abs(gradient)
      const pace = step * inverse[i]!
      for (let k = from; k < to; k++) {
        const f = rows.at[k]!
        w[f]! += pace * scale[f]!
      }
      w[scale.length]! += step
    }
    if (largest < 0.05) break
  }
  const weights = scale.map((s, f) => s * w[f]!)
  return { weights, scale, bias: w[scale.length]! }
}

/** One over the length of each row under these scales. */
function lengths(rows: Rows, scale: Float32Array, count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => {
    let squares = 0
    for (let k = rows.start[i]!; k < rows.start[i + 1]!; k++) squares += scale[rows.at[k]!]! ** 2
    return squares ? 1 / Math.sqrt(squares) : 0
  })
}

export function separate({ weights, scale, bias }: Separator, at: Int32Array): number {
  let dot = 0
  let squares = 0
  for (const f of at) {
    dot += weights[f]!
    squares += scale[f]! ** 2
  }
  return (squares ? dot / Math.sqrt(squares) : 0) + bias
}

function shuffle(order: Int32Array, count: number, start: number): number {
  let seed = start
  for (let i = count - 1; i > 0; i--) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    const j = seed % (i + 1)
    const held = order[i]!
    order[i] = order[j]!
    order[j] = held
  }
  return seed
}
