import { scatter } from '#understanding/train.ts'

/** What each class is given by the parts of the ensemble, one row per part. */
export type Evidence = Float32Array[]

/** How much each part counts, the same for every class, and what comes true of what their sum claims. */
export type Judge = { weights: Float64Array; curve: Curve }

/** `few` hears what is quickly said, `all` the networks as well, which come last among the parts. */
export type Judges = { few: Judge; all: Judge }

/** `key` is that of the text. */
export type Judged = { evidence: Evidence; label: number; key: number }

/** `prior` are sane weights before the data speaks, one for each part. */
export function fitJudges(rows: Judged[], prior: number[]): Judges {
  const fit = (own: number[]): Judge => {
    const weights = fitWeights(rows, own)
    return { weights, curve: fitCurve(rows, weights) }
  }
  return { few: fit(prior.slice(0, -1)), all: fit(prior) }
}

/**
 * What the parts make of a text: log-odds of each class, and what comes true of their claim. Most texts are plain without
 * the networks, which take longer than all other parts together.
 */
export function hear(judges: Judges, said: Evidence, network: () => Float32Array) {
  const quick = logits(judges.few.weights, said)
  if (claimed(softmax(quick), judges.few.curve) >= PLAIN) return { scores: quick, curve: judges.few.curve }
  return { scores: logits(judges.all.weights, [...said, network()]), curve: judges.all.curve }
}
/** So sure of an intent without them, the networks hardly ever think otherwise. */
const PLAIN = 0.97

/**
 * Weights of the parts, found by softmax regression on cross-validated evidence, so that their sum,
 * as softmax has it, is nearly a probability; the curve does the rest. A pull towards `prior` keeps a part that a small set cannot judge at a sane weight.
 */
function fitWeights(rows: Judged[], prior: number[], steps = 80): Float64Array {
  const sample = thin(rows, 2500)
  const weights = Float64Array.from(prior)
  const first = new Float64Array(prior.length)
  const second = new Float64Array(prior.length)
  for (let step = 1; step <= steps; step++) {
    const gradient = stackGradient(sample, weights)
    for (let part = 0; part < weights.length; part++) {
      const g = gradient[part]! / sample.length + 0.002 * (weights[part]! - prior[part]!)
      first[part] = 0.9 * first[part]! + 0.1 * g
      second[part] = 0.99 * second[part]! + 0.01 * g * g
      const rate = (0.4 * (first[part]! / (1 - 0.9 ** step))) / (Math.sqrt(second[part]! / (1 - 0.99 ** step)) + 1e-8)
      weights[part] = Math.max(0, weights[part]! - rate * (1 - step / (steps + 1)))
    }
  }
  return weights
}

/** A share of the rows, so that about `most` are left; with one row more nearly the same ones. */
function thin<T extends { key: number }>(rows: T[], most: number): T[] {
  if (rows.length <= most) return rows
  const limit = (most / rows.length) * 2 ** 32
  return rows.filter(({ key }) => scatter(key ^ THIN) < limit)
}
const THIN = 0x5bd1e995

/** Sum over the rows of what was expected of each part less what was right. */
function stackGradient(rows: Judged[], weights: Float64Array): Float64Array {
  const parts = weights.length
  const gradient = new Float64Array(parts)
  const p = new Float64Array(rows[0]?.evidence[0]?.length ?? 0)
  for (const { evidence, label } of rows) {
    let largest = Number.NEGATIVE_INFINITY
    for (let c = 0; c < p.length; c++) {
      let sum = 0
      for (let part = 0; part < parts; part++) sum += weights[part]! * evidence[part]![c]!
      p[c] = sum
      if (sum > largest) largest = sum
    }
    let total = 0
    for (let c = 0; c < p.length; c++) {
      p[c] = Math.exp(p[c]! - largest)
      total += p[c]!
    }
    for (let part = 0; part < parts; part++) {
      const values = evidence[part]!
      let expected = 0
      for (let c = 0; c < p.length; c++) expected += p[c]! * values[c]!
      gradient[part]! += expected / total - values[label]!
    }
  }
  return gradient
}

/** Log-odds of each class before they are made to sum to one. */
export function logits(weights: Float64Array, evidence: Evidence): Float64Array {
  const sum = new Float64Array(evidence[0]!.length)
  for (const [part, weight] of weights.entries()) {
    const values = evidence[part]!
    for (let c = 0; c < sum.length; c++) sum[c]! += weight * values[c]!
  }
  return sum
}

export function softmax(values: Float64Array): Float64Array {
  let largest = Number.NEGATIVE_INFINITY
  for (let c = 0; c < values.length; c++) largest = Math.max(largest, values[c]!)
  const powers = new Float64Array(values.length)
  let total = 0
  for (let c = 0; c < values.length; c++) {
    powers[c] = Math.exp(values[c]! - largest)
    total += powers[c]!
  }
  for (let c = 0; c < values.length; c++) powers[c]! /= total
  return powers
}

/**
 * How often the best class was right, by what was claimed of it: the log-odds of the truth are `slope` times those of the
 * claim and `shift` (Platt, 1999). The parts of the ensemble agree too loudly where they agree and doubt too much where
 * they do not, which no weights of theirs can mend.
 */
export type Curve = { slope: number; shift: number }

/** Newton's method; a pull towards the claim itself keeps a small set from bending it. */
export function fitCurve(rows: Judged[], weights: Float64Array): Curve {
  const claims = rows.map(({ evidence, label }) => {
    const p = softmax(logits(weights, evidence))
    const best = p.reduce((most, own, c) => (own > p[most]! ? c : most), 0)
    return { odds: logOdds(p[best]!), right: best === label ? 1 : 0 }
  })
  let [slope, shift] = [1, 0]
  for (let step = 0; step < 20; step++) {
    let [gs, gt, ss, st, tt] = [PULL * (slope - 1), PULL * shift, PULL, 0, PULL]
    for (const { odds, right } of claims) {
      const p = 1 / (1 + Math.exp(-(slope * odds + shift)))
      const curve = p * (1 - p)
      gs += (p - right) * odds
      gt += p - right
      ss += curve * odds * odds
      st += curve * odds
      tt += curve
    }
    const determinant = ss * tt - st * st
    slope = Math.max(LEAST_SLOPE, slope - (tt * gs - st * gt) / determinant)
    shift -= (ss * gt - st * gs) / determinant
  }
  return { slope, shift }
}
const PULL = 4
const LEAST_SLOPE = 0.2

/** Makes the best of the chances what it will turn out to be; the others share what is left and stay behind it. */
export function correct(p: Float64Array, curve: Curve): Float64Array {
  const most = largestOf(p)
  const truth = claimed(p, curve)
  const rest = (1 - truth) / Math.max(1 - most, TINY)
  return p.map((own) => (own === most ? truth : Math.min(own * rest, truth)))
}

function claimed(p: Float64Array, { slope, shift }: Curve): number {
  return 1 / (1 + Math.exp(-(slope * logOdds(largestOf(p)) + shift)))
}

function largestOf(p: Float64Array): number {
  let most = 0
  for (let c = 0; c < p.length; c++) if (p[c]! > most) most = p[c]!
  return most
}

const TINY = 1e-9
const logOdds = (p: number) => Math.log(Math.max(p, TINY) / Math.max(1 - p, TINY))

/** Logistic regression on a few features, rows weighted; the last weight is the bias. */
export function fitLogistic(rows: { x: number[]; y: boolean; weight: number }[], steps = 300): Float64Array {
  const size = rows[0]?.x.length ?? 0
  const weights = new Float64Array(size + 1)
  const gradient = new Float64Array(size + 1)
  const total = rows.reduce((sum, row) => sum + row.weight, 0)
  for (let step = 0; step < steps; step++) {
    gradient.fill(0)
    for (const { x, y, weight } of rows) {
      const error = weight * (logistic(weights, x) - (y ? 1 : 0))
      for (let k = 0; k < size; k++) gradient[k]! += error * x[k]!
      gradient[size]! += error
    }
    for (let k = 0; k <= size; k++) weights[k]! -= (1.5 * gradient[k]!) / total
  }
  return weights
}

export function logistic(weights: Float64Array, x: number[]): number {
  let sum = weights[x.length]!
  for (let k = 0; k < x.length; k++) sum += weights[k]! * x[k]!
  return 1 / (1 + Math.exp(-sum))
}
