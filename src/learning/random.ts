import { hashText } from '#platform/hash-text.ts'

/** Numbers 0…1 that depend on the seed alone, so that a repeated turn draws the same. */
export function seededRandom(seed: string): () => number {
  let state = hashText(seed)
  // Mulberry32.
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

/** Standard normal numbers (Box–Muller). */
export function seededNormal(seed: string): () => number {
  const random = seededRandom(seed)
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
