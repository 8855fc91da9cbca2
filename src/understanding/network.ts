import { type CompactModel, compact } from '#understanding/compact.ts'
import { type Margins, openMargins } from '#understanding/compact-margins.ts'
import { randomFrom } from '#understanding/random.ts'
import { ordersOf, type Vector } from '#understanding/train.ts'

/**
 * Two layers: hidden units see the features and are silent below nought, the classes see the units. `rows` says which
 * input of the hidden layer a feature is, -1 for none.
 */
export type Network = { rows: Int32Array; hidden: CompactModel; outer: CompactModel }

type Example = { vector: Vector; label: number; key: number }

/** Found by cross-validation on four sets, like the other numbers here. */
const UNITS = 64
/** Share of the features that are left out, others each time an example is looked at, so that none is relied upon. */
const DROPPED = 0.6
const RATE = 0.04
/** The squares of steps begin with this. */
const TINY = 1e-6
/** A class that is right or wrong by less than this changes nothing that shows. */
const NOTHING = 1e-3

/** What one example alone has tells this example from the others, which is not what is to be learnt. */
const LEAST = 2

/** Of few examples each is looked at oftener. */
const epochsFor = (examples: number) => Math.max(6, Math.min(15, Math.round(475 / Math.sqrt(examples))))

/**
 * Stochastic descent on the log loss, each row of weights at its own pace (Adagrad, Duchi et al., JMLR 2011). What the
 * weights begin with follows from the features' hashes (`names`), the order and what is left out from the keys: same
 * examples, same network, and one more leaves it nearly as it was.
 */
export function trainNetwork(examples: Example[], classes: number, names: Int32Array): Network {
  const rows = chooseRows(examples, names.length)
  const hidden = beginLayer(
    names.filter((_, feature) => rows[feature]! >= 0),
    UNITS,
    0.05,
  )
  const outer = beginLayer(Int32Array.from(Array(UNITS).keys()), classes, 0.1)
  const learn = buildLearn(hidden, outer)
  const seen = examples.map((example) => ({ ...example, vector: pick(rows, example.vector) }))
  const orders = ordersOf(
    Uint32Array.from(examples, ({ key }) => key),
    epochsFor(examples.length),
  )
  for (const [epoch, order] of orders.entries()) {
    for (const i of order) learn(seen[i]!, randomFrom(seen[i]!.key ^ Math.imul(epoch + 1, 0x85157af5)))
  }
  return { rows, hidden: finish(hidden), outer: finish(outer) }
}

function chooseRows(examples: Example[], features: number): Int32Array {
  const counts = new Uint32Array(features)
  for (const { vector } of examples) for (const feature of vector.at) counts[feature]!++
  let next = 0
  return new Int32Array(features).map((_, feature) => (counts[feature]! >= LEAST ? next++ : -1))
}

function pick(rows: Int32Array, { at, value }: Vector): Vector {
  const kept = roomFor(at.length)
  for (let k = 0; k < at.length; k++) if (rows[at[k]!]! >= 0) put(kept, rows[at[k]!]!, value[k]!)
  return filled(kept)
}

/** Weights `row * size` to `(row + 1) * size` are those of an input; behind the inputs is the bias, one that is always 1. */
type Layer = { size: number; bias: number; weights: Float32Array; squares: Float32Array }
/** Inputs that are not nought: the first `count` of them count. */
type Inputs = { at: Int32Array; value: Float32Array; count: number }

function beginLayer(names: Int32Array, size: number, spread: number): Layer {
  const weights = new Float32Array((names.length + 1) * size)
  for (let row = 0; row < names.length; row++) {
    const random = randomFrom(names[row]!)
    // The sum of three is nearly a bell.
    for (let k = 0; k < size; k++) weights[row * size + k] = (random() + random() + random() - 1.5) * 2 * spread
  }
  return { size, bias: names.length, weights, squares: new Float32Array(names.length + 1).fill(TINY) }
}

const finish = ({ size, bias, weights }: Layer): CompactModel =>
  compact({ classes: size, weights: weights.subarray(0, bias * size), bias: weights.slice(bias * size) })

/** One step for one example; all it needs is kept between the steps. */
function buildLearn(hidden: Layer, outer: Layer) {
  const kept = roomFor(hidden.bias + 1)
  const lit = roomFor(UNITS + 1)
  const wrong = roomFor(outer.size)
  const units = new Float32Array(UNITS)
  const back = new Float32Array(UNITS)
  const scores = new Float32Array(outer.size)
  return ({ vector, label }: Example, random: () => number): void => {
    leaveOut(vector, random, kept, hidden.bias)
    sumUp(hidden, kept, units)
    lightUp(units, lit)
    put(lit, UNITS, 1)
    sumUp(outer, lit, scores)
    judge(scores, label, wrong)
    for (let k = 0; k < lit.count - 1; k++) back[lit.at[k]!] = against(outer, lit.at[k]!, wrong)
    step(outer, lit, wrong)
    // From here on the lit units tell how wrong they were, the bias among them not.
    lit.count--
    for (let k = 0; k < lit.count; k++) lit.value[k] = back[lit.at[k]!]!
    step(hidden, kept, lit)
  }
}

const roomFor = (most: number): Inputs => ({ at: new Int32Array(most), value: new Float32Array(most), count: 0 })

/** What is kept speaks the louder, so that the sum is as loud as it will be with everything. */
function leaveOut({ at, value }: Vector, random: () => number, kept: Inputs, bias: number): void {
  kept.count = 0
  for (let k = 0; k < at.length; k++) {
    if (random() >= DROPPED) put(kept, at[k]!, value[k]! / (1 - DROPPED))
  }
  put(kept, bias, 1)
}

const filled = ({ at, value, count }: Inputs): Vector => ({
  at: at.subarray(0, count),
  value: value.subarray(0, count),
})

function put(inputs: Inputs, at: number, value: number): void {
  inputs.at[inputs.count] = at
  inputs.value[inputs.count++] = value
}

/** Four rows at a time, so that each sum is read and written a quarter as often. */
function sumUp({ size, weights }: Layer, { at, value, count }: Inputs, out: Float32Array): void {
  out.fill(0)
  let k = 0
  for (; k + 4 <= count; k += 4) {
    const [r0, r1, r2, r3] = [at[k]! * size, at[k + 1]! * size, at[k + 2]! * size, at[k + 3]! * size]
    const [v0, v1, v2, v3] = [value[k]!, value[k + 1]!, value[k + 2]!, value[k + 3]!]
    for (let n = 0; n < size; n++) {
      out[n]! += weights[r0 + n]! * v0 + weights[r1 + n]! * v1 + weights[r2 + n]! * v2 + weights[r3 + n]! * v3
    }
  }
  for (; k < count; k++) {
    const row = at[k]! * size
    for (let n = 0; n < size; n++) out[n]! += weights[row + n]! * value[k]!
  }
}

function lightUp(units: Float32Array, lit: Inputs): void {
  lit.count = 0
  for (let unit = 0; unit < units.length; unit++) if (units[unit]! > 0) put(lit, unit, units[unit]!)
}

/** The chance of each class less what it should have been. */
function judge(scores: Float32Array, label: number, wrong: Inputs): void {
  const total = Math.exp(logSum(scores))
  wrong.count = 0
  for (let c = 0; c < scores.length; c++) {
    const error = Math.exp(scores[c]!) / total - (c === label ? 1 : 0)
    if (Math.abs(error) > NOTHING) put(wrong, c, error)
  }
}

function against({ size, weights }: Layer, unit: number, { at, value, count }: Inputs): number {
  let sum = 0
  for (let k = 0; k < count; k++) sum += weights[unit * size + at[k]!]! * value[k]!
  return sum
}

/** The weights between `inputs` and what of the layer's outputs was wrong. */
function step({ size, weights, squares }: Layer, inputs: Inputs, { at, value, count }: Inputs): void {
  let mean = 0
  for (let k = 0; k < count; k++) mean += value[k]! ** 2 / size
  for (let n = 0; n < inputs.count; n++) {
    const input = inputs.at[n]!
    const own = inputs.value[n]!
    const row = input * size
    squares[input]! += own * own * mean
    const pace = (RATE * own) / Math.sqrt(squares[input]!)
    for (let k = 0; k < count; k++) weights[row + at[k]!]! -= pace * value[k]!
  }
}

function logSum(scores: Float32Array): number {
  let largest = Number.NEGATIVE_INFINITY
  for (let c = 0; c < scores.length; c++) largest = Math.max(largest, scores[c]!)
  let total = 0
  for (let c = 0; c < scores.length; c++) total += Math.exp(scores[c]! - largest)
  return largest + Math.log(total)
}

/** The log of each class's chance. */
export function openNetwork({ rows, hidden, outer }: Network): (vector: Vector) => Float32Array {
  const [units, scores] = [hidden, outer].map(openMargins) as [Margins, Margins]
  const lit = roomFor(hidden.classes)
  return (vector) => {
    lightUp(units(pick(rows, vector)), lit)
    const found = scores(filled(lit))
    const sum = logSum(found)
    return found.map((score) => score - sum)
  }
}

/**
 * One network with the units of all, which says the mean of what they say, but for a number that is the same for every
 * class: one pass over the features instead of one for each network.
 */
export function joinNetworks(networks: Network[]): Network {
  const classes = networks[0]!.outer.classes
  const units = networks.reduce((sum, { hidden }) => sum + hidden.classes, 0)
  const rows = networks[0]!.rows.map((_, feature) => (networks.some((one) => one.rows[feature]! >= 0) ? 1 : -1))
  let count = 0
  for (let feature = 0; feature < rows.length; feature++) if (rows[feature]! > 0) rows[feature] = count++
  const hidden = { classes: units, weights: new Float32Array(count * units), bias: new Float32Array(units) }
  const outer = { classes, weights: new Float32Array(units * classes), bias: new Float32Array(classes) }
  let first = 0
  for (const one of networks) {
    const own = one.hidden.classes
    for (const [feature, row] of rows.entries()) {
      if (one.rows[feature]! >= 0) writeRow(one.hidden, one.rows[feature]!, hidden.weights, row * units + first, 1)
    }
    hidden.bias.set(one.hidden.bias, first)
    for (let k = 0; k < own; k++) writeRow(one.outer, k, outer.weights, (first + k) * classes, 1 / networks.length)
    for (let c = 0; c < classes; c++) outer.bias[c]! += one.outer.bias[c]! / networks.length
    first += own
  }
  return { rows, hidden: compact(hidden), outer: compact(outer) }
}

function writeRow({ classes, bytes, scale }: CompactModel, row: number, to: Float32Array, at: number, share: number) {
  for (let c = 0; c < classes; c++) to[at + c] = bytes[row * classes + c]! * scale[row]! * share
}
