import type { Vector } from '#understanding/train.ts'

/** Greatest similarity (cosine, 0…1) of a text to an example of each class. `skip` leaves examples out (cross-validation). */
export type Nearest = (vector: Vector, skip?: (example: number) => boolean) => Float32Array

export function buildNearest(vectors: Vector[], labels: number[], classes: number, features: number): Nearest {
  const lists: { examples: number[]; values: number[] }[] = Array.from({ length: features }, () => ({
    examples: [],
    values: [],
  }))
  for (const [example, { at, value }] of vectors.entries()) {
    for (let k = 0; k < at.length; k++) {
      const posting = lists[at[k]!]!
      posting.examples.push(example)
      posting.values.push(value[k]!)
    }
  }
  // Typed arrays are walked several times faster, and every message walks them.
  const postings = lists.map(({ examples, values }) => ({
    examples: Int32Array.from(examples),
    values: Float32Array.from(values),
  }))
  const similarity = new Float32Array(vectors.length)
  return (vector, skip) => {
    similarity.fill(0)
    for (let k = 0; k < vector.at.length; k++) {
      const { examples, values } = postings[vector.at[k]!]!
      const own = vector.value[k]!
      for (let j = 0; j < examples.length; j++) similarity[examples[j]!]! += own * values[j]!
    }
    const best = new Float32Array(classes)
    for (let example = 0; example < similarity.length; example++) {
      const label = labels[example]!
      if (similarity[example]! > best[label]! && !skip?.(example)) best[label] = similarity[example]!
    }
    return best
  }
}
