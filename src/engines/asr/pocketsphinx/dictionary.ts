import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { pinyin } from 'pinyin-pro'
import type { SpokenLanguage } from '#engines/audio.ts'

/** A pronouncing dictionary: which words can be heard, and how the syllables of Mandarin are written in its phones. */
export type Dictionary = {
  has(word: string): boolean
  /** Phones of a syllable without tone, e.g. `zhuang`; null when no word of one character has it. */
  phones(syllable: string): string | null
  longest: number
}

export async function readDictionary(file: string, language: SpokenLanguage): Promise<Dictionary> {
  const words = new Set<string>()
  const bySyllable = new Map<string, string>()
  let longest = 1
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const [written = '', ...phones] = line.trim().split(/\s+/)
    const word = written.toLowerCase().replace(/\(\d+\)$/, '')
    if (!word || !phones.length || /^[<+]/.test(word)) continue
    words.add(word)
    longest = Math.max(longest, [...word].length)
    if (language === 'zh' && /^\p{Script=Han}$/u.test(word)) {
      const syllable = soundOf(word)
      if (!bySyllable.has(syllable)) bySyllable.set(syllable, phones.join(' '))
    }
  }
  return {
    has: (word) => words.has(word),
    phones: (syllable) => bySyllable.get(syllable) ?? null,
    longest,
  }
}

/** The syllable of a character without its tone, as the dictionary tells none either. */
export const soundOf = (character: string): string => pinyin(character, { toneType: 'none', v: true })
