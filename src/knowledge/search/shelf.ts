import { openPostings, type Postings, STRENGTH_BITS } from '#knowledge/search/postings.ts'
import { KIND_WEIGHT, type Terms } from '#knowledge/search/read-terms.ts'

/** The terms of one text as numbers of the shelf's dictionary, with their kinds. */
export type TermList = { ids: Int32Array; kinds: Uint8Array }

/** A document's terms with how strongly each stands in it, 0…255. */
export type Content = { ids: Int32Array; strengths: Uint8Array }

/** A query made ready: weight of its terms by number, 0 for all others, until the next one is asked. */
export type Asked = {
  ids: Int32Array
  kinds: Uint8Array
  /** Rarity of each term, and that times the weight of its kind. */
  rarity: Float64Array
  weight: Float64Array
  /** Sum and length of `weight`. */
  total: number
  length: number
}

/** Looking at so many entries of lists is enough: rare terms come first, and what follows tells documents apart no more. */
const ENTRIES = 20_000

export type Shelf = {
  /** The terms of a text as numbers, new ones numbered. */
  numbers(terms: Terms): TermList
  /** Puts a document on the shelf and gives its place. */
  add(strengths: Map<string, number>): number
  remove(place: number): void
  ask(terms: Terms): Asked
  /** Places of the documents that hold most of the query, at most `most`; a few good ones may be missing in huge bases. */
  shortlist(asked: Asked, most: number): number[]
  /** Share of the query, by weight, that a document holds, 0…1. */
  coverage(asked: Asked, place: number): number
  /** The same of a document that is not on the shelf. */
  coverageOf(asked: Asked, strengths: Map<string, number>): number
  rarity(id: number): number
  weight(id: number, kind: number): number
  /** Weight of a term if the query last asked holds it, else 0. */
  asks(id: number): number
  terms(): number
  bytes(): number
}

/**
 * Inverted lists of one language. A query walks its rarest terms first and stops after a bounded amount of work, so
 * that frequent characters cost nothing in a large base. A document is taken out in full: no trace is left of it.
 */
export function openShelf(): Shelf {
  const dictionary = new Map<string, number>()
  const postings = openPostings()
  const documents = openDocuments(dictionary, postings)
  const rarityOf = openRarity(postings, documents.living)
  let marks = new Float64Array(1024)
  let marked: Int32Array = new Int32Array()

  const ask = (terms: Terms): Asked => {
    for (const id of marked) if (id >= 0) marks[id] = 0
    if (marks.length < dictionary.size) marks = new Float64Array(dictionary.size * 2)
    const asked = readAsked(terms, dictionary, rarityOf)
    for (const [i, id] of asked.ids.entries()) if (id >= 0) marks[id] = asked.weight[i]!
    marked = asked.ids
    return asked
  }
  return {
    numbers: (terms) => numbersOf(terms, dictionary),
    add: documents.add,
    remove: documents.remove,
    ask,
    shortlist: openShortlist(postings, documents.places),
    coverage({ total }, place) {
      const { ids, strengths } = documents.content(place)
      let sum = 0
      for (let k = 0; k < ids.length; k++) sum += (marks[ids[k]!] ?? 0) * strengths[k]!
      return sum / 255 / (total || 1)
    },
    coverageOf({ total }, strengths) {
      let sum = 0
      for (const [term, strength] of strengths) sum += (marks[dictionary.get(term) ?? -1] ?? 0) * strength
      return sum / (total || 1)
    },
    rarity: rarityOf,
    weight: (id, kind) => rarityOf(id) * KIND_WEIGHT[kind]!,
    asks: (id) => (id < marks.length ? marks[id]! : 0),
    terms: () => dictionary.size,
    bytes: () => postings.bytes(),
  }
}

type Dictionary = Map<string, number>

function numberOf(term: string, dictionary: Dictionary): number {
  let id = dictionary.get(term)
  if (id === undefined) {
    id = dictionary.size
    dictionary.set(term, id)
  }
  return id
}

function numbersOf(terms: Terms, dictionary: Dictionary): TermList {
  const ids = new Int32Array(terms.size)
  const kinds = new Uint8Array(terms.size)
  let i = 0
  for (const [term, kind] of terms) {
    ids[i] = numberOf(term, dictionary)
    kinds[i++] = kind
  }
  return { ids, kinds }
}

function openDocuments(dictionary: Dictionary, postings: Postings) {
  const contents: (Content | undefined)[] = []
  const vacant: number[] = []
  let living = 0
  return {
    add(strengths: Map<string, number>): number {
      const place = vacant.pop() ?? contents.length
      const content = { ids: new Int32Array(strengths.size), strengths: new Uint8Array(strengths.size) }
      let i = 0
      for (const [term, strength] of strengths) {
        const id = numberOf(term, dictionary)
        content.ids[i] = id
        content.strengths[i++] = Math.round(strength * 255)
        postings.add(id, (place << STRENGTH_BITS) | Math.round(strength * 255))
      }
      contents[place] = content
      living++
      return place
    },
    remove(place: number): void {
      for (const id of contents[place]!.ids) postings.remove(id, place)
      contents[place] = undefined
      vacant.push(place)
      living--
    },
    content: (place: number): Content => contents[place]!,
    places: () => contents.length,
    living: () => living,
  }
}

/** Most terms stand in few documents, and each query asks for the rarity of thousands: those are computed once. */
function openRarity(postings: Postings, living: () => number): (id: number) => number {
  const known = new Float64Array(1024)
  let knownAt = -1
  const rarity = (count: number): number => Math.log(1 + (living() + 1) / (count + 0.5))
  return (id) => {
    if (knownAt !== living()) {
      for (let count = 0; count < known.length; count++) known[count] = rarity(count)
      knownAt = living()
    }
    const count = id < 0 ? 0 : postings.count(id)
    return count < known.length ? known[count]! : rarity(count)
  }
}

function readAsked(terms: Terms, dictionary: Dictionary, rarityOf: (id: number) => number): Asked {
  const asked = emptyAsked(terms.size)
  let i = 0
  let square = 0
  for (const [term, kind] of terms) {
    const id = dictionary.get(term) ?? -1
    const rarity = rarityOf(id)
    const weight = rarity * KIND_WEIGHT[kind]!
    asked.ids[i] = id
    asked.kinds[i] = kind
    asked.rarity[i] = rarity
    asked.weight[i++] = weight
    asked.total += weight
    square += weight * weight
  }
  asked.length = Math.sqrt(square)
  return asked
}

function openShortlist(postings: Postings, places: () => number): Shelf['shortlist'] {
  let sums = new Float32Array(1024)
  return (asked, most) => {
    if (sums.length < places()) sums = new Float32Array(places() * 2)
    const order = Array.from(asked.ids.keys()).filter((i) => asked.ids[i]! >= 0)
    order.sort((a, b) => asked.rarity[b]! - asked.rarity[a]! || asked.weight[b]! - asked.weight[a]!)
    const touched: number[] = []
    const block = postings.block()
    let left = ENTRIES
    for (const i of order) {
      const id = asked.ids[i]!
      const from = postings.start(id)
      const count = postings.count(id)
      if (count > left) break
      left -= count
      const weight = asked.weight[i]! / 255
      for (let k = from; k < from + count; k++) {
        const place = block[k]! >> STRENGTH_BITS
        if (sums[place] === 0) touched.push(place)
        sums[place]! += weight * (block[k]! & 255)
      }
    }
    const best = highest(touched, sums, most)
    for (const place of touched) sums[place] = 0
    return best
  }
}

const emptyAsked = (size: number): Asked => ({
  ids: new Int32Array(size),
  kinds: new Uint8Array(size),
  rarity: new Float64Array(size),
  weight: new Float64Array(size),
  total: 0,
  length: 0,
})

/** The `most` places with the highest sums, in no order. */
function highest(places: number[], sums: Float32Array, most: number): number[] {
  const best = places.slice(0, most)
  let weakest = lowest(best, sums)
  for (let i = most; i < places.length; i++) {
    if (sums[places[i]!]! <= sums[best[weakest]!]!) continue
    best[weakest] = places[i]!
    weakest = lowest(best, sums)
  }
  return best
}

function lowest(places: number[], sums: Float32Array): number {
  let at = 0
  for (let i = 1; i < places.length; i++) if (sums[places[i]!]! < sums[places[at]!]!) at = i
  return at
}
