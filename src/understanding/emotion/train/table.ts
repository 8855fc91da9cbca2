/** Feature hash → number, by open addressing: several times faster than a Map and a plain typed array to store. */
export type Table = { keys: Int32Array; numbers: Int32Array; size: number }

const EMPTY = -1

export function openTable(expected: number): Table {
  let capacity = 16
  while (capacity < expected * 2) capacity *= 2
  return { keys: new Int32Array(capacity), numbers: new Int32Array(capacity).fill(EMPTY), size: 0 }
}

/** The number of a hash, or −1. */
export function numberOf(table: Table, hash: number): number {
  const mask = table.keys.length - 1
  for (let at = hash & mask; ; at = (at + 1) & mask) {
    const number = table.numbers[at]!
    if (number === EMPTY) return EMPTY
    if (table.keys[at] === hash) return number
  }
}

/** The number of a hash, which gets the next one when it is new. The table never fills: it doubles at two thirds. */
export function numberFor(table: Table, hash: number): number {
  const mask = table.keys.length - 1
  for (let at = hash & mask; ; at = (at + 1) & mask) {
    const number = table.numbers[at]!
    if (number === EMPTY) {
      table.keys[at] = hash
      table.numbers[at] = table.size++
      if (table.size * 3 > table.keys.length * 2) grow(table)
      return table.size - 1
    }
    if (table.keys[at] === hash) return number
  }
}

function grow(table: Table): void {
  const { keys, numbers } = table
  table.keys = new Int32Array(keys.length * 2)
  table.numbers = new Int32Array(keys.length * 2).fill(EMPTY)
  const mask = table.keys.length - 1
  for (let i = 0; i < keys.length; i++) {
    if (numbers[i] === EMPTY) continue
    let at = keys[i]! & mask
    while (table.numbers[at] !== EMPTY) at = (at + 1) & mask
    table.keys[at] = keys[i]!
    table.numbers[at] = numbers[i]!
  }
}

/** Documents as rows of feature numbers; row `i` is `at[start[i]] … at[start[i+1]-1]`. */
export type Rows = { start: Int32Array; at: Int32Array }

/** Numbers the features that occur in at least `least` documents. */
export function numberFeatures(documents: Int32Array[], least: number): Table {
  const all = openTable(1 << 16)
  let counts = new Int32Array(1 << 16)
  for (const document of documents) {
    for (const hash of document) {
      const number = numberFor(all, hash)
      if (number >= counts.length) {
        const wider = new Int32Array(counts.length * 2)
        wider.set(counts)
        counts = wider
      }
      counts[number]!++
    }
  }
  const kept = openTable(1 << 12)
  for (let i = 0; i < all.keys.length; i++) {
    const number = all.numbers[i]!
    if (number !== EMPTY && counts[number]! >= least) numberFor(kept, all.keys[i]!)
  }
  return kept
}

export function toRows(documents: Int32Array[], table: Table): Rows {
  const start = new Int32Array(documents.length + 1)
  const at: number[] = []
  const chunks: Int32Array[] = []
  documents.forEach((document, i) => {
    at.length = 0
    for (const hash of document) {
      const number = numberOf(table, hash)
      if (number >= 0) at.push(number)
    }
    chunks.push(Int32Array.from(at))
    start[i + 1] = start[i]! + at.length
  })
  const flat = new Int32Array(start[documents.length]!)
  chunks.forEach((chunk, i) => {
    flat.set(chunk, start[i])
  })
  return { start, at: flat }
}
