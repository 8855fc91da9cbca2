import { CALM, type Emotion, type Language } from '#understanding/contract.ts'
import { withoutAsked } from '#understanding/emotion/asked-words.ts'
import { emotionFeatures, type Features } from '#understanding/emotion/emotion-features.ts'
import { findWords } from '#understanding/emotion/find-words.ts'
import { type EmotionLabel, LABELS, POLARITY } from '#understanding/emotion/labels.ts'
import { type Lexicon, loadLexicon } from '#understanding/emotion/load-lexicon.ts'
import { lowerInPlace } from '#understanding/emotion/lower-in-place.ts'
import { asksPlainly } from '#understanding/emotion/plain-question.ts'
import { type LanguageWeights, loadWeights, type ShippedWeights } from '#understanding/emotion/shipped-weights.ts'
import { type Signs, textSigns } from '#understanding/emotion/text-signs.ts'
import { withoutTopics } from '#understanding/emotion/topic-words.ts'
import { OUTPUTS, toChances } from '#understanding/emotion/train/train-shipped.ts'
import { type Weighed, weighWords } from '#understanding/emotion/weigh-words.ts'
import { normalize } from '#understanding/normalize.ts'

export type ReadEmotion = (normalized: string, original: string, language: Language) => Emotion
/** A reading with what it was made from; `chances` of all outputs hold until the next call. */
export type FullReading = { emotion: Emotion; chances: Float64Array; features: Features }

let opened: ReturnType<typeof openEmotion> | null = null
const engine = () => {
  opened ??= openEmotion(loadLexicon(), loadWeights())
  return opened
}

/** The feeling of a text with the words it was read from. The lexicon and the weights are read at the first call. */
export const readEmotion: ReadEmotion = (normalized, original, language) =>
  engine().readEmotion(normalized, original, language)

/** The same with what it was made from, for a model on top of it. */
export const readFully: (normalized: string, original: string, language: Language) => FullReading = (...text) =>
  engine().readFully(...text)

/** Chance that a review blames rather than praises: nobody rates a thing to stay neutral, so neutral is left out. */
export const readReview: (normalized: string, original: string, language: Language) => number = (...text) =>
  engine().readReview(...text)

/** Log-odds of every output of the shipped model, the labels and then "negative", for a model trained on top of it. */
export const readLogOdds: (normalized: string, original: string, language: Language) => Float64Array = (...text) =>
  engine().readLogOdds(...text)

export function openEmotion(lexicon: Lexicon, weights: ShippedWeights) {
  const out = new Float64Array(OUTPUTS)
  const read = (normalized: string, original: string, language: Language, review = false) => {
    const signs = textSigns(original)
    // Who reviews a thing and writes 骗子 means its seller.
    let asks = false
    const wordsOf = (text: string) => {
      const hits = withoutAsked(text, findWords(lexicon, text))
      asks ||= !review && asksPlainly(text, hits, signs)
      if (asks) return []
      return weighWords(text, review ? hits : withoutTopics(text, hits, signs))
    }
    const text = lowerInPlace(original)
    let words = wordsOf(text)
    // A mended misspelling may say what the original does not; it has no place there, so it explains nothing.
    const placed = words.length > 0
    if (!placed) words = wordsOf(normalized)
    const features = emotionFeatures(text, words, signs, weights[language].buckets)
    answer(weights[language], features, out)
    const blank = !words.length && (asks || !/[\p{L}\p{N}]/u.test(text))
    return { words, signs, features, placed, blank }
  }
  const readFully = (normalized: string, original: string, language: Language): FullReading => {
    const { words, signs, features, placed, blank } = read(normalized, original, language)
    return { emotion: blank ? CALM : judge(out, words, placed ? original : null, signs), chances: out, features }
  }
  return {
    readFully,
    readEmotion: (...text: Parameters<ReadEmotion>): Emotion => readFully(...text).emotion,
    readReview: (normalized: string, original: string, language: Language): number => {
      const oddsOf = (folded: string, text: string) => {
        read(folded, text, language, true)
        return blameOdds(out)
      }
      const whole = oddsOf(normalized, original)
      const parts = sentencesOf(original)
      const mean = parts.reduce((sum, part) => sum + oddsOf(normalize(part), part) / parts.length, 0)
      // The model learned from sentences: of a long review each one has its say beside the whole.
      return 1 / (1 + Math.exp(-(parts.length > 1 ? (whole + mean) / 2 : whole)))
    },
    readLogOdds: (normalized: string, original: string, language: Language): Float64Array => {
      read(normalized, original, language)
      return out.map((chance) => {
        const p = Math.min(0.999, Math.max(0.001, chance))
        return Math.log(p / (1 - p))
      })
    },
  }
}

function blameOdds(chances: Float64Array): number {
  let [blame, praise] = [1e-4, 1e-4]
  LABELS.forEach((label, c) => {
    if (POLARITY[label] < 0) blame += chances[c]!
    if (POLARITY[label] > 0) praise += chances[c]!
  })
  return Math.log(blame / praise)
}

/** Sentences; one of more than fifty characters by its commas. */
const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[。！？!?;；~…])|\s{2,}/)
    .flatMap((sentence) => (sentence.length > 50 ? sentence.split(/(?<=[，,])/) : [sentence]))
    .filter((sentence) => /\p{L}/u.test(sentence))

/** Chances of all outputs of the shipped model, into `out`. */
function answer({ rows, scale, bias }: LanguageWeights, { at, value }: Features, out: Float64Array): void {
  out.fill(0)
  for (let k = 0; k < at.length; k++) {
    const row = at[k]! * OUTPUTS
    for (let c = 0; c < OUTPUTS; c++) out[c]! += rows[row + c]! * value[k]!
  }
  for (let c = 0; c < OUTPUTS; c++) out[c] = out[c]! * scale[c]! + bias[c]!
  toChances(out)
}

/** The strongest word when no other contradicts it. */
function unanimous(words: Weighed[]): Weighed | null {
  const strongest = words.toSorted((a, b) => b.weight - a.weight)[0]
  if (!strongest || !POLARITY[strongest.label]) return null
  const contradicted = words.some(({ label }) => POLARITY[label] === -POLARITY[strongest.label])
  return contradicted ? null : strongest
}

/** Without a single word of feeling the model must be this sure. */
const SURE = 0.9
/** Of a feeling that none of the words names the model must be this sure: anger twice calls a person. */
const UNTOLD = 0.6

function judge(out: Float64Array, words: Weighed[], original: string | null, signs: Signs): Emotion {
  const told = unanimous(words)
  const plain = told && told.weight >= 2.5 ? told.label : null
  const leaning = plain ? POLARITY[plain] : 0
  // What a strong word says outright is not talked away by the rest of the sentence.
  const heard =
    leaning < 0
      ? Math.max(out[OUTPUTS - 1]!, 0.65)
      : leaning > 0
        ? Math.min(out[OUTPUTS - 1]!, 0.35)
        : out[OUTPUTS - 1]!
  const negative = round(heard)
  let best = 0
  let chance = -1
  LABELS.forEach((label, c) => {
    // The two outputs must not contradict each other: no joy where the text is negative.
    const agrees = POLARITY[label] < 0 ? negative : POLARITY[label] > 0 ? 1 - negative : 0.5
    const value = out[c]! * (0.25 + agrees)
    if (value > chance) {
      chance = value
      best = c
    }
  })
  const chosen = POLARITY[LABELS[best]!]
  if (told && (chosen === -POLARITY[told.label] || (plain && LABELS[best] === 'neutral'))) {
    best = LABELS.indexOf(told.label)
  } else if (!words.length && out[best]! < SURE) best = LABELS.indexOf('neutral')
  const untold = LABELS[best] !== 'neutral' && !words.some((word) => word.label === LABELS[best])
  if (untold && told && out[best]! < UNTOLD) best = LABELS.indexOf(told.label)
  const label = LABELS[best]!
  const score = round(out[best]!)
  if (label === 'neutral') return { ...CALM, score, negative, because: [] }
  return {
    label,
    level: levelOf(label, words, signs, score),
    score,
    negative,
    because: reasons(label, words, original),
  }
}

/** How strongly it is felt: the strongest word, what stresses it, and how it is written. */
function levelOf(label: EmotionLabel, words: Weighed[], signs: Signs, score: number): Emotion['level'] {
  const same = words.filter((word) => POLARITY[word.label] === POLARITY[label])
  let strength = same.reduce((most, { weight }) => Math.max(most, weight), 0) + 0.25 * Math.max(0, same.length - 1)
  if (signs.exclaims > 1 || signs.asks > 1) strength += 0.8
  else if (signs.exclaims) strength += 0.3
  if (signs.shouts || signs.drawn) strength += 0.5
  if (!same.length) strength += score
  return strength >= 2.9 ? 'high' : strength >= 1.5 ? 'medium' : 'low'
}

function reasons(label: EmotionLabel, words: Weighed[], original: string | null): Emotion['because'] {
  if (original === null) return []
  return words
    .filter((word) => word.label === label || POLARITY[word.label] === POLARITY[label])
    .map(({ start, end, label: own, weight }) => ({
      text: original.slice(start, end),
      start,
      end,
      label: own,
      weight: round(weight),
    }))
    .sort((a, b) => Number(b.label === label) - Number(a.label === label) || b.weight - a.weight || a.start - b.start)
    .slice(0, 8)
}

const round = (value: number): number => Math.round(value * 1000) / 1000
