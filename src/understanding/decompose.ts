/** A square matrix, most of it nought: row `r` is `start[r]` to `start[r + 1]` of the columns and values. */
export type SparseRows = { rows: number; start: Int32Array; columns: Int32Array; values: Float32Array }

/** More directions than asked for make the asked ones right. */
const SPARE = 8
const ROUNDS = 2

/**
 * The rows in their `size` largest directions, each weighed by the root of its singular value: row `r` is
 * `r * size` to `(r + 1) * size`. Randomised subspace iteration (Halko et al., SIAM Review 2011) with a fixed seed.
 */
export function decompose(matrix: SparseRows, size: number): Float32Array {
  const wide = Math.min(size + SPARE, matrix.rows)
  const turned = transpose(matrix)
  let basis = randomRows(matrix.rows, wide)
  for (let round = 0; round < ROUNDS; round++) {
    basis = times(matrix, basis, wide)
    orthonormalise(basis, matrix.rows, wide)
    if (round === ROUNDS - 1) break
    basis = times(turned, basis, wide)
  }
  // basis^T × matrix is small one way round; the directions within the basis are those of its Gram matrix.
  const projected = times(turned, basis, wide)
  const { values, vectors } = eigen(gram(projected, matrix.rows, wide), wide)
  const order = [...values.keys()].sort((a, b) => values[b]! - values[a]!).slice(0, size)
  const result = new Float32Array(matrix.rows * size)
  for (let row = 0; row < matrix.rows; row++) {
    for (const [k, direction] of order.entries()) {
      let sum = 0
      for (let j = 0; j < wide; j++) sum += basis[row * wide + j]! * vectors[j * wide + direction]!
      result[row * size + k] = sum * Math.sqrt(Math.sqrt(Math.max(0, values[direction]!)))
    }
  }
  return result
}

function transpose({ rows, start, columns, values }: SparseRows): SparseRows {
  const turned = {
    rows,
    start: new Int32Array(rows + 1),
    columns: new Int32Array(columns.length),
    values: new Float32Array(values.length),
  }
  for (const column of columns) turned.start[column + 1]!++
  for (let row = 0; row < rows; row++) turned.start[row + 1]! += turned.start[row]!
  const next = turned.start.slice()
  for (let row = 0; row < rows; row++) {
    for (let n = start[row]!; n < start[row + 1]!; n++) {
      const at = next[columns[n]!]!++
      turned.columns[at] = row
      turned.values[at] = values[n]!
    }
  }
  return turned
}

function times({ rows, start, columns, values }: SparseRows, right: Float32Array, wide: number): Float32Array {
  const product = new Float32Array(rows * wide)
  for (let row = 0; row < rows; row++) {
    const to = row * wide
    for (let n = start[row]!; n < start[row + 1]!; n++) {
      const from = columns[n]! * wide
      const value = values[n]!
      for (let k = 0; k < wide; k++) product[to + k]! += value * right[from + k]!
    }
  }
  return product
}

function randomRows(rows: number, wide: number): Float32Array {
  let seed = 20261128
  return Float32Array.from({ length: rows * wide }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 0x80000000 - 1
  })
}

/** Columns made perpendicular and of length 1, by the Cholesky factor of their Gram matrix; twice, for exactness. */
function orthonormalise(basis: Float32Array, rows: number, wide: number): void {
  for (let pass = 0; pass < 2; pass++) {
    const factor = cholesky(gram(basis, rows, wide), wide)
    for (let row = 0; row < rows; row++) {
      const at = row * wide
      for (let k = 0; k < wide; k++) {
        let value = basis[at + k]!
        for (let j = 0; j < k; j++) value -= factor[k * wide + j]! * basis[at + j]!
        basis[at + k] = value / factor[k * wide + k]!
      }
    }
  }
}

function gram(basis: Float32Array, rows: number, wide: number): Float64Array {
  const product = new Float64Array(wide * wide)
  for (let row = 0; row < rows; row++) {
    const at = row * wide
    for (let i = 0; i < wide; i++) {
      const value = basis[at + i]!
      if (value === 0) continue
      for (let j = 0; j <= i; j++) product[i * wide + j]! += value * basis[at + j]!
    }
  }
  for (let i = 0; i < wide; i++) for (let j = 0; j < i; j++) product[j * wide + i] = product[i * wide + j]!
  return product
}

/** Lower triangle L with L × L^T = the matrix; a direction that is none is given a tiny length. */
function cholesky(matrix: Float64Array, wide: number): Float64Array {
  const factor = new Float64Array(wide * wide)
  for (let i = 0; i < wide; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * wide + j]!
      for (let k = 0; k < j; k++) sum -= factor[i * wide + k]! * factor[j * wide + k]!
      factor[i * wide + j] =
        i === j ? Math.sqrt(Math.max(sum, 1e-9 * matrix[i * wide + i]! + 1e-12)) : sum / factor[j * wide + j]!
    }
  }
  return factor
}

/** Eigenvalues of a symmetric matrix and its eigenvectors as columns (cyclic Jacobi). */
function eigen(symmetric: Float64Array, wide: number): { values: Float64Array; vectors: Float64Array } {
  const a = symmetric.slice()
  const vectors = new Float64Array(wide * wide)
  for (let i = 0; i < wide; i++) vectors[i * wide + i] = 1
  for (let sweep = 0; sweep < 12; sweep++) {
    let off = 0
    for (let p = 0; p < wide; p++) {
      for (let q = p + 1; q < wide; q++) {
        const apq = a[p * wide + q]!
        const scale = Math.abs(a[p * wide + p]!) + Math.abs(a[q * wide + q]!)
        if (Math.abs(apq) <= 1e-12 * scale) continue
        off++
        rotate(a, vectors, wide, p, q)
      }
    }
    if (!off) break
  }
  return { values: Float64Array.from({ length: wide }, (_, i) => a[i * wide + i]!), vectors }
}

function rotate(a: Float64Array, vectors: Float64Array, wide: number, p: number, q: number): void {
  const theta = (a[q * wide + q]! - a[p * wide + p]!) / (2 * a[p * wide + q]!)
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  for (let k = 0; k < wide; k++) {
    const [kp, kq] = [a[k * wide + p]!, a[k * wide + q]!]
    a[k * wide + p] = c * kp - s * kq
    a[k * wide + q] = s * kp + c * kq
  }
  for (let k = 0; k < wide; k++) {
    const [pk, qk] = [a[p * wide + k]!, a[q * wide + k]!]
    a[p * wide + k] = c * pk - s * qk
    a[q * wide + k] = s * pk + c * qk
    const [vp, vq] = [vectors[k * wide + p]!, vectors[k * wide + q]!]
    vectors[k * wide + p] = c * vp - s * vq
    vectors[k * wide + q] = s * vp + c * vq
  }
}
