import { CALM, type Emotion, type Language } from '#understanding/contract.ts'
import { BUCKETS, DENSE, emotionFeatures } from '#understanding/emotion/emotion-features.ts'
import { type EmotionLabel, LABELS, POLARITY } from '#understanding/emotion/labels.ts'
import { lowerInPlace } from '#understanding/emotion/lower-in-place.ts'
import { type ReadEmotion, readFully } from '#understanding/emotion/read-emotion.ts'
import {
  baseOf,
  CLASSES,
  inputsOf,
  type TaughtLabel,
  type TaughtModel,
  toChances,
  VOICES,
} from '#understanding/emotion/taught/taught-model.ts'
import { textSigns } from '#understanding/emotion/text-signs.ts'
import { normalize } from '#understanding/normalize.ts'
import { type CutWords, openWords } from '#understanding/words.ts'

/** Of a feeling that no word names the model must be this sure to call it more than slight: anger calls a person. */
const SURE = 0.6

/**
 * Reads feelings as people taught: a labelled text as it was labelled, a like one by what was learned. Where that does
 * not turn the shipped reading, it stays as it is, to the last figure.
 */
export function openTaught(model: TaughtModel): ReadEmotion {
  const place = new Map([...model.at].map((input, i) => [input, i]))
  const labelled = Object.keys(model.known).length > 0
  let cut: CutWords | null = null
  return (normalized, original, language) => {
    const reading = readFully(normalized, original, language)
    if (!labelled) return reading.emotion
    const key = normalize(original)
    const known = Object.hasOwn(model.known, key) ? model.known[key]! : null
    if (known) return asLabelled(known, reading.emotion, original)
    const out = baseOf(reading)
    const { at, value } = inputsOf(reading)
    for (let k = 0; k < at.length; k++) {
      const row = place.get(at[k]!)
      if (row === undefined) continue
      for (let c = 0; c < CLASSES; c++) out[c]! += model.weights[row * CLASSES + c]! * value[k]!
    }
    toChances(out)
    let best = 0
    for (let c = 1; c < CLASSES; c++) if (out[c]! > out[best]!) best = c
    const [now, was] = [LABELS[best]!, reading.emotion.label]
    if (now === was) return reading.emotion
    const [score, negative] = [round(out[best]!), round(hurting(out))]
    if (now === 'neutral') return { ...CALM, score, negative: Math.min(negative, 0.35) }
    cut ??= openWords()
    const gain = gainOf(model, place, language, best, LABELS.indexOf(was))
    const because = explain(original, cut, now, gain)
    return {
      label: now,
      level: levelOf(model, reading.emotion, now, score),
      score,
      negative: agree(now, negative),
      because,
    }
  }
}

/** A text that somebody labelled; where he said nothing else the whole of it is the reason. */
function asLabelled({ label, level }: TaughtLabel, shipped: Emotion, original: string): Emotion {
  if (label === 'neutral') return { ...CALM, negative: Math.min(shipped.negative, 0.2) }
  const same = shipped.label === label
  const usual = POLARITY[shipped.label] === POLARITY[label] && shipped.level !== 'none' ? shipped.level : 'medium'
  const text = original.trim()
  const start = original.indexOf(text)
  const whole = { text, start, end: start + text.length, label, weight: 1 }
  return {
    label,
    level: level && level !== 'none' ? level : usual,
    score: 1,
    negative: agree(label, shipped.negative),
    because: same && shipped.because.length ? shipped.because : [whole],
  }
}

/** The figure must not contradict the label. */
const agree = (label: EmotionLabel, negative: number): number =>
  POLARITY[label] < 0 ? Math.max(negative, 0.65) : POLARITY[label] > 0 ? Math.min(negative, 0.35) : negative

function levelOf(model: TaughtModel, shipped: Emotion, label: EmotionLabel, score: number): Emotion['level'] {
  if (POLARITY[shipped.label] === POLARITY[label] && shipped.level !== 'none') return shipped.level
  const usual = model.levels[label]
  if (usual && usual !== 'none') return usual
  return score >= SURE ? 'medium' : 'low'
}

const hurting = (chances: Float64Array): number =>
  LABELS.reduce((sum, label, c) => sum + (POLARITY[label] < 0 ? chances[c]! : 0), 0)

type Gain = (text: string) => number
const NO_SIGNS = textSigns('')

/** By how much the n-grams of a text speak for one label against another. */
function gainOf(model: TaughtModel, place: Map<number, number>, language: Language, one: number, other: number): Gain {
  return (text) => {
    const { at, value } = emotionFeatures(text, [], NO_SIGNS, BUCKETS[language])
    let gain = 0
    for (let k = 0; k < at.length; k++) {
      const row = at[k]! < DENSE ? undefined : place.get(VOICES + at[k]! - DENSE)
      if (row === undefined) continue
      gain += (model.weights[row * CLASSES + one]! - model.weights[row * CLASSES + other]!) * value[k]!
    }
    return gain
  }
}

/** Longer texts are explained by their first words. */
const MOST_WORDS = 40

/** The words without which less would speak for the label, the weightiest first. */
function explain(original: string, cut: CutWords, label: EmotionLabel, gain: Gain): Emotion['because'] {
  const text = lowerInPlace(original)
  const whole = gain(text)
  let from = 0
  const words = cut(text)
    .map((word) => {
      const start = from
      from += word.length
      return { start, end: from }
    })
    .filter(({ start, end }) => /[\p{L}\p{N}]/u.test(text.slice(start, end)))
    .slice(0, MOST_WORDS)
  return words
    .map(({ start, end }) => {
      const weight = round(whole - gain(text.slice(0, start) + text.slice(end)))
      return { text: original.slice(start, end), start, end, label, weight }
    })
    .filter(({ weight }) => weight >= 0.05)
    .sort((a, b) => b.weight - a.weight || a.start - b.start)
    .slice(0, 4)
}

const round = (value: number): number => Math.round(value * 1000) / 1000
