import type { SpokenLanguage } from '#engines/audio.ts'
import { ENGLISH } from '#voice/reading/en/rules.ts'
import { plainText } from '#voice/reading/plain-text.ts'
import { type Rules, scan } from '#voice/reading/scan.ts'
import { splitSentences } from '#voice/reading/sentences.ts'
import { CHINESE } from '#voice/reading/zh/rules.ts'

/** Longest text that is read; nobody listens to more. */
const LONGEST = 6_000

/**
 * A message as it is said: sentences without digits, marks or emoji, each short enough for a voice. Never throws; what
 * holds nothing sayable gives no sentence.
 */
export function readAloud(text: string, language: SpokenLanguage): string[] {
  const rules: Rules = language === 'en' ? ENGLISH : CHINESE
  // Words come before the cut: once numbers are words, no comma or dot of a number is left to cut at.
  const words = scan(plainText(text.slice(0, LONGEST), language), rules)
  const said = language === 'yue' ? words.replaceAll('幺', '一') : words
  return splitSentences(said, language)
}
