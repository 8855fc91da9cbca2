import { hashText } from '#platform/hash-text.ts'
import { fitJudges, hear } from '#understanding/calibrate.ts'
import { OUT_OF_SCOPE, scopeFeatures } from '#understanding/classify.ts'
import { compact } from '#understanding/compact.ts'
import type { IntentExamples } from '#understanding/contract.ts'
import { crossValidate, sizePenalty } from '#understanding/cross-validate.ts'
import { withHomophones } from '#understanding/homophones.ts'
import type { Examples, Learnt } from '#understanding/intent-model.ts'
import { buildNearest } from '#understanding/nearest.ts'
import { joinNetworks } from '#understanding/network.ts'
import type { Reading } from '#understanding/reading.ts'
import { buildRules } from '#understanding/rules.ts'
import { trainScope } from '#understanding/scope.ts'
import { scatter, trainOn, type Vector } from '#understanding/train.ts'
import type { View } from '#understanding/views.ts'
import { buildWeighing, weigh, withMeaning } from '#understanding/weigh.ts'
import { meaningSize, openMeaning, prepareMeaning, type WordVectors } from '#understanding/word-vectors.ts'

/** Sane weights before the data speaks: linear margin, nearest example, keyword, pattern, size of the class, network. */
const PRIOR = [4, 1, 1.5, 1.5, 0, 0.3]

/** Of so many examples a feature seen once tells nothing and costs memory; of few it does tell. */
const LARGE = 4000

/**
 * An ensemble of a linear model, the nearest example and the written rules, weighed and calibrated by cross-validation;
 * null when there are fewer than two intents with examples.
 */
export function trainClassifier(
  intents: IntentExamples[],
  words: WordVectors | null,
  view: View,
  read: (text: string) => Reading,
): Learnt | null {
  const { texts, labels } = readExamples(intents, read)
  const classes = intents.length
  const keys = Uint32Array.from(texts, ({ masked }) => hashText(masked))
  if (new Set(labels).size < 2) return null
  const rules = buildRules(intents, (text) => read(text).normalized)
  const documents = texts.map((text) => view(text.masked))
  const weighing = buildWeighing(documents, texts.length > LARGE ? 2 : 1)
  const size = weighing.idf.length
  const hashes = Int32Array.from(weighing.numbers.keys())
  const weighed = documents.map((document) => weigh(weighing, document))
  const vectors = weighed.map(({ vector }) => vector)
  const meaning = words && prepareMeaning(words, documents, classes)
  const meaningOf = meaning && openMeaning(meaning)
  const meant = documents.map((document) => meaningOf?.(document) ?? null)
  const whole = size + (meaning ? meaningSize(meaning) : 0)
  const heard = mishear(texts, labels, keys)
  const examples = [
    ...vectors.map((vector, i) => ({
      vector: withMeaning(vector, meant[i]!, size),
      label: labels[i]!,
      key: keys[i]!,
      share: 1,
    })),
    ...heard.map(({ text, label, key }) => {
      const document = view(text)
      const vector = withMeaning(weigh(weighing, document).vector, meaningOf?.(document) ?? null, size)
      return { vector, label, key, share: HEARD_SHARE }
    }),
  ]
  const model = trainOn(examples, classes, whole, { tail: whole - size })
  const names = Int32Array.from({ length: whole }, (_, i) => hashes[i] ?? i)
  const nearest = buildNearest(vectors, labels, classes, size)
  const hits = texts.map((text) => rules(text.normalized))
  const penalty = sizePenalty(labels, classes)
  const misheard = examples.slice(texts.length).map((one, n) => ({ ...one, of: heard[n]!.of }))
  const { judged, networks } = crossValidate({
    ...{ weighed, meant, labels, keys, classes, size: whole },
    ...{ names, nearest, hits, penalty, misheard },
  })
  const judges = fitJudges(judged, PRIOR)
  const outside = intents.findIndex((intent) => intent.id === OUT_OF_SCOPE)
  const scope = trainScope(
    judged.map(({ evidence, vector, known, label, key }) => {
      const { scores } = hear(judges, evidence.slice(0, -1), () => evidence.at(-1)!)
      return { vector, features: scopeFeatures(scores, evidence, outside, known), outside: label === outside, key }
    }),
    size,
  )
  return {
    features: { hashes, idf: weighing.idf, unseen: weighing.unseen },
    meaning,
    linear: compact(model),
    network: joinNetworks(networks),
    examples: keep(
      texts.map((text) => text.normalized),
      labels,
      vectors,
      size,
    ),
    judges,
    scope,
    penalty,
  }
}

/**
 * What speech recognition might make of the examples, so that the model leans on how they sound as well. Of many
 * examples a share is enough; with one more nearly the same ones.
 */
function mishear(texts: Reading[], labels: number[], keys: Uint32Array) {
  const limit = (MOST_HEARD / texts.length) * 2 ** 32
  return texts.flatMap(({ masked }, of) => {
    const text = scatter(keys[of]! ^ HEARD) < limit ? withHomophones(masked, HEARD_WRONG) : masked
    return text === masked ? [] : [{ text, label: labels[of]!, key: hashText(text), of }]
  })
}
const HEARD = 0x2545f491
const MOST_HEARD = 2000
/** Share of the characters that are misheard, and how much such an example counts; found by cross-validation. */
const HEARD_WRONG = 0.3
const HEARD_SHARE = 0.5

/** Each text once: what is there twice would be found again by the folds and make them too sure. */
function readExamples(intents: IntentExamples[], read: (text: string) => Reading) {
  const seen = new Map<string, { text: Reading; label: number }>()
  for (const [label, { examples }] of intents.entries()) {
    for (const text of [...examples.zh, ...examples.en].map(read)) {
      if (!seen.has(text.masked)) seen.set(text.masked, { text, label })
    }
  }
  return { texts: [...seen.values()].map(({ text }) => text), labels: [...seen.values()].map(({ label }) => label) }
}

/** Three bytes a feature instead of eight: most of a small model is its examples. */
function keep(texts: string[], labels: number[], vectors: Vector[], size: number): Examples {
  const start = new Uint32Array(vectors.length + 1)
  for (const [i, { at }] of vectors.entries()) start[i + 1] = start[i]! + at.length
  const total = start.at(-1)!
  const at = size <= 0x10000 ? new Uint16Array(total) : new Uint32Array(total)
  const value = new Uint8Array(total)
  const scale = Float32Array.from(vectors, (vector) => vector.value.reduce((a, b) => Math.max(a, b), 0) / 255)
  for (const [i, vector] of vectors.entries()) {
    at.set(vector.at, start[i]!)
    for (let k = 0; k < vector.value.length; k++) value[start[i]! + k] = Math.round(vector.value[k]! / scale[i]!)
  }
  return { texts, labels: Uint16Array.from(labels), start, at, value, scale }
}
