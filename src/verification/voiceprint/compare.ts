/** Cosine of two vectors, −1 … 1; of vectors that cannot be compared, −1. Pure. */
export function likeness(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length === 0 || a.length !== b.length) return -1
  let [dot, ofA, ofB] = [0, 0, 0]
  for (let at = 0; at < a.length; at++) {
    dot += a[at]! * b[at]!
    ofA += a[at]! ** 2
    ofB += b[at]! ** 2
  }
  const scale = Math.sqrt(ofA) * Math.sqrt(ofB)
  return scale > 0 && Number.isFinite(scale) ? dot / scale : -1
}
