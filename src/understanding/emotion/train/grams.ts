import type { CutWords } from '#understanding/words.ts'

/** What of a text becomes features; each view of an ensemble has its own. */
export type View = {
  /** Longest n-gram of characters (Chinese) or of characters inside a word (English); 0 is none. */
  characters: number
  /** Longest n-gram of words; 0 is none. */
  words: number
  /** Pairs of words with one or two between them. */
  skips?: boolean
  /** Words after a negation count as other words until the clause ends. */
  negation?: boolean
  /** First and last clause, length and punctuation. */
  shape?: boolean
}

const PRIME = 0x01000193
const NEGATION_ZH = /^(?:不|没|没有|无|别|未|非|不是|并非|毫无|不会|不能|不太|不怎么|从未|从不|并不|一点也不)$/
const NEGATION_EN =
  /^(?:not|no|never|none|nor|cannot|cant|dont|didnt|doesnt|isnt|wasnt|wont|without|hardly|nothing|.*n't)$/
const STOP = /^[\s,.!?;:，。！？；：、…~]+$/

/** Hashes of the features of a text, each once, sorted. */
export function gramsOf(text: string, view: View, cut: CutWords): Int32Array {
  const out: number[] = []
  const zh = /\p{Script=Han}/u.test(text)
  if (view.characters) zh ? hanGrams(text, view.characters, out) : latinGrams(text, view.characters, out)
  if (view.words || view.negation) {
    const words = zh ? cut(text).filter((word) => word.trim()) : (text.match(WORD) ?? [])
    if (view.words) wordGrams(words, view.words, out)
    if (view.skips) skipGrams(words, out)
    if (view.negation) negated(words, out)
  }
  if (view.shape) shape(text, out)
  return unique(out)
}

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}]+)*|[^\s\p{L}\p{N}]/gu

/** Mixes the bits of a running FNV hash, so that its low bits can number a table. */
const mix = (h: number): number => {
  const x = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  return x ^ (x >>> 13)
}

export function hashText(text: string, seed = 0x811c9dc5): number {
  let h = seed
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), PRIME)
  return h
}

function hanGrams(text: string, longest: number, out: number[]): void {
  const padded = `^${text.replaceAll(' ', '')}$`
  for (let i = 0; i < padded.length; i++) {
    let h = 0x1234567
    for (let n = 1; n <= longest && i + n <= padded.length; n++) {
      h = Math.imul(h ^ padded.charCodeAt(i + n - 1), PRIME)
      out.push(mix(h))
    }
  }
}

function latinGrams(text: string, longest: number, out: number[]): void {
  for (const word of text.match(/[\p{L}']+/gu) ?? []) {
    const padded = `<${word}>`
    for (let i = 0; i < padded.length; i++) {
      let h = 0x2345678
      for (let n = 1; n <= longest && i + n <= padded.length; n++) {
        h = Math.imul(h ^ padded.charCodeAt(i + n - 1), PRIME)
        if (n > 2) out.push(mix(h))
      }
    }
  }
}

function wordGrams(words: string[], longest: number, out: number[]): void {
  const hashes = ['^', ...words, '$'].map((word) => hashText(word))
  for (let i = 0; i < hashes.length; i++) {
    let h = 0x3456789
    for (let n = 1; n <= longest && i + n <= hashes.length; n++) {
      h = Math.imul(h ^ hashes[i + n - 1]!, PRIME)
      out.push(mix(h))
    }
  }
}

function skipGrams(words: string[], out: number[]): void {
  const hashes = words.map((word) => hashText(word))
  for (let i = 0; i < hashes.length; i++) {
    for (let gap = 2; gap <= 3 && i + gap < hashes.length; gap++) {
      out.push(mix(Math.imul(hashes[i]! ^ 0x456789a, PRIME) ^ hashes[i + gap]!))
    }
  }
}

function negated(words: string[], out: number[]): void {
  let left = 0
  for (const word of words) {
    if (STOP.test(word)) left = 0
    else if (NEGATION_ZH.test(word) || NEGATION_EN.test(word)) left = 3
    else if (left > 0) {
      out.push(mix(hashText(word, 0x56789ab)))
      left--
    }
  }
}

function shape(text: string, out: number[]): void {
  const add = (name: string) => out.push(mix(hashText(name, 0x6789abc)))
  add(`length${Math.round(Math.log2(text.length + 1) * 1.5)}`)
  const clauses = text.split(/[,.!?;，。！？；~…\s]+/).filter(Boolean)
  add(`clauses${Math.min(8, clauses.length)}`)
  const first = clauses[0] ?? ''
  const last = clauses.at(-1) ?? ''
  for (let i = 0; i + 1 < first.length && i < 12; i++) add(`first${first.slice(i, i + 2)}`)
  for (let i = Math.max(0, last.length - 12); i + 1 < last.length; i++) add(`last${last.slice(i, i + 2)}`)
  add(`end${text.at(-1) ?? ''}`)
  if (text.includes('!')) add('!')
  if (text.includes('?')) add('?')
}

function unique(values: number[]): Int32Array {
  const sorted = Int32Array.from(values).sort()
  let n = 0
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[n++] = sorted[i]!
  return sorted.slice(0, n)
}
