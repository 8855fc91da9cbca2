import type { Judges } from '#understanding/calibrate.ts'
import { type Classify, openClassifier } from '#understanding/classify.ts'
import type { CompactModel } from '#understanding/compact.ts'
import type { IntentExamples, Term } from '#understanding/contract.ts'
import { buildEntities } from '#understanding/entities.ts'
import { learnVectors } from '#understanding/learn-word-vectors.ts'
import type { Network } from '#understanding/network.ts'
import { normalize } from '#understanding/normalize.ts'
import { packData, unpackData } from '#understanding/pack-data.ts'
import { type Reading, readText } from '#understanding/reading.ts'
import { trainClassifier } from '#understanding/train-classifier.ts'
import { buildUnits, buildViews } from '#understanding/views.ts'
import type { MeantWords, WordVectors } from '#understanding/word-vectors.ts'
import { openWords } from '#understanding/words.ts'

/** Vectors one behind the other: that of example `i` is `start[i]` to `start[i + 1]`, its values `value * scale[i]`. */
export type Examples = {
  texts: string[]
  labels: Uint16Array
  start: Uint32Array
  at: Uint16Array | Uint32Array
  value: Uint8Array
  scale: Float32Array
}

/** What the classifier learnt; `model` is null where nothing is out of scope among the examples. */
export type ScopeModel = { model: CompactModel | null; weights: Float64Array }

/**
 * A trained classifier as plain data: it may be cloned to another thread, packed to bytes and kept in a database.
 * `null` in `learnt` means that there were fewer than two intents to tell apart.
 */
export type IntentModel = {
  intents: Omit<IntentExamples, 'examples'>[]
  terms: Term[]
  learnt: Learnt | null
}

export type Learnt = {
  /** Hashes of the features, in order of their numbers, and the weight of each. */
  features: { hashes: Int32Array; idf: Float32Array; unseen: number }
  /** What words mean, where there were texts enough to learn it. */
  meaning: MeantWords | null
  linear: CompactModel
  network: Network
  examples: Examples
  /** How much the parts of the ensemble count. */
  judges: Judges
  scope: ScopeModel
  penalty: Float32Array
}

const VERSION = 11

/** Seconds, not minutes: two for the packs, some twenty for 15 000 examples of 150 intents. Same examples, same model. */
export function trainIntentModel(set: {
  intents: IntentExamples[]
  terms: Term[]
  words?: WordVectors | null
}): IntentModel {
  const view = buildViews(openWords(set.terms))
  const learnt = trainClassifier(set.intents, set.words ?? null, view, readerOf(set.terms))
  return { intents: set.intents.map(({ examples: _, ...rest }) => rest), terms: set.terms, learnt }
}

/** What words and characters mean, learnt from texts that nobody labelled; null when they are too few. */
export function learnWords(texts: Iterable<string>, terms: Term[] = []): WordVectors | null {
  const units = [...new Set([...texts].map(normalize))].map(buildUnits(openWords(terms)))
  const words = learnVectors(units.map((one) => one.words))
  return words && { words, characters: learnVectors(units.map((one) => one.characters).filter((own) => own.length)) }
}

export const openIntentModel = (model: IntentModel): Classify =>
  openClassifier(model, buildViews(openWords(model.terms)), readerOf(model.terms))

export const packModel = (model: IntentModel): Uint8Array => packData(model, VERSION)

/** Throws a `TypeError` when the bytes are no model of this version: it must be trained again. */
export function unpackModel(bytes: Uint8Array): IntentModel {
  const model = unpackData(bytes, VERSION)
  if (!model) throw new TypeError('these bytes are no intent model of this version')
  return model as IntentModel
}

function readerOf(terms: Term[]): (text: string) => Reading {
  const findEntities = buildEntities(terms)
  const anyDay = new Date(0)
  return (text) => readText(text, findEntities(text, anyDay))
}
