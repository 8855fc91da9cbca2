import type { CutWords } from '#understanding/words.ts'

/** Hashes of the features of a text, each once. */
export type Featurize = (normalized: string) => number[]

const PLACEHOLDER = /\{[a-z_]+\}/y

/**
 * Character 1–4-grams and words for Chinese; words, word pairs and character 3–5-grams inside words for English.
 * `{order}` and the like stand for an entity and count as one character.
 */
export function buildFeatures(cut: CutWords): Featurize {
  return (normalized) => {
    const seen = new Set<number>()
    const pieces = split(normalized)
    hanGrams(pieces, seen)
    latinGrams(pieces, seen)
    for (const word of cut(normalized)) {
      if (word.length > 1 && word.charCodeAt(0) > 0x2e80) seen.add(hash(`w:${word}`))
    }
    return [...seen]
  }
}

/** Single characters, but Latin words, numbers and placeholders whole. */
function split(text: string): string[] {
  const pieces: string[] = []
  for (let i = 0; i < text.length; ) {
    PLACEHOLDER.lastIndex = i
    const held = PLACEHOLDER.exec(text)
    const piece = held?.[0] ?? /^(?:[a-z][a-z']*|\d+)/.exec(text.slice(i, i + 40))?.[0] ?? text[i]!
    if (piece !== ' ' && !/^[,.!?。，、！？~;:：；"']$/.test(piece)) pieces.push(piece)
    i += piece.length
  }
  return pieces
}

const isLatin = (piece: string) => piece >= 'a' && piece < '{'

function hanGrams(pieces: string[], seen: Set<number>): void {
  const padded = ['^', ...pieces, '$']
  for (let i = 0; i < padded.length; i++) {
    let gram = ''
    for (let n = 1; n <= 4 && i + n <= padded.length; n++) {
      gram += padded[i + n - 1]
      // Across Latin words only up to pairs: longer ones never come back.
      if (n > 2 && isLatin(padded[i + n - 1]!)) break
      if (gram !== '^' && gram !== '$') seen.add(hash(gram))
    }
  }
}

function latinGrams(pieces: string[], seen: Set<number>): void {
  for (const piece of pieces) {
    if (!isLatin(piece) || piece.length < 3) continue
    const word = `<${piece}>`
    for (let n = 3; n <= 5; n++) for (let i = 0; i + n <= word.length; i++) seen.add(hash(`l:${word.slice(i, i + n)}`))
  }
}

/** FNV-1a over UTF-16 units. */
export function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}
