import { correct, type Evidence, hear, softmax } from '#understanding/calibrate.ts'
import { openMargins } from '#understanding/compact-margins.ts'
import type { IntentModel } from '#understanding/intent-model.ts'
import { buildNearest } from '#understanding/nearest.ts'
import { openNetwork } from '#understanding/network.ts'
import type { Reading } from '#understanding/reading.ts'
import { buildRules } from '#understanding/rules.ts'
import { openScope } from '#understanding/scope.ts'
import type { View } from '#understanding/views.ts'
import { knownAtAll, soften, weigh, withMeaning } from '#understanding/weigh.ts'
import { openMeaning } from '#understanding/word-vectors.ts'

export const OUT_OF_SCOPE = 'out_of_scope'

export type Classified = { intents: { id: string; confidence: number }[]; outOfScope: number }

/** Calibrated intents, best first, at most five. `expects` raises what the running conversation waits for. */
export type Classify = (reading: Reading, expects?: readonly string[]) => Classified

export function openClassifier(
  { intents, learnt }: IntentModel,
  view: View,
  read: (text: string) => Reading,
): Classify {
  if (!learnt) return () => ({ intents: [], outOfScope: 1 })
  const classes = intents.length
  const { features, examples, judges, penalty } = learnt
  const weighing = {
    numbers: new Map([...features.hashes].map((hash, i) => [hash, i])),
    idf: features.idf,
    unseen: features.unseen,
  }
  const vectors = [...examples.labels.keys()].map((i) => {
    const [from, to] = [examples.start[i]!, examples.start[i + 1]!]
    const value = Float32Array.from(examples.value.subarray(from, to), (byte) => byte * examples.scale[i]!)
    return { at: Int32Array.from(examples.at.subarray(from, to)), value }
  })
  const nearest = buildNearest(vectors, [...examples.labels], classes, weighing.idf.length)
  const margins = openMargins(learnt.linear)
  const network = openNetwork(learnt.network)
  const meaning = learnt.meaning && openMeaning(learnt.meaning)
  const rules = buildRules(intents, (text) => read(text).normalized)
  const judgeScope = openScope(learnt.scope)
  const outside = intents.findIndex((intent) => intent.id === OUT_OF_SCOPE)
  const exact = new Map(examples.texts.map((text, i) => [text, examples.labels[i]!]))

  return (reading, expects = []) => {
    const seen = view(reading.masked)
    const { vector, known } = weigh(weighing, seen)
    const meant = meaning?.(seen) ?? null
    const whole = withMeaning(vector, meant, weighing.idf.length)
    const found = rules(reading.normalized)
    const loud = knownAtAll(known, meant)
    const said = [soften(margins(whole), loud), soften(nearest(vector), known), found.keyword, found.pattern, penalty]
    const { scores, curve } = hear(judges, said, () => soften(network(whole), loud))
    const strange = scopeFeatures(scores, said, outside, known)
    const same = exact.get(reading.normalized)
    if (same !== undefined) scores[same]! += 3
    favourExpected(scores, intents, expects, reading.normalized, known)
    const p = correct(softmax(scores), curve)
    return {
      intents: largest(p, MOST).map((c) => ({ id: intents[c]!.id, confidence: round(p[c]!) })),
      outOfScope: round(judgeScope(vector, strange)),
    }
  }
}

/** How many intents are named. */
const MOST = 5

/** The places of the `most` largest, largest first; of equals the first. */
function largest(values: Float64Array, most: number): number[] {
  const places: number[] = []
  for (let c = 0; c < values.length; c++) {
    if (places.length === most && values[c]! <= values[places[most - 1]!]!) continue
    let at = places.length
    while (at > 0 && values[places[at - 1]!]! < values[c]!) at--
    places.splice(at, 0, c)
    if (places.length > most) places.pop()
  }
  return places
}

/** What tells a strange text: no intent fits, the out-of-scope examples fit, words never seen, nothing alike, no rule. */
export function scopeFeatures(scores: Float64Array, evidence: Evidence, outside: number, known: number): number[] {
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

/**
 * Short answers lean on what was asked: "对" is a yes right after a question and little on its own. Words never seen lean
 * on nothing.
 */
function favourExpected(
  scores: Float64Array,
  intents: IntentModel['intents'],
  expects: readonly string[],
  text: string,
  known: number,
): void {
  if (!expects.length) return
  const favour = (text.length <= 6 ? 2 : text.length <= 16 ? 1.2 : 0.5) * Math.sqrt(known)
  for (const [c, intent] of intents.entries()) if (expects.includes(intent.id)) scores[c]! += favour
}

const round = (value: number) => Math.round(value * 10000) / 10000
