/** Lower triangular L with L·Lᵀ = the matrix, which must be symmetric and positive definite. */
export function cholesky(matrix: number[][]): number[][] {
  const size = matrix.length
  const root = matrix.map((row) => row.map(() => 0))
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]!
      for (let k = 0; k < j; k++) sum -= root[i]![k]! * root[j]![k]!
      root[i]![j] = i === j ? Math.sqrt(sum) : sum / root[j]![j]!
    }
  return root
}

/** x with L·x = b. */
export function solve(root: number[][], b: number[]): number[] {
  const x = [...b]
  for (let i = 0; i < x.length; i++) {
    for (let k = 0; k < i; k++) x[i]! -= root[i]![k]! * x[k]!
    x[i]! /= root[i]![i]!
  }
  return x
}

/** x with Lᵀ·x = b. */
export function solveTransposed(root: number[][], b: number[]): number[] {
  const x = [...b]
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i]! -= root[k]![i]! * x[k]!
    x[i]! /= root[i]![i]!
  }
  return x
}
