/** Softmax regression over the margins of the members. */
export type Stack = { weights: Float64Array; classes: number }

/** Full-batch gradient descent with momentum; few inputs, so it settles in a second. */
export function fitStack(
  inputs: Float64Array[],
  targets: number[],
  classes: number,
  members = inputs[0]?.length ?? 0,
  rounds = 300,
): Stack {
  const width = (inputs[0]?.length ?? 0) + 1
  const weights = new Float64Array(width * classes)
  // It begins as the plain sum of the members, which is already a fair judge; what follows them begins at nought.
  for (let k = 0; k < members; k++) weights[k * classes + (k % classes)] = (1.5 * classes) / (members + 1)
  const gradient = new Float64Array(weights.length)
  const speed = new Float64Array(weights.length)
  for (let round = 0; round < rounds; round++) {
    gradient.fill(0)
    inputs.forEach((input, i) => {
      const chances = stack({ weights, classes }, input)
      for (let c = 0; c < classes; c++) {
        const error = chances[c]! - (c === targets[i] ? 1 : 0)
        for (let k = 0; k < width - 1; k++) gradient[k * classes + c]! += error * input[k]!
        gradient[(width - 1) * classes + c]! += error
      }
    })
    for (let w = 0; w < weights.length; w++) {
      speed[w] = 0.9 * speed[w]! - (0.3 * gradient[w]!) / inputs.length - 1e-5 * weights[w]!
      weights[w]! += speed[w]!
    }
  }
  return { weights, classes }
}

export function stack({ weights, classes }: Stack, input: Float64Array): Float64Array {
  const out = new Float64Array(classes)
  let highest = Number.NEGATIVE_INFINITY
  for (let c = 0; c < classes; c++) {
    let sum = weights[input.length * classes + c]!
    for (let k = 0; k < input.length; k++) sum += weights[k * classes + c]! * input[k]!
    out[c] = sum
    if (sum > highest) highest = sum
  }
  let all = 0
  for (let c = 0; c < classes; c++) {
    out[c] = Math.exp(out[c]! - highest)
    all += out[c]!
  }
  for (let c = 0; c < classes; c++) out[c]! /= all
  return out
}
