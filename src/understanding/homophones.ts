import { dict } from '@node-rs/jieba/dict.js'
import { hashText } from '#platform/hash-text.ts'
import { syllableOf } from '#understanding/pinyin.ts'
import { randomFrom } from '#understanding/random.ts'

/**
 * Speech recognition gone wrong: `share` of the Han characters replaced by another frequent character of the same
 * toneless syllable. The same text and seed give the same errors; a character without such a twin stays.
 */
export function withHomophones(text: string, share = 0.15, seed = 1): string {
  const random = randomOf(`${seed}:${text}`)
  let noisy = ''
  for (const char of text) {
    const twins = syllableOf(char) && random() < share ? twinsOf(char) : []
    noisy += twins.length ? twins[Math.floor(random() * twins.length)] : char
  }
  return noisy
}

/** How many of the commonest characters may stand in for others; about what people read and write. */
const FREQUENT = 3500

let bySyllable: Map<string, string[]> | null = null

function twinsOf(char: string): string[] {
  bySyllable ??= groupFrequent()
  return (bySyllable.get(syllableOf(char)!) ?? []).filter((twin) => twin !== char)
}

/** Characters are weighed by the words they stand in. */
function groupFrequent(): Map<string, string[]> {
  const weight = new Map<string, number>()
  const lines = new TextDecoder().decode(dict)
  // A line is a word, its count and its kind; a third of a million of them are too many to take apart into pieces.
  for (let from = 0, end = 0; end >= 0; from = end + 1) {
    end = lines.indexOf('\n', from)
    const space = lines.indexOf(' ', from)
    if (space < 0) break
    const count = Number.parseInt(lines.slice(space + 1, space + 9), 10)
    for (let i = from; i < space; i++) weight.set(lines[i]!, (weight.get(lines[i]!) ?? 0) + count)
  }
  const groups = new Map<string, string[]>()
  for (const [char] of [...weight]
    .filter(([char]) => syllableOf(char))
    .sort((a, b) => b[1] - a[1])
    .slice(0, FREQUENT)) {
    const syllable = syllableOf(char)!
    groups.set(syllable, [...(groups.get(syllable) ?? []), char])
  }
  return groups
}

const randomOf = (seed: string): (() => number) => randomFrom(hashText(seed))
