import { DENSE, type Features } from '#understanding/emotion/emotion-features.ts'
import { LABELS, POLARITY } from '#understanding/emotion/labels.ts'

export type Example = { features: Features; label: number; importance: number }

/** Outputs: the labels (softmax), then "negative" (logistic). */
export const OUTPUTS = LABELS.length + 1

/**
 * Softmax and logistic regression over words, signs and n-grams by Adagrad. What the words say is learned fast, n-grams
 * slowly and with decay: there are few sentences, and a lexicon carries further than they do.
 */
export function trainShipped(examples: Example[], buckets: number, epochs = 20): Float32Array {
  const weights = new Float32Array((DENSE + buckets + 1) * OUTPUTS)
  const squares = new Float32Array(weights.length).fill(1e-3)
  const order = examples.map((_, i) => i)
  const out = new Float64Array(OUTPUTS)
  let seed = 20261121
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      const j = seed % (i + 1)
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
    for (const i of order) {
      const { features, label, importance } = examples[i]!
      respond(weights, features, out)
      const negative = POLARITY[LABELS[label]!] < 0 ? 1 : 0
      for (let c = 0; c < OUTPUTS; c++) {
        out[c] = importance * (out[c]! - (c === OUTPUTS - 1 ? negative : c === label ? 1 : 0))
      }
      step(weights, squares, features, out)
    }
  }
  return weights
}

function step(weights: Float32Array, squares: Float32Array, { at, value }: Features, gradient: Float64Array): void {
  const bias = weights.length - OUTPUTS
  for (let k = 0; k <= at.length; k++) {
    const row = k < at.length ? at[k]! * OUTPUTS : bias
    const x = k < at.length ? value[k]! : 1
    const dense = row < DENSE * OUTPUTS || row === bias
    const [rate, decay] = dense ? [0.05, 1e-4] : [0.1, 2e-3]
    for (let c = 0; c < OUTPUTS; c++) {
      const g = gradient[c]! * x + decay * weights[row + c]!
      squares[row + c]! += g * g
      weights[row + c]! -= (rate * g) / Math.sqrt(squares[row + c]!)
    }
  }
}

/** Chances of all outputs, into `out`. */
export function respond(weights: Float32Array, { at, value }: Features, out: Float64Array): void {
  const bias = weights.length - OUTPUTS
  for (let c = 0; c < OUTPUTS; c++) out[c] = weights[bias + c]!
  for (let k = 0; k < at.length; k++) {
    const row = at[k]! * OUTPUTS
    for (let c = 0; c < OUTPUTS; c++) out[c]! += weights[row + c]! * value[k]!
  }
  toChances(out)
}

export function toChances(out: Float64Array): void {
  let highest = Number.NEGATIVE_INFINITY
  for (let c = 0; c < OUTPUTS - 1; c++) if (out[c]! > highest) highest = out[c]!
  let sum = 0
  for (let c = 0; c < OUTPUTS - 1; c++) {
    out[c] = Math.exp(out[c]! - highest)
    sum += out[c]!
  }
  for (let c = 0; c < OUTPUTS - 1; c++) out[c]! /= sum
  out[OUTPUTS - 1] = 1 / (1 + Math.exp(-out[OUTPUTS - 1]!))
}
