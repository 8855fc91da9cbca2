import { type Evidence, fitStack, logits, softmax } from '#understanding/calibrate.ts'
import type { IntentExamples } from '#understanding/contract.ts'
import { crossValidate, sizePenalty } from '#understanding/cross-validate.ts'
import type { Featurize } from '#understanding/features.ts'
import { buildNearest } from '#understanding/nearest.ts'
import { buildRules, type RuleHits } from '#understanding/rules.ts'
import { trainScope } from '#understanding/scope.ts'
import { buildDictionary, margins, trainLinear, type Vector, vectorize } from '#understanding/train.ts'

export const OUT_OF_SCOPE = 'out_of_scope'

/** A text as the classifier sees it: normalised, and the same with entities replaced by `{kind}`. */
export type Reading = { normalized: string; masked: string }

export type Classified = { intents: { id: string; confidence: number }[]; outOfScope: number }

/** Calibrated intents, best first, at most five. `expects` raises what the running conversation waits for. */
export type Classify = (reading: Reading, expects?: readonly string[]) => Classified

/** Sane weights before the data speaks: linear margin, nearest example, keyword, pattern, size of the class. */
const PRIOR = [3, 6, 1.5, 1.5, 0]

/**
 * An ensemble of a linear model, the nearest example and the written rules, weighed and calibrated by cross-validation.
 */
export function trainClassifier(
  intents: IntentExamples[],
  featurize: Featurize,
  read: (text: string) => Reading,
): Classify {
  const readings = intents.map(({ examples }) => [...examples.zh, ...examples.en].map(read))
  const texts = readings.flat()
  const labels = readings.flatMap((own, label) => own.map(() => label))
  const classes = intents.length
  if (new Set(labels).size < 2) return () => ({ intents: [], outOfScope: 1 })
  const rules = buildRules(intents, (text) => read(text).normalized)
  const documents = texts.map((text) => featurize(text.masked))
  const dictionary = buildDictionary(documents)
  const vectors = documents.map((document) => vectorize(dictionary, document).vector)
  const model = trainLinear(vectors, labels, classes, dictionary.idf.length)
  const nearest = buildNearest(vectors, labels, classes, dictionary.idf.length)

  const hits = texts.map((text) => rules(text.normalized))
  const penalty = sizePenalty(labels, classes)
  const judged = crossValidate({ vectors, labels, classes, dictionary, nearest, hits, penalty })
  const stack = fitStack(judged, PRIOR)
  const outside = intents.findIndex((intent) => intent.id === OUT_OF_SCOPE)
  const strange = (evidence: Evidence, known: number) =>
    scopeFeatures(logits(stack, evidence), evidence, outside, known)
  const out = new Float32Array(classes)
  const evidenceOf = (vector: Vector, found: RuleHits) => [
    margins(model, vector, out),
    nearest(vector),
    found.keyword,
    found.pattern,
    penalty,
  ]
  const judgeScope = trainScope(
    judged.map((row) => ({
      vector: vectors[row.example]!,
      features: strange(row.evidence, row.known),
      outside: row.label === outside,
    })),
    dictionary.idf.length,
  )
  const exact = new Map(texts.map((text, i) => [text.normalized, labels[i]!]))

  return (reading, expects = []) => {
    const { vector, known } = vectorize(dictionary, featurize(reading.masked))
    const evidence = evidenceOf(vector, rules(reading.normalized))
    const scores = logits(stack, evidence)
    const same = exact.get(reading.normalized)
    if (same !== undefined) scores[same]! += 3
    favourExpected(scores, intents, expects, reading.normalized)
    const p = softmax(scores)
    const ranked = [...p.keys()].sort((a, b) => p[b]! - p[a]!).slice(0, 5)
    return {
      intents: ranked.map((c) => ({ id: intents[c]!.id, confidence: round(p[c]!) })),
      outOfScope: round(judgeScope(vector, strange(evidence, known))),
    }
  }
}

/** What tells a strange text: no intent fits, the out-of-scope examples fit, words never seen, nothing alike, no rule. */
function scopeFeatures(scores: Float64Array, evidence: Evidence, outside: number, known: number): number[] {
  let score = Number.NEGATIVE_INFINITY
  let margin = Number.NEGATIVE_INFINITY
  let alike = 0
  for (let c = 0; c < scores.length; c++) {
    if (c === outside) continue
    score = Math.max(score, scores[c]!)
    margin = Math.max(margin, evidence[0]![c]!)
    alike = Math.max(alike, evidence[1]![c]!)
  }
  const own = outside < 0 ? 0 : scores[outside]!
  return [score / 4, margin, alike, own / 4, known]
}

/** Short answers lean on what was asked: "对" is a yes right after a question and little on its own. */
function favourExpected(
  scores: Float64Array,
  intents: IntentExamples[],
  expects: readonly string[],
  text: string,
): void {
  if (!expects.length) return
  const favour = text.length <= 6 ? 2 : text.length <= 16 ? 1.2 : 0.5
  for (const [c, intent] of intents.entries()) if (expects.includes(intent.id)) scores[c]! += favour
}

const round = (value: number) => Math.round(value * 10000) / 10000
