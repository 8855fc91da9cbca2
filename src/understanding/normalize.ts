import { DIALECT, DIALECT_UNLESS } from '#understanding/dialect.ts'
import { FACES } from '#understanding/emoji.ts'
import { buildReplaceWords, type Replacement } from '#understanding/replace-words.ts'
import { REGIONAL, SLANG, SLANG_UNLESS } from '#understanding/slang.ts'
import { simplify } from '#understanding/traditional.ts'

/** Longer messages are read up to here; what follows is kept by the conversation but adds nothing to what is meant. */
export const READ_LIMIT = 4000

/**
 * NFKC, simplified, lower case, spaces and repeats squeezed; emoji and kaomoji as `{angry}` and the like, net words,
 * abbreviations and dialect as standard words: what models see.
 */
export const normalize = (text: string): string => squeeze(simplify(standard(fold(text))))

const fold = (text: string) => text.slice(0, READ_LIMIT).toWellFormed().normalize('NFKC').toLowerCase()

/** Selectors of colour and skin would hide an emoji from its list. */
const unadorned = (text: string) => (ADORNED.test(text) ? text.replace(ADORNMENT, '') : text)
const ADORNED = /[\ufe0f\ufe0e\ud83c]/
const ADORNMENT = /[\ufe0e\ufe0f\u{1f3fb}-\u{1f3ff}]|\u200d[\u2640\u2642]/gu

function standard(folded: string): string {
  replaceWords ??= buildReplaceWords(wordList())
  return replaceWords(unadorned(folded))
}

let replaceWords: ((text: string) => string) | null = null

function wordList(): Replacement[] {
  const words = [...SLANG, ...DIALECT, ...REGIONAL].flatMap((line) => line.split('|')).map((pair) => pair.split('='))
  const faces = Object.entries(FACES).flatMap(([meaning, list]) =>
    list.split(/ (?=\S)/).map((face) => [unadorned(fold(face)), `{${meaning}}`]),
  )
  const seen = new Map<string, Replacement>()
  for (const [from, to] of [...faces, ...words]) {
    const key = fold(from!)
    if (!key || seen.has(key)) continue
    seen.set(key, { from: key, to: to!, unless: DIALECT_UNLESS[from!] ?? SLANG_UNLESS[from!] })
  }
  return [...seen.values()]
}

function squeeze(text: string): string {
  return (
    text
      // Control and zero-width characters; the joiner inside an emoji stays.
      .replace(/[\p{Cc}\u200b\u200c\u200e\u200f\u2060\ufeff\ufffd]+/gu, ' ')
      .replace(/\s+/g, ' ')
      // "好好好好" and "soooo" keep two, "!!!!" keeps one; digits are left alone, since a repeat there is meant.
      .replace(/([\p{L}\p{So}])\1{2,}/gu, '$1$1')
      .replace(/(\{[a-z]+\})(?:\s?\1)+/g, '$1')
      .replace(/([\p{P}~])\1+/gu, '$1')
      .trim()
  )
}

/**
 * The text with every UTF-16 unit folded in place (full width → half width, traditional → simplified), so that a
 * match at some offset lies at the same offset in the original.
 */
export function foldInPlace(text: string): string {
  return simplify(text.slice(0, READ_LIMIT)).replace(/[\u00a0-\u4dff\ua000-\uffff]/g, foldUnit)
}

function foldUnit(unit: string): string {
  const code = unit.charCodeAt(0)
  if (code === 0x3000 || code === 0xa0) return ' '
  if (code === 0xffe5) return '¥'
  const wide = code >= 0xff01 && code <= 0xff5e
  return wide ? String.fromCharCode(code - 0xfee0) : unit
}
