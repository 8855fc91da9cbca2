/** The candidates of one query and which of them is right, −1 when none of them is. */
export type Judged = { rows: number[][]; right: number }

/** `pull` draws the weights towards `prior` (0 without), on the scale of evidence that varies by one; a small set needs more of it. */
export type LinearOptions = { pull?: number; prior?: readonly number[] }

const STEPS = 150

/** Weights that put the right candidate of each list first, by softmax over the list. */
export function fitLinear(lists: Judged[], { pull = 0.002, prior = [] }: LinearOptions = {}): number[] {
  const usable = lists.filter(({ rows, right }) => right >= 0 && rows.length > 1)
  const size = usable[0]?.rows[0]?.length ?? 0
  const spread = spreadOf(usable, size)
  const flat = usable.map(({ rows, right }) => ({
    right,
    x: Float64Array.from(rows.flatMap((row) => row.map((value, k) => value / spread[k]!))),
  }))
  const start = spread.map((width, k) => (prior[k] ?? 0) * width)
  const weights = start.slice()
  const first = new Float64Array(size)
  const second = new Float64Array(size)
  for (let step = 1; step <= STEPS; step++) {
    const gradient = new Float64Array(size)
    for (const { x, right } of flat) addGradient(x, right, weights, gradient)
    for (let k = 0; k < size; k++) {
      const g = gradient[k]! / flat.length + pull * (weights[k]! - start[k]!)
      first[k] = 0.9 * first[k]! + 0.1 * g
      second[k] = 0.99 * second[k]! + 0.01 * g * g
      const rate = (0.1 * (1 - step / (STEPS + 1))) / (1 - 0.9 ** step)
      weights[k]! -= (rate * first[k]!) / (Math.sqrt(second[k]! / (1 - 0.99 ** step)) + 1e-9)
    }
  }
  return Array.from(weights, (weight, k) => weight / spread[k]!)
}

/** Adds what was expected of each piece of evidence less what the right candidate has. */
function addGradient(x: Float64Array, right: number, weights: Float64Array, gradient: Float64Array): void {
  const size = weights.length
  const p = softmax(
    Float64Array.from({ length: x.length / size }, (_, row) => {
      let sum = 0
      for (let k = 0; k < size; k++) sum += weights[k]! * x[row * size + k]!
      return sum
    }),
  )
  for (let row = 0; row < p.length; row++) {
    const error = p[row]! - (row === right ? 1 : 0)
    for (let k = 0; k < size; k++) gradient[k]! += error * x[row * size + k]!
  }
}

export function softmax(values: Float64Array): Float64Array {
  let largest = Number.NEGATIVE_INFINITY
  for (const value of values) if (value > largest) largest = value
  let total = 0
  const powers = values.map((value) => {
    const power = Math.exp(value - largest)
    total += power
    return power
  })
  return powers.map((power) => power / total)
}

function spreadOf(lists: Judged[], size: number): Float64Array {
  const sum = new Float64Array(size)
  const square = new Float64Array(size)
  let count = 0
  for (const { rows } of lists) {
    for (const row of rows) {
      count++
      for (let k = 0; k < size; k++) {
        sum[k]! += row[k]!
        square[k]! += row[k]! ** 2
      }
    }
  }
  return sum.map((total, k) => Math.sqrt(square[k]! / count - (total / count) ** 2) || 1)
}
