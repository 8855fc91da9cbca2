/** A sparse vector: feature numbers and their values, of length 1. */
export type Vector = { at: Int32Array; value: Float32Array }

/** Feature hash → number and weight (inverse document frequency). */
export type Dictionary = { numbers: Map<number, number>; idf: Float32Array }

/** Weights of all classes: `weights[feature * classes + class]`. */
export type LinearModel = { classes: number; weights: Float32Array; bias: Float32Array }

export function buildDictionary(documents: number[][]): Dictionary {
  const counts = new Map<number, number>()
  for (const document of documents) for (const feature of document) counts.set(feature, (counts.get(feature) ?? 0) + 1)
  const numbers = new Map<number, number>()
  const idf = new Float32Array(counts.size)
  for (const [feature, seen] of counts) {
    idf[numbers.size] = Math.log(1 + documents.length / seen)
    numbers.set(feature, numbers.size)
  }
  return { numbers, idf }
}

/** Known features of a text as a unit vector, and the share of its features that training has seen. */
export function vectorize(dictionary: Dictionary, features: number[]): { vector: Vector; known: number } {
  const at: number[] = []
  let squares = 0
  for (const feature of features) {
    const number = dictionary.numbers.get(feature)
    if (number === undefined) continue
    at.push(number)
    squares += dictionary.idf[number]! ** 2
  }
  const scale = squares ? 1 / Math.sqrt(squares) : 0
  const value = Float32Array.from(at, (number) => dictionary.idf[number]! * scale)
  return { vector: { at: Int32Array.from(at), value }, known: features.length ? at.length / features.length : 0 }
}

/**
 * `tail`: so many features at the end are the last ones of every vector, which saves looking up where they are. `keys`
 * say in which order examples are looked at: with keys of their texts one more example leaves that of the others alone.
 * `shares` say how much each example counts, 1 when left out.
 */
export type TrainOptions = {
  cost?: number
  epochs?: number
  positiveWeight?: number
  tail?: number
  keys?: Uint32Array
  shares?: Float32Array
}

/**
 * One linear support vector machine per class (squared hinge, dual coordinate descent as in Hsieh et al., ICML 2008).
 * Deterministic: the order of each epoch follows from the keys.
 */
export function trainLinear(
  vectors: Vector[],
  labels: number[],
  classes: number,
  features: number,
  options: TrainOptions = {},
): LinearModel {
  const weights = new Float32Array(features * classes)
  const bias = new Float32Array(classes)
  const orders = ordersOf(options.keys ?? Uint32Array.from(vectors.keys()), options.epochs ?? EPOCHS)
  const rows = pack(vectors)
  const w = new Float64Array(features + 1)
  for (let c = 0; c < classes; c++) {
    const own = trainOne(w.fill(0), rows, labels, c, orders, options)
    // Most weights of a class are zero; skipping them spares the cache.
    for (let f = 0; f < features; f++) if (own[f]) weights[f * classes + c] = own[f]!
    bias[c] = own[features]!
  }
  return { classes, weights, bias }
}

/** An example that counts as `share` of one. */
export type Weighted = { vector: Vector; label: number; key: number; share: number }

export const trainOn = (
  examples: Weighted[],
  classes: number,
  features: number,
  options: Omit<TrainOptions, 'keys' | 'shares'>,
): LinearModel =>
  trainLinear(
    examples.map(({ vector }) => vector),
    examples.map(({ label }) => label),
    classes,
    features,
    {
      ...options,
      keys: Uint32Array.from(examples, ({ key }) => key),
      shares: Float32Array.from(examples, ({ share }) => share),
    },
  )

/** All vectors one behind the other, which is read three times as fast; `square` is that of the length, the bias with it. */
type Rows = { start: Int32Array; at: Int32Array; value: Float32Array; square: Float64Array }

function pack(vectors: Vector[]): Rows {
  const start = new Int32Array(vectors.length + 1)
  for (const [i, { at }] of vectors.entries()) start[i + 1] = start[i]! + at.length
  const at = new Int32Array(start[vectors.length]!)
  const value = new Float32Array(start[vectors.length]!)
  const square = new Float64Array(vectors.length)
  for (const [i, vector] of vectors.entries()) {
    at.set(vector.at, start[i])
    value.set(vector.value, start[i])
    square[i] = vector.value.reduce((sum, v) => sum + v * v, 1)
  }
  return { start, at, value, square }
}

/** `w` has noughts; its last weight is the bias: every vector has an implicit feature of value 1. */
function trainOne(
  w: Float64Array,
  { start, at, value, square }: Rows,
  labels: number[],
  wanted: number,
  orders: Int32Array[],
  options: TrainOptions,
): Float64Array {
  const { cost = 1, positiveWeight = 3, tail = 0, shares } = options
  const bias = w.length - 1
  const first = bias - tail
  const alpha = new Float64Array(square.length)
  const settled = new Uint8Array(square.length)
  for (const order of orders) {
    let largest = 0
    for (const i of order) {
      if (settled[i]) continue
      const y = labels[i] === wanted ? 1 : -1
      const damping = 0.5 / ((y > 0 ? cost * positiveWeight : cost) * (shares?.[i] ?? 1))
      const from = start[i]!
      const to = start[i + 1]!
      const sparse = to - tail
      let dot = w[bias]!
      for (let k = from; k < sparse; k++) dot += w[at[k]!]! * value[k]!
      for (let k = sparse, t = first; k < to; k++, t++) dot += w[t]! * value[k]!
      const gradient = y * dot - 1 + damping * alpha[i]!
      if (alpha[i] === 0 && gradient >= 0) {
        // Far on the right side: it will hardly come back, so it is not looked at again.
        if (gradient > 0.25) settled[i] = 1
        continue
      }
      const next = Math.max(alpha[i]! - gradient / (square[i]! + damping), 0)
      const step = (next - alpha[i]!) * y
      alpha[i] = next
      if (Math.abs(gradient) > largest) largest = Math.abs(gradient)
      for (let k = from; k < sparse; k++) w[at[k]!]! += step * value[k]!
      for (let k = sparse, t = first; k < to; k++, t++) w[t]! += step * value[k]!
      w[bias]! += step
    }
    if (largest < 0.02) break
  }
  return w
}

const EPOCHS = 12

/** An order for each epoch, by the keys scattered anew. */
export function ordersOf(keys: Uint32Array, epochs: number): Int32Array[] {
  return Array.from({ length: epochs }, (_, epoch) => {
    const ranks = keys.map((key) => scatter(key ^ Math.imul(epoch + 1, 0x9e3779b1)))
    return Int32Array.from(keys.keys()).sort((a, b) => ranks[a]! - ranks[b]! || a - b)
  })
}

/** The finaliser of MurmurHash3. */
export function scatter(key: number): number {
  let value = Math.imul(key ^ (key >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}

/** Margins of all classes, into `out`. */
export function margins(model: LinearModel, vector: Vector, out: Float32Array): Float32Array {
  out.set(model.bias)
  const { classes, weights } = model
  for (let k = 0; k < vector.at.length; k++) {
    const row = vector.at[k]! * classes
    const value = vector.value[k]!
    for (let c = 0; c < classes; c++) out[c]! += weights[row + c]! * value
  }
  return out
}
