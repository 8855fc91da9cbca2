import { LABELS } from '#understanding/emotion/labels.ts'
import { readFully } from '#understanding/emotion/read-emotion.ts'
import {
  baseOf,
  CLASSES,
  inputsOf,
  type LabelledText,
  LEAD,
  type Level,
  nextBest,
  type TaughtModel,
  toChances,
  VOICES,
} from '#understanding/emotion/taught/taught-model.ts'
import { normalize } from '#understanding/normalize.ts'

/** A text of which nobody said that it was read wrongly: its reading is to stay as it is. */
export type Anchor = Pick<LabelledText, 'text' | 'language'>

type Row = { at: number[]; value: number[]; base: Float64Array; target: number; anchor: boolean }

const EPOCHS = 12
const RATE = 0.3
const DECAY = 2e-4
/** An n-gram is one of many in a text: what it weighs is learned on this scale. */
const NGRAM_SCALE = 4
/** There are far more anchors than labels. */
const ANCHOR_IMPORTANCE = 0.03
/** The part of its lead that an anchor must keep; as long as it does, it says nothing. */
const HOLD = 0.3 * LEAD

/**
 * Learns from labels what to add to the shipped log-odds: a softmax regression from zero, so that a text without
 * anything that labels spoke of is read as before, held back by anchors wherever their reading would turn.
 */
export function trainTaught(labels: LabelledText[], anchors: Anchor[]): TaughtModel {
  const known: TaughtModel['known'] = Object.fromEntries(
    labels.map(({ text, label, level }) => [normalize(text), { label, level }]),
  )
  if (!labels.length) return { at: new Int32Array(), weights: new Float32Array(), known, levels: {} }
  const rows = [
    ...labels.map((one) => rowOf(one, LABELS.indexOf(one.label))),
    ...anchors.filter(({ text }) => !Object.hasOwn(known, normalize(text))).map((one) => rowOf(one, null)),
  ]
  // What no label speaks of is never moved.
  const used = [...new Set(rows.flatMap(({ at, anchor }) => (anchor ? [] : at)))].sort((a, b) => a - b)
  return { at: Int32Array.from(used), weights: fit(rows, used), known, levels: usualLevels(labels) }
}

function rowOf({ text, language }: Anchor, label: number | null): Row {
  const reading = readFully(normalize(text), text, language)
  const target = label ?? LABELS.indexOf(reading.emotion.label)
  return { ...inputsOf(reading), base: baseOf(reading), target, anchor: label === null }
}

function fit(rows: Row[], used: number[]): Float32Array {
  renumber(rows, used)
  const weights = new Float32Array(used.length * CLASSES)
  const squares = new Float32Array(weights.length).fill(0.1)
  const out = new Float64Array(CLASSES)
  const order = rows.map((_, i) => i)
  let seed = 20261130
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      const j = seed % (i + 1)
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
    for (const i of order) {
      const row = rows[i]!
      respond(weights, row, out)
      if (row.anchor && out[row.target]! - nextBest(out, row.target) >= HOLD) continue
      toChances(out)
      out[row.target]! -= 1
      if (row.anchor) for (let c = 0; c < CLASSES; c++) out[c]! *= ANCHOR_IMPORTANCE
      step(weights, squares, row, out)
    }
  }
  used.forEach((input, i) => {
    if (input >= VOICES) for (let c = 0; c < CLASSES; c++) weights[i * CLASSES + c]! *= NGRAM_SCALE
  })
  return weights
}

/** Inputs by their place among those used; the others go. N-grams are scaled. */
function renumber(rows: Row[], used: number[]): void {
  const place = new Map(used.map((input, i) => [input, i]))
  for (const row of rows) {
    const kept = [...row.at.keys()].filter((k) => place.has(row.at[k]!))
    row.value = kept.map((k) => row.value[k]! * (row.at[k]! < VOICES ? 1 : NGRAM_SCALE))
    row.at = kept.map((k) => place.get(row.at[k]!)!)
  }
}

function respond(weights: Float32Array, { at, value, base }: Row, out: Float64Array): void {
  out.set(base)
  for (let k = 0; k < at.length; k++)
    for (let c = 0; c < CLASSES; c++) out[c]! += weights[at[k]! * CLASSES + c]! * value[k]!
}

function step(weights: Float32Array, squares: Float32Array, { at, value }: Row, gradient: Float64Array): void {
  for (let k = 0; k < at.length; k++) {
    for (let c = 0; c < CLASSES; c++) {
      const w = at[k]! * CLASSES + c
      const g = gradient[c]! * value[k]! + DECAY * weights[w]!
      squares[w]! += g * g
      weights[w]! -= (RATE * g) / Math.sqrt(squares[w]!)
    }
  }
}

function usualLevels(labels: LabelledText[]): TaughtModel['levels'] {
  const levels: TaughtModel['levels'] = {}
  for (const [label, rows] of Map.groupBy(labels, (one) => one.label)) {
    const counts = new Map<Level, number>()
    for (const { level } of rows) if (level) counts.set(level, (counts.get(level) ?? 0) + 1)
    const [most] = [...counts].sort((a, b) => b[1] - a[1])
    if (most) levels[label] = most[0]
  }
  return levels
}
