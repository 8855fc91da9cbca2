import { decompose, type SparseRows } from '#understanding/decompose.ts'
import type { Vectors } from '#understanding/word-vectors.ts'

/** How many numbers a word has. */
const SIZE = 128
/** Rarer words have too little company to be known by. */
const LEAST_USES = 3
const MOST_WORDS = 20_000
/** Neighbours up to so many words away count, nearer ones more. */
const WINDOW = 4
/** Frequent company is worth less than its share (Levy et al., TACL 2015). */
const SMOOTHING = 0.75
/** Fewer texts say nothing of what words mean. */
const LEAST_TEXTS = 1000

/**
 * What words (or characters) mean by the company they keep: positive pointwise mutual information of neighbours, cut
 * down to its largest directions. `texts` are sequences of hashes; null when they are too few. Same texts, same vectors.
 */
export function learnVectors(texts: readonly (readonly number[])[]): Vectors | null {
  if (texts.length < LEAST_TEXTS) return null
  const counts = new Map<number, number>()
  let total = 0
  for (const text of texts) {
    for (const word of text) counts.set(word, (counts.get(word) ?? 0) + 1)
    total += text.length
  }
  const kept = [...counts]
    .filter(([, uses]) => uses >= LEAST_USES)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MOST_WORDS)
  const numbers = new Map(kept.map(([word], i) => [word, i]))
  const rows = informationOf(company(texts, numbers), kept.length)
  if (kept.length < SIZE * 2) return null
  const vectors = decompose(rows, SIZE)
  const values = new Int8Array(kept.length * SIZE)
  for (let word = 0; word < kept.length; word++) {
    const own = vectors.subarray(word * SIZE, (word + 1) * SIZE)
    const length = Math.hypot(...own) || 1
    // A component is rarely beyond a third of the length; eight bits for that range lose nothing that shows.
    for (let k = 0; k < SIZE; k++) {
      values[word * SIZE + k] = Math.max(-127, Math.min(127, Math.round((own[k]! / length) * SCALE)))
    }
  }
  return {
    size: SIZE,
    hashes: Int32Array.from(kept, ([word]) => word),
    values,
    weights: Float32Array.from(kept, ([, uses]) => RARE / (RARE + uses / total)),
  }
}

const SCALE = 381
/** A word of this share of all counts half (Arora et al., ICLR 2017). */
const RARE = 1e-3

type Pairs = { keys: Float64Array; weights: Float32Array; count: number }

/** Every pair of words that stand near each other, once, with the sum of their nearness; the larger number first. */
function company(texts: readonly (readonly number[])[], numbers: Map<number, number>): Pairs {
  const words = numbers.size
  let most = 0
  for (const text of texts) most += text.length * WINDOW
  // The distance travels in the key, so that one sort of plain numbers brings equal pairs together.
  const found = new Float64Array(most)
  let size = 0
  for (const text of texts) {
    const own = text.map((word) => numbers.get(word) ?? -1)
    for (let i = 0; i < own.length; i++) {
      for (let j = Math.max(0, i - WINDOW); j < i; j++) {
        const [a, b] = [own[i]!, own[j]!]
        if (a < 0 || b < 0) continue
        found[size++] = (Math.max(a, b) * words + Math.min(a, b)) * WINDOW + (i - j - 1)
      }
    }
  }
  const sorted = found.subarray(0, size).sort()
  const weights = new Float32Array(size)
  let count = -1
  let last = -1
  for (let n = 0; n < size; n++) {
    const key = Math.floor(sorted[n]! / WINDOW)
    const nearness = 1 / ((sorted[n]! % WINDOW) + 1)
    if (key !== last) sorted[++count] = last = key
    weights[count]! += nearness
  }
  return { keys: sorted, weights, count: count + 1 }
}

/** Pairs that are together more often than chance, both ways round. */
function informationOf({ keys, weights, count }: Pairs, words: number): SparseRows {
  const sums = new Float64Array(words)
  for (let n = 0; n < count; n++) {
    sums[Math.floor(keys[n]! / words)]! += weights[n]!
    sums[keys[n]! % words]! += weights[n]!
  }
  const smooth = sums.map((sum) => sum ** SMOOTHING)
  const total = smooth.reduce((a, b) => a + b, 0)
  const value = (a: number, b: number, weight: number) => Math.log((weight * total) / (sums[a]! * smooth[b]!))
  const start = new Int32Array(words + 1)
  const each = (use: (row: number, column: number, value: number) => void) => {
    for (let n = 0; n < count; n++) {
      const a = Math.floor(keys[n]! / words)
      const b = keys[n]! % words
      const there = value(a, b, weights[n]!)
      const back = value(b, a, weights[n]!)
      if (there > 0) use(a, b, there)
      if (back > 0 && a !== b) use(b, a, back)
    }
  }
  each((row) => start[row + 1]!++)
  for (let row = 0; row < words; row++) start[row + 1]! += start[row]!
  const next = start.slice()
  const columns = new Int32Array(start[words]!)
  const values = new Float32Array(start[words]!)
  each((row, column, one) => {
    columns[next[row]!] = column
    values[next[row]!++] = one
  })
  return { rows: words, start, columns, values }
}
