import type { Language } from '#understanding/contract.ts'
import { readLogOdds } from '#understanding/emotion/read-emotion.ts'
import { gramsOf, type View } from '#understanding/emotion/train/grams.ts'
import {
  inverseFrequency,
  logCountRatio,
  type Separator,
  separate,
  trainSeparator,
} from '#understanding/emotion/train/linear.ts'
import { fitStack, type Stack, stack } from '#understanding/emotion/train/stack.ts'
import { numberFeatures, numberOf, type Rows, type Table, toRows } from '#understanding/emotion/train/table.ts'
import { OUTPUTS } from '#understanding/emotion/train/train-shipped.ts'
import { normalize } from '#understanding/normalize.ts'
import type { CutWords } from '#understanding/words.ts'

/** `domain` says where a row comes from: shop, take-away, microblog; rows of other domains help but do not decide. */
export type EmotionRow = { text: string; label: string; domain?: string }
/** With `language` the shipped model is asked too, and what it says is weighed together with what was learned. */
export type EmotionOptions = {
  cut: CutWords
  domain?: string
  language?: Language
  views?: View[]
  folds?: number
  cost?: number
}

type ViewModel = { view: View; table: Table; members: Separator[][] }
/** Plain data: labels, per view its features and one separator a member and label, and how their margins are weighed. */
export type EmotionModel = {
  labels: string[]
  views: ViewModel[]
  stack: Stack
  language: Language | null
}

export const VIEWS: Record<'zh' | 'en', View[]> = {
  zh: [
    { characters: 5, words: 0, shape: true },
    { characters: 3, words: 3, skips: true, negation: true, shape: true },
  ],
  en: [
    { characters: 0, words: 2, negation: true },
    { characters: 5, words: 3, skips: true, negation: true, shape: true },
  ],
}

/** Learns labels from an operator's own texts: separators over several views of the text, weighed by what they get right on rows they have not seen. */
export function trainEmotion(rows: EmotionRow[], options: EmotionOptions): EmotionModel {
  const { domain, folds = 3, cost = 1, language = null } = options
  const labels = [...new Set(rows.filter((row) => !domain || row.domain === domain).map(({ label }) => label))].sort()
  const used = rows.filter(({ label }) => labels.includes(label))
  const targets = used.map(({ label }) => labels.indexOf(label))
  const texts = used.map(({ text }) => normalize(text))
  const judged = used.map((row) => !domain || row.domain === domain)
  const views = options.views ?? VIEWS[/\p{Script=Han}/u.test(texts.slice(0, 50).join('')) ? 'zh' : 'en']
  const importance = Float32Array.from(judged, (own) => (own ? 1 : HELP))
  const members = views.length * 2 * labels.length
  const unseen = used.map((row, i) => {
    const inputs = new Float64Array(members + (language ? OUTPUTS : 0))
    if (language && judged[i]) inputs.set(hearShipped(texts[i]!, row.text, language), members)
    return inputs
  })
  const learned = views.map((view, v): ViewModel => {
    const documents = texts.map((text) => gramsOf(text, view, options.cut))
    const table = numberFeatures(documents, 2)
    const all = toRows(documents, table)
    const learn = (keep: Int32Array) =>
      trainMembers(pick(all, keep), pick1(targets, keep), labels.length, table.size, {
        cost,
        importance: Float32Array.from(keep, (i) => importance[i]!),
      })
    for (let fold = 0; fold < folds; fold++) {
      const taught = learn(Int32Array.from(used.keys()).filter((i) => i % folds !== fold))
      for (let i = fold; i < used.length; i += folds) {
        if (judged[i])
          margins(taught, all.at.subarray(all.start[i], all.start[i + 1]), unseen[i]!, v * 2 * labels.length)
      }
    }
    return { view, table, members: learn(Int32Array.from(used.keys())) }
  })
  const own = [...used.keys()].filter((i) => judged[i])
  return {
    labels,
    views: learned,
    stack: fitStack(
      own.map((i) => unseen[i]!),
      own.map((i) => targets[i]!),
      labels.length,
      members,
    ),
    language,
  }
}

/** Importance of rows of other domains. */
const HELP = 0.6

/** On the scale of the other members' margins. */
const hearShipped = (normalized: string, original: string, language: Language): Float64Array =>
  readLogOdds(normalized, original, language).map((odds) => odds / 4)

export type Guess = { label: string; chance: number; chances: Float64Array }

/** Chances of the labels, in the order of `model.labels`. */
export function openEmotionModel(model: EmotionModel, cut: CutWords): (text: string) => Guess {
  const learned = model.views.length * 2 * model.labels.length
  const inputs = new Float64Array(learned + (model.language ? OUTPUTS : 0))
  return (text) => {
    const normalized = normalize(text)
    model.views.forEach(({ view, table, members }, v) => {
      const at = gramsOf(normalized, view, cut)
        .map((hash) => numberOf(table, hash))
        .filter((number) => number >= 0)
      margins(members, at, inputs, v * 2 * model.labels.length)
    })
    if (model.language) inputs.set(hearShipped(normalized, text, model.language), learned)
    const chances = stack(model.stack, inputs)
    let best = 0
    for (let c = 1; c < chances.length; c++) if (chances[c]! > chances[best]!) best = c
    return { label: model.labels[best]!, chance: chances[best]!, chances }
  }
}

/** Two members: features weighed by log-count ratio, and by inverse document frequency. */
function trainMembers(
  rows: Rows,
  targets: number[],
  classes: number,
  features: number,
  options: { cost: number; importance: Float32Array },
): Separator[][] {
  const inverse = inverseFrequency(rows, features)
  const members: Separator[][] = [[], []]
  for (let c = 0; c < classes; c++) {
    const positive = Uint8Array.from(targets, (label) => (label === c ? 1 : 0))
    const scales = [logCountRatio(rows, positive, features, 1), inverse]
    scales.forEach((scale, m) => {
      const mirrored = classes === 2 && c === 1 ? mirror(members[m]![0]!) : null
      members[m]!.push(mirrored ?? trainSeparator(rows, positive, scale, { ...options, epochs: 10 }))
    })
  }
  return members
}

const mirror = ({ weights, scale, bias }: Separator): Separator => ({
  weights: weights.map((w) => -w),
  scale,
  bias: -bias,
})

function margins(members: Separator[][], at: Int32Array, out: Float64Array, from: number): void {
  let next = from
  for (const member of members) for (const separator of member) out[next++] = separate(separator, at)
}

const pick1 = <T>(values: T[], keep: Int32Array): T[] => Array.from(keep, (i) => values[i]!)

function pick(rows: Rows, keep: Int32Array): Rows {
  const start = new Int32Array(keep.length + 1)
  keep.forEach((i, n) => {
    start[n + 1] = start[n]! + rows.start[i + 1]! - rows.start[i]!
  })
  const at = new Int32Array(start[keep.length]!)
  keep.forEach((i, n) => {
    at.set(rows.at.subarray(rows.start[i], rows.start[i + 1]), start[n])
  })
  return { start, at }
}
