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

/** About the share of pairs that two texts have in common, 0…1. */
export function likeness(a: readonly number[], b: readonly number[]): number {
  if (!a.length || !b.length) return 0
  const union = [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, SKETCH)
  return union.filter((one) => a.includes(one) && b.includes(one)).length / union.length
}

function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  value ^= value >>> 15
  return (Math.imul(value, 0x2c1b3c6d) >>> 8) & 0xffffff
}
