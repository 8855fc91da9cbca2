/** What is compared fits into the bits of two numbers. */
export const LONGEST = 64

/** Where each thing stands in a text, one bit a place: read once for a query, then compared with many questions. */
export type Places = { length: number; low: Map<number, number>; high: Map<number, number> }

export function placesOf(text: ArrayLike<number>): Places {
  const places: Places = { length: Math.min(text.length, LONGEST), low: new Map(), high: new Map() }
  for (let i = 0; i < places.length; i++) {
    const half = i < 32 ? places.low : places.high
    half.set(text[i]!, (half.get(text[i]!) ?? 0) | (1 << (i & 31)))
  }
  return places
}

/**
 * Length of the longest common subsequence. A row of the usual table is held as bits (Hyyrö 2004): one addition of 64
 * bits for each thing of the other text.
 */
export function longestSequence({ length, low, high }: Places, other: ArrayLike<number>): number {
  let a = -1
  let b = -1
  for (let i = 0; i < other.length; i++) {
    const inA = a & (low.get(other[i]!) ?? 0)
    const inB = b & (high.get(other[i]!) ?? 0)
    if (inA === 0 && inB === 0) continue
    const sum = (a >>> 0) + (inA >>> 0)
    a = sum | (a & ~inA)
    b = (b + inB + (sum > 0xffff_ffff ? 1 : 0)) | (b & ~inB)
  }
  return zeros(a, Math.min(length, 32)) + zeros(b, Math.max(0, length - 32))
}

function zeros(bits: number, length: number): number {
  let count = 0
  for (let left = ~bits & (length === 32 ? -1 : (1 << length) - 1); left !== 0; left &= left - 1) count++
  return count
}

/** Length of the longest run of the same things side by side; of what is longer than `LONGEST` its beginning. */
export function longestRun(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const width = Math.min(b.length, LONGEST)
  row.fill(0)
  let best = 0
  for (let i = 0; i < a.length; i++) {
    // Backwards, so that the row still holds what the line before found one place to the left.
    for (let j = width; j > 0; j--) {
      const run = a[i] === b[j - 1] ? row[j - 1]! + 1 : 0
      row[j] = run
      if (run > best) best = run
    }
  }
  return best
}

const row = new Uint8Array(LONGEST + 1)
