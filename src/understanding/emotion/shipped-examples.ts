import { basename, join } from 'node:path'
import { z } from 'zod'
import { readYaml, yamlFiles } from '#platform/read-yaml.ts'
import type { Language } from '#understanding/contract.ts'
import { BUCKETS, DENSE, emotionFeatures, type Features } from '#understanding/emotion/emotion-features.ts'
import { findWords } from '#understanding/emotion/find-words.ts'
import { type EmotionLabel, LABELS, POLARITY } from '#understanding/emotion/labels.ts'
import type { Lexicon } from '#understanding/emotion/load-lexicon.ts'
import { lowerInPlace } from '#understanding/emotion/lower-in-place.ts'
import { textSigns } from '#understanding/emotion/text-signs.ts'
import { withoutTopics } from '#understanding/emotion/topic-words.ts'
import type { Example } from '#understanding/emotion/train/train-shipped.ts'
import { weighWords } from '#understanding/emotion/weigh-words.ts'

export const SENTENCES_FOLDER = join(import.meta.dirname, 'sentences')

const sentenceFile = z.partialRecord(
  z.enum(LABELS as [EmotionLabel]),
  z.string().transform((text) => text.split('\n').filter((line) => line.trim())),
)

export type Sentence = { text: string; label: EmotionLabel }

/** The project's own sentences of a language. */
export const readSentences = (language: Language): Sentence[] =>
  yamlFiles(SENTENCES_FOLDER)
    .filter((file) => basename(file).startsWith(`${language}-`))
    .flatMap((file) =>
      Object.entries(readYaml(file, sentenceFile)).flatMap(([label, texts]) =>
        (texts ?? []).map((text) => ({ text: text.trim(), label: label as EmotionLabel })),
      ),
    )

/** What the shipped model of a language learns from; `outside` teaches English alone. */
export function readExamples(lexicon: Lexicon, language: Language, outside: Sentence[]): Example[] {
  const read = (rows: Sentence[], importance: number) => rows.map((row) => example(lexicon, language, row, importance))
  const own = read(readSentences(language), 1)
  // The lexicon's author wrote the sentences too and is nearly always right about them; without its say the n-grams
  // must learn to tell them apart alone, which is what a complaint in words of no lexicon needs.
  const blind = own.map(({ features, ...rest }) => ({
    ...rest,
    features: ngramsOnly(features),
    importance: 3 * rest.importance,
  }))
  const words = [...lexicon.words.values()]
    .flat()
    .filter(({ word, latin, topic }) => !topic && latin === (language === 'en') && /\p{L}/u.test(word))
    .map(({ word, label }) => ({ text: word, label }))
  const others = language === 'en' ? read(outside, 0.09) : []
  // A lexicon word alone teaches n-grams what its parts mean, and keeps the lexicon's say where one word decides.
  const bare = read(words, 1).map(({ features, ...rest }) => ({ ...rest, features: ngramsOnly(features) }))
  return [...own, ...blind, ...bare, ...read(words, language === 'en' ? 0.3 : 0.1), ...others]
}

function ngramsOnly({ at, value }: Features): Features {
  const kept = [...at.keys()].filter((k) => at[k]! >= DENSE)
  return { at: kept.map((k) => at[k]!), value: kept.map((k) => value[k]!) }
}

/** Blame is put in more ways than praise is, and missing it costs more. */
const BLAME = 1.3

function example(lexicon: Lexicon, language: Language, { text, label }: Sentence, importance: number): Example {
  const folded = lowerInPlace(text)
  const signs = textSigns(text)
  const words = weighWords(folded, withoutTopics(folded, findWords(lexicon, folded), signs))
  const features = emotionFeatures(folded, words, signs, BUCKETS[language])
  return { features, label: LABELS.indexOf(label), importance: importance * (POLARITY[label] < 0 ? BLAME : 1) }
}
