import { pinyin } from 'pinyin-pro'

/** One entry per character: the toneless pinyin of a Han character (退 → "tui", 女 → "nv"), other characters as they are. */
export function syllables(text: string): string[] {
  const found: string[] = []
  for (const char of text) found.push(syllableOf(char) ?? char)
  return found
}

/** The commonest reading without its tone; null for what is no Han character. */
export function syllableOf(char: string): string | null {
  const code = char.charCodeAt(0)
  if (code < FIRST || code > LAST) return null
  table ??= buildTable()
  return table[code - FIRST] ?? null
}

const FIRST = 0x4e00
const LAST = 0x9fa5

/** The library names the rarer reading of these when they stand alone. */
const USUAL: Record<string, string> = {
  了: 'le',
  着: 'zhe',
  地: 'di',
  嘛: 'ma',
  吗: 'ma',
  呢: 'ne',
  哪: 'na',
  谁: 'shei',
}

let table: (string | null)[] | null = null

/** One call for the whole block of characters, a comma between them so that none is read as part of a word. */
function buildTable(): (string | null)[] {
  const characters = Array.from({ length: LAST - FIRST + 1 }, (_, i) => String.fromCharCode(FIRST + i))
  const readings = pinyin(characters.join(','), { toneType: 'none', v: true }).split(' , ')
  return characters.map((char, i) => USUAL[char] ?? (/^[a-z]+$/.test(readings[i] ?? '') ? readings[i]! : null))
}
