import { hashText } from '#platform/hash-text.ts'

/** Numbers a text is known again by: the smallest hashes of its pairs of characters. The text cannot be told from them. */
export const SKETCH = 8

/** Questions shorter than this are the same too easily. */
const SHORTEST = 4

export function sketchOf(normalized: string): number[] {
  const text = normalized.replace(/[^\p{L}\p{N}]/gu, '')
  if (text.length < SHORTEST) return []
  const hashes = new Set<number>()
  for (let i = 0; i + 2 <= text.length; i++) hashes.add(hash(text.slice(i, i + 2)))
  return [...hashes].sort((a, b) => a - b).slice(0, SKETCH)
}

/** About the share of pairs that two texts have in common, 0…1: of the smallest numbers of both, how many are in each. */
export function likeness(a: readonly number[], b: readonly number[]): number {
  if (!a.length || !b.length) return 0
  let [i, k, union, common] = [0, 0, 0, 0]
  // Both are in order, and this is asked several hundred times for one message.
  for (; union < SKETCH && (i < a.length || k < b.length); union++) {
    const left = a[i] ?? Number.POSITIVE_INFINITY
    const right = b[k] ?? Number.POSITIVE_INFINITY
    if (left === right) common++
    if (left <= right) i++
    if (right <= left) k++
  }
  return common / union
}

function hash(text: string): number {
  let value = hashText(text)
  value ^= value >>> 15
  return (Math.imul(value, 0x2c1b3c6d) >>> 8) & 0xffffff
}
