import type { Emotion, Language } from '#understanding/contract.ts'
import { DENSE, type Features } from '#understanding/emotion/emotion-features.ts'
import { type EmotionLabel, LABELS } from '#understanding/emotion/labels.ts'
import type { FullReading } from '#understanding/emotion/read-emotion.ts'
import { packData, unpackData } from '#understanding/pack-data.ts'

export type Level = Emotion['level']
/** What a person says of a text; `level` null leaves it to the reading. */
export type TaughtLabel = { label: EmotionLabel; level: Level | null }
export type LabelledText = TaughtLabel & { text: string; language: Language }

/**
 * What labels change of the shipped model: weights that are added to its log-odds, one row an input, one column a label,
 * and the labelled texts themselves by their normalised form. `at` are the inputs that have weights; `levels` says how
 * strong a label usually is.
 */
export type TaughtModel = {
  at: Int32Array
  weights: Float32Array
  known: Record<string, TaughtLabel>
  levels: Partial<Record<EmotionLabel, Level>>
}

export const NOTHING_TAUGHT: TaughtModel = { at: new Int32Array(), weights: new Float32Array(), known: {}, levels: {} }

export const CLASSES = LABELS.length
/** The first inputs: what the shipped model says of every label, and a one. N-grams follow. */
export const VOICES = CLASSES + 1
/** By how much the label that was read leads the next: labels of people have to outweigh it. */
export const LEAD = 1
/** Half the log-odds: the shipped model is surer of itself on texts unlike its own than it should be. */
const SCALE = 0.5
const LEAST_CHANCE = 0.01

/** The shipped reading as numbers to add to: the label that was read leads, whatever rule decided for it. */
export function baseOf({ emotion, chances }: FullReading): Float64Array {
  const base = new Float64Array(CLASSES)
  for (let c = 0; c < CLASSES; c++) base[c] = SCALE * Math.log(Math.max(chances[c]!, LEAST_CHANCE))
  const read = LABELS.indexOf(emotion.label)
  base[read] = Math.max(base[read]!, nextBest(base, read) + LEAD)
  return base
}

/** The highest number besides that of a label. */
export function nextBest(values: ArrayLike<number>, label: number): number {
  let next = Number.NEGATIVE_INFINITY
  for (let c = 0; c < values.length; c++) if (c !== label && values[c]! > next) next = values[c]!
  return next
}

/** What labels are learned by: what the shipped model says, between about −0.6 and 0.6, and the n-grams of the text. */
export function inputsOf({ features, chances }: FullReading): Features {
  const at: number[] = []
  const value: number[] = []
  for (let c = 0; c < CLASSES; c++) {
    at.push(c)
    value.push((Math.log(Math.max(chances[c]!, LEAST_CHANCE)) + 2.3) / 4)
  }
  at.push(VOICES - 1)
  value.push(1)
  for (let k = 0; k < features.at.length; k++) {
    if (features.at[k]! < DENSE) continue
    at.push(VOICES + features.at[k]! - DENSE)
    value.push(features.value[k]!)
  }
  return { at, value }
}

export function toChances(values: Float64Array): void {
  let highest = Number.NEGATIVE_INFINITY
  for (const value of values) if (value > highest) highest = value
  let sum = 0
  for (let c = 0; c < values.length; c++) {
    values[c] = Math.exp(values[c]! - highest)
    sum += values[c]!
  }
  for (let c = 0; c < values.length; c++) values[c]! /= sum
}

const VERSION = 1
export const packTaught = (model: TaughtModel): Uint8Array => packData(model, VERSION)

/** Throws a `TypeError` when another version of the software packed it. */
export function unpackTaught(bytes: Uint8Array): TaughtModel {
  const model = unpackData(bytes, VERSION)
  if (!model) throw new TypeError('this is no model of feelings of this version')
  return model as TaughtModel
}
