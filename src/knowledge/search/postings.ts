/** Lists of numbers by term in one growing block: 12 bytes and a few spare places a term instead of an array object. */
export type Postings = {
  add(term: number, value: number): void
  /** Takes out the entry whose upper bits are `document`. */
  remove(term: number, document: number): void
  /** Empties a list. */
  clear(term: number): void
  /** Where the list of a term lies in `block()`. */
  start(term: number): number
  count(term: number): number
  block(): Int32Array
}

/** The lower bits of an entry hold how strongly the term stands in the document, 0…255. */
export const STRENGTH_BITS = 8

/** Room is given in powers of two; what a list outgrows is kept for the next one of that size. */
export function openPostings(): Postings {
  let block = new Int32Array(1 << 14)
  let used = 0
  let starts = new Int32Array(1 << 10)
  let counts = new Int32Array(1 << 10)
  let rooms = new Uint8Array(1 << 10)
  const free: number[][] = Array.from({ length: 32 }, () => [])

  const take = (room: number): number => {
    const old = free[room]!.pop()
    if (old !== undefined) return old
    const size = 1 << room
    if (used + size > block.length) block = grown(block, Math.max(block.length * 2, used + size))
    used += size
    return used - size
  }
  const makeRoom = (term: number) => {
    if (term >= starts.length) {
      const size = Math.max(term + 1, starts.length * 2)
      starts = grown(starts, size)
      counts = grown(counts, size)
      const wider = new Uint8Array(size)
      wider.set(rooms)
      rooms = wider
    }
    const count = counts[term]!
    if (count === 0) {
      starts[term] = take(0)
      rooms[term] = 0
    } else if (count === 1 << rooms[term]!) {
      const to = take(rooms[term]! + 1)
      block.copyWithin(to, starts[term]!, starts[term]! + count)
      free[rooms[term]!]!.push(starts[term]!)
      starts[term] = to
      rooms[term]!++
    }
  }
  return {
    add(term, value) {
      makeRoom(term)
      block[starts[term]! + counts[term]!++] = value
    },
    remove(term, document) {
      const from = starts[term]!
      const last = from + counts[term]! - 1
      let at = from
      while (block[at]! >> STRENGTH_BITS !== document) if (++at > last) return
      block[at] = block[last]!
      if (--counts[term]! === 0) free[rooms[term]!]!.push(from)
    },
    clear(term) {
      if (counts[term]! > 0) free[rooms[term]!]!.push(starts[term]!)
      counts[term] = 0
    },
    start: (term) => starts[term]!,
    count: (term) => (term < counts.length ? counts[term]! : 0),
    block: () => block,
  }
}

function grown(old: Int32Array<ArrayBuffer>, size: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(size)
  wider.set(old)
  return wider
}
