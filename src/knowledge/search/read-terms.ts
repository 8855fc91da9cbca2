import { stem } from '#knowledge/features.ts'
import { syllableOf } from '#understanding/pinyin.ts'

/** Kinds of terms; each is weighed by itself when two questions are compared. */
export const KINDS = ['character', 'pair', 'word', 'syllable', 'syllablePair', 'part', 'latin', 'latinPair'] as const
export const KIND = Object.fromEntries(KINDS.map((kind, i) => [kind, i])) as Record<(typeof KINDS)[number], number>

/** How much each kind counts for finding candidates: pinyin finds what was misheard, parts what was misspelt. */
export const KIND_WEIGHT = [0.5, 1, 1, 0.25, 0.5, 0.25, 1, 0.7]
/** How much each kind counts when all questions of an article are taken together. */
export const KIND_TELLING = [0.7, 0.7, 1, 1, 1, 0.5, 1, 1]

/** Term → kind. A prefix keeps the kinds apart, since 你 and the word 你 are two terms. */
export type Terms = Map<string, number>

const PIECE = /\p{Script=Han}|[a-z][a-z']*|\d+(?:\.\d+)?|\p{So}/gu

/** Characters, words and pinyin of Chinese, stems and parts of Latin words, and pairs of what stands side by side. */
export function readTerms(normalized: string, cut: (text: string) => string[]): Terms {
  const terms: Terms = new Map()
  let before = ''
  let heard = ''
  for (const [piece] of normalized.matchAll(PIECE)) {
    const first = piece.charCodeAt(0)
    const latin = first < 0x80
    const unit = latin && first > 0x60 ? stem(piece) : piece
    const syllable = latin ? unit : (syllableOf(piece) ?? unit)
    terms.set(unit, latin ? KIND.latin : KIND.character)
    if (before) terms.set(`${before}_${unit}`, latin ? KIND.latinPair : KIND.pair)
    if (!latin) terms.set(`'${syllable}`, KIND.syllable)
    if (heard && !(latin && heard === before)) terms.set(`'${heard}_${syllable}`, KIND.syllablePair)
    if (latin && unit.length > 4)
      for (let i = 0; i + 4 <= unit.length; i++) terms.set(`~${unit.slice(i, i + 4)}`, KIND.part)
    before = unit
    heard = syllable
  }
  for (const word of cut(normalized)) if (word.length > 1 && HAN.test(word)) terms.set(`w:${word}`, KIND.word)
  return terms
}

const HAN = /^\p{Script=Han}+$/u
