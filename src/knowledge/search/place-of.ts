/** Where a number stands among ascending ones, whose lower `shift` bits do not count, between `from` and `end`; -1 where it does not. */
export function placeOf(ascending: Int32Array, wanted: number, from = 0, end = ascending.length, shift = 0): number {
  let low = from
  let high = end - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = ascending[middle]! >> shift
    if (found === wanted) return middle
    if (found < wanted) low = middle + 1
    else high = middle - 1
  }
  return -1
}
