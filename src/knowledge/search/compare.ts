import { bare } from '#knowledge/search/bare.ts'
import { KIND_WEIGHT } from '#knowledge/search/read-terms.ts'
import { longestRun, longestSequence } from '#knowledge/search/runs.ts'
import type { Asked, Shelf, TermList } from '#knowledge/search/shelf.ts'
import { readWay, type Way } from '#knowledge/search/way.ts'
import { syllableOf } from '#understanding/pinyin.ts'

/** A text as it is compared with others: its terms, its bare characters, how each sounds, and how it asks. */
export type Sample = {
  terms: TermList
  bare: string
  sound: string[]
  /** The sounds in one string, each after an apostrophe. */
  heard: string
  /** The words with their sounds; cutting takes longer than all the rest, and only a learned model asks. */
  words: () => { text: string; sound: string }[]
  way: Way
}

/** Longer texts are compared by their beginning: the cost of comparing grows with the square. */
const COMPARED = 64

export function readSample(normalized: string, terms: TermList, cut: (text: string) => string[]): Sample {
  const start = bare(normalized).slice(0, COMPARED)
  const sound = soundOf(start)
  let known: ReturnType<Sample['words']> | null = null
  const words = () => {
    known ??= [...new Set(cut(start))].map((text) => ({ text, sound: heardOf(soundOf(text)) }))
    return known
  }
  return { terms, bare: start, sound, heard: heardOf(sound), words, way: readWay(normalized) }
}

const soundOf = (text: string): string[] =>
  Array.from({ length: text.length }, (_, i) => syllableOf(text[i]!) ?? text[i]!)
const heardOf = (sound: string[]): string => `'${sound.join("'")}'`

/** Characters and Latin stems count as one; likewise their pairs. */
const BUCKET = [0, 1, 2, 3, 4, 5, 0, 1]
const BUCKETS = ['units', 'pairs', 'words', 'sounds', 'sound pairs', 'parts']
/** Names of what `compare` gives, in its order. */
export const ALIKE = [
  'cosine',
  ...BUCKETS.flatMap((bucket) => [`${bucket} of query`, `${bucket} of question`]),
  'run',
  'sequence of query',
  'sequence of question',
  'sounds in sequence of query',
  'sounds in sequence of question',
  'same start',
  'same end',
  'shorter to longer',
  'question longer',
  'rarest missing of query',
  'rarest missing of question',
  'negation differs',
  'asks the same',
  'asks otherwise',
  'numbers differ',
  'latin differs',
]

/** How alike the query last asked and a question are: numbers of about 0…1 in the order of `ALIKE`. */
export function compare(query: Sample, asked: Asked, question: Sample, shelf: Shelf): number[] {
  const other = question.way
  const own = query.way
  const sameAsk = own.asks !== '' && own.asks === other.asks
  const { cosine, covered, rarest } = compareTerms(asked, question.terms, shelf)
  return [
    cosine,
    ...covered,
    ...compareOrder(query, question),
    rarestMissing(asked, question.terms) / 10,
    rarest / 10,
    own.negations % 2 === other.negations % 2 ? 0 : 1,
    sameAsk ? 1 : 0,
    own.asks && other.asks && !sameAsk ? 1 : 0,
    own.numbers === other.numbers ? 0 : 1,
    own.latin === other.latin ? 0 : 1,
  ]
}

/** Cosine, and the share of each side, by weight, that the other has. A side without such terms counts as half covered. */
function compareTerms(asked: Asked, { ids, kinds }: TermList, shelf: Shelf) {
  const shared = [0, 0, 0, 0, 0, 0]
  const theirs = [0, 0, 0, 0, 0, 0]
  let square = 0
  let cross = 0
  let rarest = 0
  for (let k = 0; k < ids.length; k++) {
    const bucket = BUCKET[kinds[k]!]!
    const rarity = shelf.rarity(ids[k]!)
    const weight = rarity * KIND_WEIGHT[kinds[k]!]!
    theirs[bucket]! += weight
    square += weight * weight
    if (shelf.asks(ids[k]!) > 0) {
      shared[bucket]! += weight
      cross += weight * weight
    } else if (bucket === 0 && rarity > rarest) rarest = rarity
  }
  const own = [0, 0, 0, 0, 0, 0]
  for (let i = 0; i < asked.ids.length; i++) own[BUCKET[asked.kinds[i]!]!]! += asked.weight[i]!
  const covered = shared.flatMap((sum, b) => [own[b] ? sum / own[b]! : 0.5, theirs[b] ? sum / theirs[b]! : 0.5])
  return { cosine: cross / (asked.length * Math.sqrt(square) || 1), covered, rarest }
}

function rarestMissing(asked: Asked, { ids }: TermList): number {
  const held = new Set(ids)
  let rarest = 0
  for (let i = 0; i < asked.ids.length; i++) {
    if (BUCKET[asked.kinds[i]!] === 0 && asked.rarity[i]! > rarest && !held.has(asked.ids[i]!))
      rarest = asked.rarity[i]!
  }
  return rarest
}

/** What stays in order, as written and as heard. */
function compareOrder(query: Sample, question: Sample): number[] {
  const a = query.bare
  const b = question.bare
  const shorter = Math.min(a.length, b.length) || 1
  const longer = Math.max(a.length, b.length) || 1
  const written = longestSequence(a, b)
  const heard = longestSequence(query.sound, question.sound)
  let start = 0
  while (start < shorter && query.sound[start] === question.sound[start]) start++
  let end = 0
  while (end < shorter && query.sound.at(-1 - end) === question.sound.at(-1 - end)) end++
  return [
    longestRun(query.sound, question.sound) / shorter,
    written / (a.length || 1),
    written / (b.length || 1),
    heard / (a.length || 1),
    heard / (b.length || 1),
    start / shorter,
    end / shorter,
    shorter / longer,
    b.length > a.length ? 1 : 0,
  ]
}
