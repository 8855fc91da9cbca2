import { type Dictionary, soundOf } from '#engines/asr/pocketsphinx/dictionary.ts'
import { readSaid, ruleOf, rulesOf } from '#engines/asr/pocketsphinx/digits-and-dates.ts'
import type { SpokenLanguage } from '#engines/audio.ts'

/** Phrases in the words of a dictionary, as the decoder wants them. */
export type Grammar = {
  jsgf: string
  /** The phrase as it was given, or digits and dates in their usual writing, from the decoder's words. */
  read(words: string): string
  /** Words that must be taught before, with their phones. */
  taught: Map<string, string>
  /** Phrases that this dictionary cannot hear. */
  unheard: string[]
}

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九']
const LETTERS = /[\p{L}\p{N}]+/gu

/** Null when none of the phrases can be heard. What `digitsSaid` and `DATE_SAID` stand for may be among them. */
export function writeGrammar(phrases: string[], language: SpokenLanguage, dictionary: Dictionary): Grammar | null {
  const phraseOf = new Map<string, string>()
  const taught = new Map<string, string>()
  const unheard: string[] = []
  const rules = rulesOf(language)
  const asked: string[] = []
  for (const phrase of phrases) {
    const rule = ruleOf(phrase)
    if (rule) {
      asked.push(rule)
      continue
    }
    const words = language === 'en' ? english(phrase, dictionary) : mandarin(phrase, dictionary, taught)
    if (words) phraseOf.set(words.join(' '), phraseOf.get(words.join(' ')) ?? phrase)
    else unheard.push(phrase)
  }
  const said = [...phraseOf.keys(), ...asked]
  if (!said.length) return null
  return {
    jsgf: `#JSGF V1.0;\ngrammar said;\n${asked.length ? rules : ''}public <said> = ${said.join('\n  | ')};\n`,
    read: (words) => phraseOf.get(words) ?? readSaid(words, language),
    taught,
    unheard,
  }
}

/** Longest words first; a character in no word is spelled by its sound. Null when something has no sound. */
function mandarin(phrase: string, dictionary: Dictionary, taught: Map<string, string>): string[] | null {
  const characters = [...(phrase.match(LETTERS)?.join('') ?? '')].map((one) => DIGITS[Number(one)] ?? one.toLowerCase())
  const words: string[] = []
  for (let at = 0; at < characters.length; ) {
    const found = longestWord(characters, at, dictionary) ?? spelled(characters[at]!, dictionary, taught)
    if (!found) return null
    words.push(found.word)
    at += found.length
  }
  return words.length ? words : null
}

function longestWord(characters: string[], at: number, dictionary: Dictionary) {
  for (let length = Math.min(dictionary.longest, characters.length - at); length > 0; length--) {
    const word = characters.slice(at, at + length).join('')
    if (dictionary.has(word)) return { word, length }
  }
  return null
}

function spelled(character: string, dictionary: Dictionary, taught: Map<string, string>) {
  const phones = /\p{Script=Han}/u.test(character) ? dictionary.phones(soundOf(character)) : null
  if (!phones) return null
  taught.set(character, phones)
  return { word: character, length: 1 }
}

const SPOKEN = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

function english(phrase: string, dictionary: Dictionary): string[] | null {
  const words = (phrase.toLowerCase().match(/[a-z]+(?:'[a-z]+)*|\d/g) ?? []).map((word) => SPOKEN[Number(word)] ?? word)
  return words.length > 0 && words.every(dictionary.has) ? words : null
}
