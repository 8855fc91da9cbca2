import { placeOf } from '#knowledge/search/place-of.ts'
import { openPostings, type Postings, STRENGTH_BITS } from '#knowledge/search/postings.ts'
import { KIND_TELLING, KIND_WEIGHT, type Terms } from '#knowledge/search/read-terms.ts'

/** The terms of one text as numbers of the shelf's dictionary, with their kinds. */
export type TermList = {
  ids: Int32Array
  kinds: Uint8Array
  /** Length of its weights, as of an edition of the shelf: rarities move with every document. */
  norm?: { length: number; edition: number }
}

/** A query made ready: weight of its terms by number, 0 for all others, until the next one is asked. */
export type Asked = {
  ids: Int32Array
  kinds: Uint8Array
  /** Rarity of each term, and that times the weight of its kind. */
  rarity: Float64Array
  weight: Float64Array
  /** How much each term tells of an article when all its questions are taken together, of length 1; unknown ones nothing. */
  telling: Float64Array
  /** How many questions of the article that is looked at hold each term; for who looks to fill. */
  holding: Float64Array
  /** Sum and length of `weight`. */
  total: number
  length: number
}

/** The strongest a term can stand in a document. */
const STRENGTH = (1 << STRENGTH_BITS) - 1

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
  /** Length of the weights of a text. */
  length(terms: TermList): number
  /** Place of a term in the query last asked, counted from 1; 0 when that does not hold it. */
  asks(id: number): number
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
  // Two bytes a term stay in the processor's cache, where the weights themselves would not.
  let marks = new Uint16Array(1024)
  let marked: Int32Array = new Int32Array()
  /** Grows with every document that comes or goes. */
  let edition = 0
  const weight = (id: number, kind: number): number => rarityOf(id) * KIND_WEIGHT[kind]!

  const ask = (terms: Terms): Asked => {
    for (const id of marked) if (id >= 0) marks[id] = 0
    if (marks.length < dictionary.size) marks = new Uint16Array(dictionary.size * 2)
    const asked = readAsked(terms, dictionary, postings, rarityOf)
    for (let i = 0; i < asked.ids.length; i++) if (asked.ids[i]! >= 0) marks[asked.ids[i]!] = i + 1
    marked = asked.ids
    return asked
  }
  return {
    numbers: (terms) => numbersOf(terms, dictionary),
    add(strengths) {
      edition++
      return documents.add(strengths)
    },
    remove(place) {
      edition++
      documents.remove(place)
    },
    ask,
    shortlist: openShortlist(postings, documents.places),
    coverage({ ids, weight, total }, place) {
      const { block, start, count } = documents.contents
      const entries = block()
      const from = start(place)
      const end = from + count(place)
      let sum = 0
      if (end - from > MUCH * ids.length) {
        for (let i = 0; i < ids.length; i++) {
          const at = placeOf(entries, ids[i]!, from, end, STRENGTH_BITS)
          if (at >= 0) sum += weight[i]! * (entries[at]! & STRENGTH)
        }
        return sum / STRENGTH / (total || 1)
      }
      for (let k = from; k < end; k++) {
        const at = marks[entries[k]! >> STRENGTH_BITS] ?? 0
        if (at > 0) sum += weight[at - 1]! * (entries[k]! & STRENGTH)
      }
      return sum / STRENGTH / (total || 1)
    },
    coverageOf({ weight, total }, strengths) {
      let sum = 0
      for (const [term, strength] of strengths) {
        const at = marks[dictionary.get(term) ?? -1] ?? 0
        if (at > 0) sum += weight[at - 1]! * strength
      }
      return sum / (total || 1)
    },
    rarity: rarityOf,
    length(terms) {
      if (terms.norm?.edition !== edition) {
        let square = 0
        for (let k = 0; k < terms.ids.length; k++) {
          const own = weight(terms.ids[k]!, terms.kinds[k]!)
          square += own * own
        }
        terms.norm = { length: Math.sqrt(square), edition }
      }
      return terms.norm.length
    },
    asks: (id) => (id < marks.length ? marks[id]! : 0),
  }
}

/** Of a document with so many terms for each of the query, those of the query are looked up. */
const MUCH = 12

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
  /** The other way round: for each document its terms, ascending, and how strongly each stands in it. */
  const contents = openPostings()
  const vacant: number[] = []
  let places = 0
  return {
    add(strengths: Map<string, number>): number {
      const place = vacant.pop() ?? places++
      const entries = Int32Array.from(
        strengths,
        ([term, share]) => (numberOf(term, dictionary) << STRENGTH_BITS) | Math.round(share * STRENGTH),
      ).sort()
      for (const entry of entries) {
        contents.add(place, entry)
        postings.add(entry >> STRENGTH_BITS, (place << STRENGTH_BITS) | (entry & STRENGTH))
      }
      return place
    },
    remove(place: number): void {
      const from = contents.start(place)
      const end = from + contents.count(place)
      for (let k = from; k < end; k++) postings.remove(contents.block()[k]! >> STRENGTH_BITS, place)
      contents.clear(place)
      vacant.push(place)
    },
    contents,
    places: () => places,
    living: () => places - vacant.length,
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

function readAsked(terms: Terms, dictionary: Dictionary, postings: Postings, rarityOf: (id: number) => number): Asked {
  const asked = emptyAsked(terms.size)
  let i = 0
  for (const [term, kind] of terms) {
    const id = dictionary.get(term) ?? -1
    const rarity = rarityOf(id)
    asked.ids[i] = id
    asked.kinds[i] = kind
    asked.rarity[i] = rarity
    asked.weight[i] = rarity * KIND_WEIGHT[kind]!
    asked.total += asked.weight[i]!
    asked.telling[i++] = id >= 0 && postings.count(id) > 0 ? Math.sqrt(rarity) * KIND_TELLING[kind]! : 0
  }
  asked.length = lengthOf(asked.weight)
  const telling = lengthOf(asked.telling)
  if (telling > 0) for (let k = 0; k < i; k++) asked.telling[k]! /= telling
  return asked
}

function lengthOf(weights: Float64Array): number {
  let square = 0
  for (const weight of weights) square += weight * weight
  return Math.sqrt(square)
}

function openShortlist(postings: Postings, places: () => number): Shelf['shortlist'] {
  let sums = new Float32Array(1024)
  const touched = new Int32Array(ENTRIES)
  return (asked, most) => {
    if (sums.length < places()) sums = new Float32Array(places() * 2)
    const order = Array.from(asked.ids.keys()).filter((i) => asked.ids[i]! >= 0)
    order.sort((a, b) => asked.rarity[b]! - asked.rarity[a]! || asked.weight[b]! - asked.weight[a]!)
    const block = postings.block()
    let left = ENTRIES
    let reached = 0
    for (const i of order) {
      const id = asked.ids[i]!
      const from = postings.start(id)
      const count = postings.count(id)
      if (count > left) break
      left -= count
      const weight = asked.weight[i]! / STRENGTH
      for (let k = from; k < from + count; k++) {
        const place = block[k]! >> STRENGTH_BITS
        if (sums[place] === 0) touched[reached++] = place
        sums[place]! += weight * (block[k]! & STRENGTH)
      }
    }
    const best = highest(touched.subarray(0, reached), sums, most)
    for (let k = 0; k < reached; k++) sums[touched[k]!] = 0
    return best
  }
}

const emptyAsked = (size: number): Asked => ({
  ids: new Int32Array(size),
  kinds: new Uint8Array(size),
  rarity: new Float64Array(size),
  weight: new Float64Array(size),
  telling: new Float64Array(size),
  holding: new Float64Array(size),
  total: 0,
  length: 0,
})

/** The `most` places with the highest sums, in no order: a heap whose top is the weakest of them. */
function highest(places: Int32Array, sums: Float32Array, most: number): number[] {
  const best = Array.from(places.subarray(0, most))
  for (let at = (best.length >> 1) - 1; at >= 0; at--) sink(best, at, sums)
  for (let i = most; i < places.length; i++) {
    if (sums[places[i]!]! <= sums[best[0]!]!) continue
    best[0] = places[i]!
    sink(best, 0, sums)
  }
  return best
}

function sink(heap: number[], from: number, sums: Float32Array): void {
  const place = heap[from]!
  let at = from
  for (let below = 2 * at + 1; below < heap.length; below = 2 * at + 1) {
    if (below + 1 < heap.length && sums[heap[below + 1]!]! < sums[heap[below]!]!) below++
    if (sums[heap[below]!]! >= sums[place]!) break
    heap[at] = heap[below]!
    at = below
  }
  heap[at] = place
}
