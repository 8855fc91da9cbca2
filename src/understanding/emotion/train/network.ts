import type { Rows } from '#understanding/emotion/train/table.ts'

/**
 * What a text adds up to: the mean of the vectors of its features, read by one layer of outputs. Several tasks learn the
 * vectors together, so that a small one gains from what larger ones know of the words; only the first one's outputs stay.
 */
export type Network = { size: number; vectors: Float32Array; weights: Float32Array; bias: Float32Array }

/** What a row teaches: a label of a task; rows of importance 0 teach nothing. */
export type Lessons = { task: Int32Array; label: Int32Array; importance: Float32Array; labels: number[] }

const SIZE = 24
const EPOCHS = 6
const RATE = 0.1
/** Share of the features that a row is shown without, each time others: no single one is relied on. */
const HIDDEN = 0.3

/** Stochastic gradient descent with Adagrad over rows in an order of its own; deterministic by `seed`. */
export function trainNetwork(rows: Rows, lessons: Lessons, features: number, seed: number): Network {
  const random = xorshift(seed)
  const begins = lessons.labels.map((_, task) => lessons.labels.slice(0, task).reduce((sum, n) => sum + n, 0))
  const outputs = lessons.labels.reduce((sum, n) => sum + n, 0)
  const spread = (length: number, width: number) => Float32Array.from({ length }, () => (random() - 0.5) * 2 * width)
  const net: Network = {
    size: SIZE,
    vectors: spread(features * SIZE, 1 / SIZE),
    weights: spread(outputs * SIZE, Math.sqrt(3 / SIZE)),
    bias: new Float32Array(outputs),
  }
  const squares = {
    vectors: new Float32Array(features).fill(0.01),
    weights: new Float32Array(net.weights.length).fill(0.01),
  }
  const order = Int32Array.from(lessons.task.keys()).filter((i) => lessons.importance[i]! > 0)
  const shown = new Int32Array(longest(rows))
  const state = { pool: new Float32Array(SIZE), back: new Float32Array(SIZE), out: new Float64Array(outputs) }
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const rate = RATE * (1 - (0.8 * epoch) / EPOCHS)
    shuffle(order, random)
    for (const i of order) {
      let count = 0
      for (let k = rows.start[i]!; k < rows.start[i + 1]!; k++) if (random() >= HIDDEN) shown[count++] = rows.at[k]!
      if (!count) continue
      const from = begins[lessons.task[i]!]!
      const to = from + lessons.labels[lessons.task[i]!]!
      pool(net, shown, count, state.pool)
      softmax(net, state.pool, from, to, state.out)
      for (let c = from; c < to; c++) {
        state.out[c] = lessons.importance[i]! * (state.out[c]! - (c === from + lessons.label[i]! ? 1 : 0))
      }
      learnOutputs(net, squares.weights, state, from, to, rate)
      learnVectors(net, squares.vectors, state.back, shown, count, rate)
    }
  }
  const own = lessons.labels[0]!
  return { ...net, weights: net.weights.slice(0, own * SIZE), bias: net.bias.slice(0, own) }
}

/** Log-chances of the labels of the first task, about their mean, into `out`. */
export function hearNetwork(net: Network, at: ArrayLike<number>, out: Float64Array): void {
  const sum = new Float32Array(net.size)
  pool(net, at, at.length, sum)
  for (let c = 0; c < net.bias.length; c++) out[c] = net.bias[c]! + dot(net, c, sum)
  let mean = 0
  for (let c = 0; c < net.bias.length; c++) mean += out[c]! / net.bias.length
  for (let c = 0; c < net.bias.length; c++) out[c]! -= mean
}

function pool({ size, vectors }: Network, at: ArrayLike<number>, count: number, out: Float32Array): void {
  out.fill(0)
  for (let k = 0; k < count; k++) {
    const row = at[k]! * size
    for (let p = 0; p < size; p++) out[p]! += vectors[row + p]!
  }
  const scale = count ? 1 / Math.sqrt(count) : 0
  for (let p = 0; p < size; p++) out[p]! *= scale
}

function dot({ size, weights }: Network, output: number, input: Float32Array): number {
  let sum = 0
  for (let p = 0; p < size; p++) sum += weights[output * size + p]! * input[p]!
  return sum
}

function softmax(net: Network, input: Float32Array, from: number, to: number, out: Float64Array): void {
  let highest = Number.NEGATIVE_INFINITY
  for (let c = from; c < to; c++) {
    out[c] = net.bias[c]! + dot(net, c, input)
    if (out[c]! > highest) highest = out[c]!
  }
  let sum = 0
  for (let c = from; c < to; c++) {
    out[c] = Math.exp(out[c]! - highest)
    sum += out[c]!
  }
  for (let c = from; c < to; c++) out[c]! /= sum
}

type State = { pool: Float32Array; back: Float32Array; out: Float64Array }

/** Moves the outputs and leaves in `back` what the vectors must hear of it. */
function learnOutputs(net: Network, squares: Float32Array, state: State, from: number, to: number, rate: number): void {
  state.back.fill(0)
  for (let c = from; c < to; c++) {
    const g = state.out[c]!
    for (let p = 0; p < SIZE; p++) {
      const w = c * SIZE + p
      const slope = g * state.pool[p]!
      state.back[p]! += g * net.weights[w]!
      squares[w]! += slope * slope
      net.weights[w]! -= (0.3 * rate * slope) / Math.sqrt(squares[w]!)
    }
    net.bias[c]! -= 0.1 * rate * g
  }
}

/** One pace for each vector: it is a good deal faster than one for each of its numbers. */
function learnVectors(
  net: Network,
  squares: Float32Array,
  back: Float32Array,
  at: Int32Array,
  count: number,
  rate: number,
): void {
  const scale = 1 / Math.sqrt(count)
  let square = 0
  for (let p = 0; p < SIZE; p++) square += (back[p]! * scale) ** 2 / SIZE
  for (let k = 0; k < count; k++) {
    const f = at[k]!
    squares[f]! += square
    const pace = (rate * scale) / Math.sqrt(squares[f]!)
    for (let p = 0; p < SIZE; p++) net.vectors[f * SIZE + p]! -= pace * back[p]!
  }
}

const longest = ({ start }: Rows): number =>
  start.reduce((most, from, i) => Math.max(most, (start[i + 1] ?? from) - from), 0)

function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const held = order[i]!
    order[i] = order[j]!
    order[j] = held
  }
}

function xorshift(seed: number): () => number {
  let x = seed >>> 0 || 1
  return () => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return (x >>> 0) / 4294967296
  }
}
