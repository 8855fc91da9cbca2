import type { Units } from '#understanding/views.ts'

/** Units by their hashes; row `i` of `values` is the direction of unit `i`, `weights[i]` how much it tells. */
export type Vectors = { size: number; hashes: Int32Array; values: Int8Array; weights: Float32Array }

/**
 * What words mean, and Chinese characters by themselves: these are known where a word was cut otherwise, was never
 * seen, or was misheard in one of its characters.
 */
export type WordVectors = { words: Vectors; characters: Vectors | null }

/** What a classifier does with vectors: the mean of its examples, and how long the direction of a text is made. */
type Meant = { vectors: Vectors; mean: Float32Array; length: number }
export type MeantWords = { words: Meant; characters: Meant | null }

/** The direction of a text by its words, and behind it that by its characters; `known` when any of its words is. */
export type Meaning = { vector: Float32Array; known: boolean }

export function openMeaning(meant: MeantWords): (units: Units) => Meaning {
  const ofWords = openDirection(meant.words)
  const ofCharacters = meant.characters && openDirection(meant.characters)
  const size = meaningSize(meant)
  const behind = meant.words.vectors.size
  return ({ words, characters }) => {
    const vector = new Float32Array(size)
    const known = ofWords(words, vector.subarray(0, behind))
    ofCharacters?.(characters, vector.subarray(behind))
    return { vector, known }
  }
}

/** How many numbers the meaning of a text is. */
export const meaningSize = ({ words, characters }: MeantWords): number =>
  words.vectors.size + (characters?.vectors.size ?? 0)

/** Puts the units together, less the mean, into `sum`, which has noughts; false when none of them is known. */
function openDirection({ vectors: { size, hashes, values, weights }, mean, length: wanted }: Meant) {
  const rows = new Map([...hashes].map((hash, row) => [hash, row]))
  const seen: number[] = []
  return (units: readonly number[], sum: Float32Array): boolean => {
    seen.length = 0
    for (const unit of units) {
      const row = rows.get(unit)
      if (row === undefined || seen.includes(row)) continue
      seen.push(row)
      const weight = weights[row]!
      const at = row * size
      for (let k = 0; k < size; k++) sum[k]! += weight * values[at + k]!
    }
    if (!seen.length) return false
    let squares = 0
    for (let k = 0; k < size; k++) {
      sum[k]! -= mean[k] ?? 0
      squares += sum[k]! * sum[k]!
    }
    const scale = wanted / (Math.sqrt(squares) || 1)
    for (let k = 0; k < size; k++) sum[k]! *= scale
    return true
  }
}

/** The fewer examples an intent has, the more it hangs on what words mean; found on held-out rows of several sets. */
export function prepareMeaning({ words, characters }: WordVectors, examples: Units[], intents: number): MeantWords {
  const length = 0.8 * Math.min(1, ((10 * intents) / examples.length) ** 0.25)
  const meant = (vectors: Vectors, units: number[][]): Meant => ({ vectors, mean: meanOf(units, vectors), length })
  return {
    words: meant(
      words,
      examples.map((one) => one.words),
    ),
    characters:
      characters &&
      meant(
        characters,
        examples.map((one) => one.characters),
      ),
  }
}

/** What all texts have in common, which tells none of them from another. */
function meanOf(texts: number[][], vectors: Vectors): Float32Array {
  const { size, hashes, values, weights } = vectors
  const rows = new Map([...hashes].map((hash, row) => [hash, row]))
  const mean = new Float32Array(size)
  for (const units of texts) {
    for (const unit of new Set(units)) {
      const row = rows.get(unit)
      if (row === undefined) continue
      for (let k = 0; k < size; k++) mean[k]! += (weights[row]! * values[row * size + k]!) / texts.length
    }
  }
  return mean
}
