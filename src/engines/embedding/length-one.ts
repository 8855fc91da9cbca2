import type { Vector } from '#engines/embedding/contract.ts'

export function ofLengthOne(numbers: ArrayLike<number>): Vector {
  let square = 0
  for (let i = 0; i < numbers.length; i++) square += numbers[i]! * numbers[i]!
  const length = Math.sqrt(square) || 1
  return Float32Array.from(numbers, (one) => one / length)
}
