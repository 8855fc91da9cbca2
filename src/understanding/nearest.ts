import type { Vector } from '#understanding/train.ts'

/** Greatest similarity (cosine, 0…1) of a text to an example of each class. `skip` leaves examples out (cross-validation). */
export type Nearest = (vector: Vector, skip?: (example: number) => boolean) => Float32Array

/** A feature that more examples have than this, and more than this share of them, tells little and costs most of the time. */
const COMMON = 100
const COMMON_SHARE = 0.01

export function buildNearest(vectors: Vector[], labels: number[], classes: number, features: number): Nearest {
  const { start, examples, values } = postingsOf(vectors, features)
  const similarity = new Float32Array(vectors.length)
  const touched = new Int32Array(vectors.length)
  return ({ at, value }, skip) => {
    let count = 0
    for (let k = 0; k < at.length; k++) {
      const own = value[k]!
      const end = start[at[k]! + 1]!
      for (let j = start[at[k]!]!; j < end; j++) {
        const example = examples[j]!
        if (similarity[example] === 0) touched[count++] = example
        similarity[example]! += own * values[j]!
      }
    }
    const best = new Float32Array(classes)
    for (let n = 0; n < count; n++) {
      const example = touched[n]!
      const label = labels[example]!
      if (similarity[example]! > best[label]! && !skip?.(example)) best[label] = similarity[example]!
      similarity[example] = 0
    }
    return best
  }
}

/** The examples of each feature, one list behind the other; those of common features are left out. */
function postingsOf(vectors: Vector[], features: number) {
  const most = Math.max(COMMON, vectors.length * COMMON_SHARE)
  const counts = new Int32Array(features)
  for (const { at } of vectors) for (const feature of at) counts[feature]!++
  const start = new Int32Array(features + 1)
  for (let f = 0; f < features; f++) start[f + 1] = start[f]! + (counts[f]! > most ? 0 : counts[f]!)
  const next = start.slice()
  const examples = new Int32Array(start[features]!)
  const values = new Float32Array(start[features]!)
  for (const [example, { at, value }] of vectors.entries()) {
    for (let k = 0; k < at.length; k++) {
      const feature = at[k]!
      if (counts[feature]! > most) continue
      examples[next[feature]!] = example
      values[next[feature]!++] = value[k]!
    }
  }
  return { start, examples, values }
}
