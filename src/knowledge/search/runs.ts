/** Length of the longest common subsequence. */
export function longestSequence(a: ArrayLike<string>, b: ArrayLike<string>): number {
  let row = new Uint16Array(b.length + 1)
  let next = new Uint16Array(b.length + 1)
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) next[j + 1] = a[i] === b[j] ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!)
    ;[row, next] = [next, row]
  }
  return row[b.length]!
}

/** Length of the longest run of the same things side by side. */
export function longestRun(a: ArrayLike<string>, b: ArrayLike<string>): number {
  let row = new Uint16Array(b.length + 1)
  let best = 0
  for (let i = 0; i < a.length; i++) {
    const next = new Uint16Array(b.length + 1)
    for (let j = 0; j < b.length; j++) {
      if (a[i] !== b[j]) continue
      next[j + 1] = row[j]! + 1
      if (next[j + 1]! > best) best = next[j + 1]!
    }
    row = next
  }
  return best
}
