/** Words by their hashes; row `i` of `values` is the direction of word `i`, `weights[i]` how much it tells. */
export type WordVectors = { size: number; hashes: Int32Array; values: Int8Array; weights: Float32Array }

/** What a classifier does with the vectors: the mean of its examples, and how long the direction of a text is made. */
export type Meant = { vectors: WordVectors; mean: Float32Array; length: number }

/** The direction of a text: its words together, less the mean; noughts when none of its words is known. */
type Meaning = (words: readonly number[]) => Float32Array

export function openMeaning({ vectors: { size, hashes, values, weights }, mean, length: wanted }: Meant): Meaning {
  const rows = new Map([...hashes].map((hash, row) => [hash, row]))
  const seen: number[] = []
  return (words) => {
    const sum = new Float32Array(size)
    seen.length = 0
    for (const word of words) {
      const row = rows.get(word)
      if (row === undefined || seen.includes(row)) continue
      seen.push(row)
      const weight = weights[row]!
      const at = row * size
      for (let k = 0; k < size; k++) sum[k]! += weight * values[at + k]!
    }
    if (!seen.length) return sum
    let squares = 0
    for (let k = 0; k < size; k++) {
      sum[k]! -= mean[k] ?? 0
      squares += sum[k]! * sum[k]!
    }
    const scale = wanted / (Math.sqrt(squares) || 1)
    for (let k = 0; k < size; k++) sum[k]! *= scale
    return sum
  }
}

/** The fewer examples an intent has, the more it hangs on what words mean; found on held-out rows of several sets. */
export function prepareMeaning(vectors: WordVectors, examples: { words: readonly number[] }[], intents: number): Meant {
  const each = examples.length / intents
  return { vectors, mean: meanOf(examples, vectors), length: 0.8 * Math.min(1, (10 / each) ** 0.25) }
}

/** What all texts have in common, which tells none of them from another. */
function meanOf(texts: readonly { words: readonly number[] }[], vectors: WordVectors): Float32Array {
  const { size, hashes, values, weights } = vectors
  const rows = new Map([...hashes].map((hash, row) => [hash, row]))
  const mean = new Float32Array(size)
  for (const { words } of texts) {
    for (const word of new Set(words)) {
      const row = rows.get(word)
      if (row === undefined) continue
      for (let k = 0; k < size; k++) mean[k]! += (weights[row]! * values[row * size + k]!) / texts.length
    }
  }
  return mean
}
