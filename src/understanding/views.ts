import { syllableOf } from '#understanding/pinyin.ts'
import { stem } from '#understanding/stem.ts'
import type { CutWords } from '#understanding/words.ts'

/** What of a text is known by the company it keeps: hashes of its words and of its Chinese characters, in order. */
export type Units = { words: number[]; characters: number[] }
/** Hashes of what a text contains, each once, and how much its kind counts. */
export type Features = Units & { hashes: number[]; weights: number[] }
export type View = (normalized: string) => Features

/**
 * A text seen in several ways: characters, words and pinyin of Chinese (the last survives a mistyped or misheard
 * character), stems and pieces of words of English. `{order}` and the like stand for an entity and count as one
 * character.
 */
export function buildViews(cut: CutWords): View {
  return (normalized) => {
    const seen = new Map<number, number>()
    const written = writtenPieces(normalized)
    const pieces = written.map(rootOf)
    grams(pieces, seen)
    let own = pieces
    if (pieces.some(isHan)) {
      sounds(pieces, seen)
      skips(pieces, seen)
      own = cut(normalized).filter(isWord)
      words(own, seen)
    }
    for (const piece of written) if (isLatin(piece)) insideOf(piece, seen)
    return { hashes: [...seen.keys()], weights: [...seen.values()], ...unitsOf(own, pieces) }
  }
}

/** The words and characters of a text alone, as the view has them. */
export function buildUnits(cut: CutWords): (normalized: string) => Units {
  return (normalized) => {
    const pieces = writtenPieces(normalized).map(rootOf)
    return unitsOf(pieces.some(isHan) ? cut(normalized).filter(isWord) : pieces, pieces)
  }
}

const unitsOf = (words: string[], pieces: string[]): Units => ({
  words: words.map(wordHash),
  characters: pieces.filter(isHan).map(characterHash),
})

const writtenPieces = (normalized: string) => (normalized.match(PIECE) ?? []).slice(0, PIECES)
const rootOf = (piece: string) => (isLatin(piece) ? stem(piece) : piece)
const isWord = (word: string) => word !== ' '

/** Single characters, but Latin words, numbers and placeholders whole. */
const PIECE = /\{[a-z_]+\}|[a-z][a-z']*|\d+|[^\s,.!?。，、！？~;:：；"']/gu
/** Longer messages say what they want in their first words. */
const PIECES = 400

const isLatin = (piece: string) => piece >= 'a' && piece < '{'
const isHan = (piece: string) => piece >= '\u3400' && piece <= '\u9fff'
const isNumber = (piece: string) => piece >= '0' && piece <= '9\uffff'

/** How much each view counts; found on held-out rows of several sets. */
const WEIGHT = { han: 0.7, latin: 1, sound: 1, skip: 0.5, word: 1, inside: 0.5 }

/** FNV-1a over UTF-16 units, carried on from `start`, so that a longer gram costs only what it adds. */
function carry(start: number, text: string): number {
  let value = start
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return Math.imul(value ^ 0x1f, 0x01000193)
}
const START = {
  gram: 0x811c9dc5,
  sound: 0x2a7d3c11,
  skip: 0x6b1f9e37,
  word: 0x35c1a7f9,
  inside: 0x517cc1b7,
  character: 0x2c1b3c6d,
}

/** Hashes stay signed: as such they are small integers to the engine, which finds them twice as fast. */
function add(seen: Map<number, number>, hash: number, weight: number): void {
  if (!seen.has(hash)) seen.set(hash, weight)
}

/** Runs of up to three; across Latin words only pairs, since longer ones hardly come back. */
function grams(pieces: string[], seen: Map<number, number>): void {
  const padded = ['^', ...pieces, '$']
  for (let i = 0; i < padded.length; i++) {
    let hash = START.gram
    let weight = WEIGHT.latin
    for (let n = 1; n <= 3 && i + n <= padded.length; n++) {
      const piece = padded[i + n - 1]!
      if (isHan(piece)) weight = WEIGHT.han
      if (n > 2 && isLatin(piece)) break
      hash = carry(hash, piece)
      if (n > 1 || (piece !== '^' && piece !== '$')) add(seen, hash, weight)
    }
  }
}

/** Runs of up to three syllables without tones; a number counts by its length. */
function sounds(pieces: string[], seen: Map<number, number>): void {
  const padded = [
    '^',
    ...pieces.map((piece) => (isNumber(piece) ? `#${piece.length}` : (syllableOf(piece) ?? piece))),
    '$',
  ]
  for (let i = 0; i < padded.length; i++) {
    let hash = START.sound
    for (let n = 1; n <= 3 && i + n <= padded.length; n++) {
      hash = carry(hash, padded[i + n - 1]!)
      add(seen, hash, WEIGHT.sound)
    }
  }
}

/** Pairs with one or two between them: "退 … 货". */
function skips(pieces: string[], seen: Map<number, number>): void {
  for (let i = 0; i + 2 < pieces.length; i++) {
    const first = carry(START.skip, pieces[i]!)
    add(seen, carry(first, pieces[i + 2]!), WEIGHT.skip)
    if (i + 3 < pieces.length) add(seen, carry(first ^ 1, pieces[i + 3]!), WEIGHT.skip)
  }
}

/** A word by itself, whatever the language of the text around it. */
const wordHash = (word: string) => carry(START.word, word)
const characterHash = (character: string) => carry(START.character, character)

/** Words and pairs of neighbours. */
function words(cut: string[], seen: Map<number, number>): void {
  let before = carry(START.word, '^')
  for (const word of cut) {
    const own = carry(START.word, word)
    add(seen, own, WEIGHT.word)
    add(seen, carry(before, word), WEIGHT.word)
    before = own
  }
  add(seen, carry(before, '$'), WEIGHT.word)
}

/** Pieces of a word, three to five letters, so that a misspelt or unknown word still resembles what it should be. */
function insideOf(piece: string, seen: Map<number, number>): void {
  if (piece.length < 3) return
  const word = `<${piece.slice(0, 24)}>`
  for (let i = 0; i + 3 <= word.length; i++) {
    for (let n = 3; n <= 5 && i + n <= word.length; n++) {
      add(seen, carry(START.inside, word.slice(i, i + n)), WEIGHT.inside)
    }
  }
}
