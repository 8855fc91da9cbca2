import { join } from 'node:path'
import { z } from 'zod'
import { readYaml, yamlFiles } from '#platform/read-yaml.ts'
import { type EmotionLabel, LABELS } from '#understanding/emotion/labels.ts'

export type Word = {
  word: string
  label: EmotionLabel
  strength: number
  latin: boolean
  /** Written in letters or digits, so that it must not stand inside a longer run of them. */
  spaced: boolean
  topic: Topic | null
}

/**
 * Words that name a subject as often as a feeling: a charge against somebody, a step against somebody, a demand, and
 * exclamations that are plain words elsewhere (什么东西, 够了).
 */
export type Topic = 'charge' | 'step' | 'demand' | 'exclamation'

/** Opinions whose sense depends on what they are said of, as a pattern over one clause. */
export type Aspect = { pattern: RegExp; positive: Set<string> }

/** Words by their first two characters (one when they have no more), longest first. */
export type Lexicon = { words: Map<string, Word[]>; aspects: Aspect[]; size: { zh: number; en: number } }

const list = z.string().transform((text) => text.split(/\s+/).filter(Boolean))
const wordFile = z.partialRecord(z.enum(LABELS as [EmotionLabel]), z.record(z.string(), list))
const topicFile = z.strictObject({ charge: list, step: list, demand: list, exclamation: list })
const aspectFile = z.array(z.strictObject({ of: list, positive: list, negative: list }))

export const LEXICON_FOLDER = join(import.meta.dirname, 'lexicon')

/** Later files do not override earlier ones; of two strengths in one file the stronger stays. */
export function loadLexicon(): Lexicon {
  const all = new Map<string, Word>()
  const topics = new Map<string, Topic>()
  for (const [topic, words] of Object.entries(readYaml(join(LEXICON_FOLDER, 'topics.yaml'), topicFile))) {
    for (const word of words) topics.set(word.replaceAll('_', ' '), topic as Topic)
  }
  for (const file of yamlFiles(LEXICON_FOLDER)) {
    if (/(?:aspects|topics)\.yaml$/.test(file)) continue
    const spaced = /[\\/]en-[a-z]+\.yaml$/.test(file)
    for (const [label, strengths] of Object.entries(readYaml(file, wordFile))) {
      for (const [strength, words] of Object.entries(strengths ?? {})) {
        for (const raw of words) {
          const word = (spaced ? raw.replaceAll('_', ' ') : raw).toLowerCase()
          const known = all.get(word)
          if (known && known.strength >= Number(strength) && known.label !== 'joy') continue
          all.set(word, {
            word,
            label: label as EmotionLabel,
            strength: Number(strength),
            latin: /^[a-z]/.test(word),
            spaced: /^(?:[a-z]|\d+$)/.test(word),
            topic: topics.get(word) ?? null,
          })
        }
      }
    }
  }
  const words = Map.groupBy(all.values(), ({ word }) => word.slice(0, 2))
  for (const same of words.values()) same.sort((a, b) => b.word.length - a.word.length)
  const aspects = readYaml(join(LEXICON_FOLDER, 'aspects.yaml'), aspectFile).map((group) => ({
    pattern: new RegExp(
      `(?:${either(group.of)})[^,.!?;，。！？；、\\s]{0,5}?(${either([...group.positive, ...group.negative])})`,
      'g',
    ),
    positive: new Set(group.positive),
  }))
  const en = [...all.values()].filter(({ latin }) => latin).length
  return { words, aspects, size: { zh: all.size - en, en } }
}

const either = (words: string[]): string => words.toSorted((a, b) => b.length - a.length).join('|')
