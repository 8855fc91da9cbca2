import { foldInPlace } from '#understanding/normalize.ts'

/** Half-width, simplified and lower case, every unit at its place. */
export function lowerInPlace(original: string): string {
  const folded = foldInPlace(original)
  const lower = folded.toLowerCase()
  return lower.length === folded.length ? lower : folded.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
