import type { Vector } from '#understanding/train.ts'
import type { Features } from '#understanding/views.ts'
import type { Meaning } from '#understanding/word-vectors.ts'

/** Feature hash → number, and how much each feature tells; `unseen` for one that training did not see. */
export type Weighing = { numbers: Map<number, number>; idf: Float32Array; unseen: number }

/** Features that fewer than `least` texts have are left out. */
export function buildWeighing(documents: Features[], least = 1): Weighing {
  const counts = new Map<number, number>()
  for (const { hashes } of documents) for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1)
  const kept = [...counts].filter(([, seen]) => seen >= least)
  return {
    numbers: new Map(kept.map(([hash], number) => [hash, number])),
    // The root keeps frequent words, which tell what is asked of a thing, from being drowned by its name.
    idf: Float32Array.from(kept, ([, seen]) => Math.sqrt(Math.log(1 + documents.length / seen))),
    unseen: Math.sqrt(Math.log(1 + documents.length)),
  }
}

/** Known features of a text as a unit vector, and how much of the text they are (0…1, by weight). */
export type Weighed = { vector: Vector; known: number }

export function weigh({ numbers, idf, unseen }: Weighing, { hashes, weights }: Features): Weighed {
  const at = new Int32Array(hashes.length)
  const value = new Float32Array(hashes.length)
  let count = 0
  let squares = 0
  let strange = 0
  for (let i = 0; i < hashes.length; i++) {
    const number = numbers.get(hashes[i]!)
    if (number === undefined) {
      strange += (unseen * weights[i]!) ** 2
      continue
    }
    const own = idf[number]! * weights[i]!
    at[count] = number
    value[count++] = own
    squares += own * own
  }
  const scale = squares ? 1 / Math.sqrt(squares) : 0
  for (let k = 0; k < count; k++) value[k]! *= scale
  return {
    vector: { at: at.subarray(0, count), value: value.subarray(0, count) },
    known: squares ? Math.sqrt(squares / (squares + strange)) : 0,
  }
}

/** What a text contains and, behind it, what it means: the numbers of its meaning come after the `size` features. */
export function withMeaning({ at, value }: Vector, meant: Meaning | null, size: number): Vector {
  if (!meant) return { at, value }
  const meaning = meant.vector
  const both = { at: new Int32Array(at.length + meaning.length), value: new Float32Array(at.length + meaning.length) }
  both.at.set(at)
  both.value.set(value)
  for (let k = 0; k < meaning.length; k++) {
    both.at[at.length + k] = size + k
    both.value[at.length + k] = meaning[k]!
  }
  return both
}

/** A text whose words are known by their company is no riddle, even when no example has them. */
export const knownAtAll = (known: number, meant: Meaning | null): number =>
  meant?.known ? Math.max(known, LEAST_KNOWN) : known
const LEAST_KNOWN = 0.4

/** What speaks for a class speaks the quieter the less of the text is known: of strange words nothing can be sure. */
export function soften(values: Float32Array, known: number): Float32Array {
  const loud = Math.sqrt(known)
  for (let c = 0; c < values.length; c++) values[c]! *= loud
  return values
}
