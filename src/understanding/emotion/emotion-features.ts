import { LABELS, POLARITY } from '#understanding/emotion/labels.ts'
import type { Signs } from '#understanding/emotion/text-signs.ts'
import type { Weighed } from '#understanding/emotion/weigh-words.ts'

/** Numbers 0…DENSE−1 are what words and signs say; from there on hashed n-grams. */
export type Features = { at: number[]; value: number[] }

const SIGNS = 17
export const DENSE = LABELS.length * 2 + SIGNS
/** Buckets of hashed n-grams: few enough for a small file, enough for what the project's own sentences contain. */
export const BUCKETS = { zh: 1 << 15, en: 1 << 15 } as const

/** Features of a folded lower-case text. */
export function emotionFeatures(text: string, words: Weighed[], signs: Signs, buckets: number): Features {
  const features: Features = { at: [], value: [] }
  dense(words, signs, text, features)
  ngrams(text, buckets, features)
  return features
}

function dense(words: Weighed[], signs: Signs, text: string, out: Features): void {
  const add = (number: number, value: number) => {
    if (!value) return
    out.at.push(number)
    out.value.push(value)
  }
  const sums = LABELS.map(() => 0)
  let [good, bad, last] = [0, 0, 0]
  for (const { label, weight } of words) {
    sums[LABELS.indexOf(label)]! += weight
    const polarity = POLARITY[label]
    if (polarity > 0) good += weight
    if (polarity < 0) bad += weight
    if (polarity) last = polarity
  }
  // A long review has many words: what counts is how they balance.
  const all = good + bad
  sums.forEach((sum, c) => {
    add(c, Math.tanh(sum / 3))
    add(LABELS.length + c, all + 1 ? sum / (all + 1) : 0)
  })
  const values = [
    all ? (good - bad) / (all + 0.5) : 0,
    Math.tanh((good - bad) / 4),
    Math.tanh((good - 1.5 * bad) / 3),
    last,
    words.length ? 0 : 1,
    bad && !good ? 1 : 0,
    good && !bad ? 1 : 0,
    bad && good ? 1 : 0,
    signs.exclaims ? Math.min(signs.exclaims, 4) / 4 : 0,
    signs.asks ? Math.min(signs.asks, 4) / 4 : 0,
    signs.shouts ? 1 : 0,
    signs.drawn ? 1 : 0,
    signs.trails ? 1 : 0,
    bad && signs.exclaims ? 1 : 0,
    bad && signs.asks ? 1 : 0,
    good && signs.exclaims ? 1 : 0,
    Math.log1p(text.length) / 8,
  ]
  values.forEach((value, i) => {
    add(LABELS.length * 2 + i, value)
  })
}

const PRIME = 0x01000193

/** Characters 1–4 of Chinese; words, pairs and pieces of words of English; together of length about one. */
function ngrams(text: string, buckets: number, out: Features): void {
  const found = new Set<number>()
  for (const match of text.matchAll(/[\p{Script=Han}]+|[a-z][a-z']*|[^\sa-z\p{Script=Han}]/gu)) {
    const [piece] = match
    if (/^[a-z]/.test(piece)) latin(piece, text, match.index, buckets, found)
    else han(piece, buckets, found)
  }
  const value = found.size ? 1 / Math.sqrt(found.size) : 0
  for (const bucket of found) {
    out.at.push(DENSE + bucket)
    out.value.push(value)
  }
}

function han(piece: string, buckets: number, found: Set<number>): void {
  for (let i = 0; i < piece.length; i++) {
    let h = 0x1234567
    for (let n = 1; n <= 4 && i + n <= piece.length; n++) {
      h = Math.imul(h ^ piece.charCodeAt(i + n - 1), PRIME)
      found.add(bucket(h, buckets))
    }
  }
}

function latin(word: string, text: string, at: number, buckets: number, found: Set<number>): void {
  const hash = (piece: string, seed: number) => {
    let h = seed
    for (let i = 0; i < piece.length; i++) h = Math.imul(h ^ piece.charCodeAt(i), PRIME)
    return h
  }
  found.add(bucket(hash(word, 0x2345678), buckets))
  const next = /^[\s,]+([a-z][a-z']*)/.exec(text.slice(at + word.length, at + word.length + 24))?.[1]
  if (next) found.add(bucket(hash(`${word} ${next}`, 0x3456789), buckets))
  for (let i = 0; word.length > 5 && i + 5 <= word.length; i++)
    found.add(bucket(hash(word.slice(i, i + 5), 0x456789a), buckets))
}

const bucket = (h: number, buckets: number): number => {
  const x = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  return (x ^ (x >>> 13)) & (buckets - 1)
}
