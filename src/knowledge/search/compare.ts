import { KIND_WEIGHT } from '#knowledge/search/read-terms.ts'
import { LONGEST, longestRun, longestSequence, type Places, placesOf } from '#knowledge/search/runs.ts'
import type { Asked, Shelf, TermList } from '#knowledge/search/shelf.ts'
import { soundsOf } from '#knowledge/search/sounds.ts'
import { readWay, type Way } from '#knowledge/search/way.ts'

/** A text as it is compared with others: its terms, its bare characters, how each sounds, and how it asks. */
export type Sample = {
  terms: TermList
  bare: string
  written: Uint16Array
  /** A number for each sound; characters that sound alike have the same. */
  sound: Uint32Array
  /** The words with their sounds; cutting takes longer than all the rest, and only a learned model asks. */
  words: () => { text: string; sound: Uint32Array }[]
  way: Way
}

/** A sample that others are compared with. */
export type Compared = Sample & { writtenAt: Places; soundAt: Places }

/** `exact` is the text without punctuation; longer ones are compared by their beginning. */
export function readSample(
  normalized: string,
  exact: string,
  terms: TermList,
  cut: (text: string) => string[],
): Sample {
  const start = exact.slice(0, LONGEST)
  let known: ReturnType<Sample['words']> | null = null
  const words = () => {
    known ??= [...new Set(cut(start))].map((text) => ({ text, sound: soundsOf(text) }))
    return known
  }
  const written = Uint16Array.from({ length: start.length }, (_, i) => start.charCodeAt(i))
  return { terms, bare: start, written, sound: soundsOf(start), words, way: readWay(normalized) }
}

export const comparing = (sample: Sample): Compared => ({
  ...sample,
  writtenAt: placesOf(sample.written),
  soundAt: placesOf(sample.sound),
})

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
export function compare(query: Compared, asked: Asked, question: Sample, shelf: Shelf): number[] {
  const other = question.way
  const own = query.way
  const sameAsk = own.asks !== '' && own.asks === other.asks
  const { cosine, covered, rarest, missing } = compareTerms(asked, question.terms, shelf)
  return [
    cosine,
    ...covered,
    ...compareOrder(query, question),
    missing / 10,
    rarest / 10,
    own.negations % 2 === other.negations % 2 ? 0 : 1,
    sameAsk ? 1 : 0,
    own.asks && other.asks && !sameAsk ? 1 : 0,
    own.numbers === other.numbers ? 0 : 1,
    own.latin === other.latin ? 0 : 1,
  ]
}

/**
 * Cosine, the share of each side, by weight, that the other has, and the rarest unit that stands on one side alone. A
 * side without such terms counts as half covered.
 */
function compareTerms(asked: Asked, { ids, kinds }: TermList, shelf: Shelf) {
  const shared = [0, 0, 0, 0, 0, 0]
  const theirs = [0, 0, 0, 0, 0, 0]
  let square = 0
  let cross = 0
  let rarest = 0
  const met = new Uint8Array(asked.ids.length + 1)
  for (let k = 0; k < ids.length; k++) {
    const bucket = BUCKET[kinds[k]!]!
    const rarity = shelf.rarity(ids[k]!)
    const weight = rarity * KIND_WEIGHT[kinds[k]!]!
    theirs[bucket]! += weight
    square += weight * weight
    const at = shelf.asks(ids[k]!)
    if (at > 0) {
      met[at] = 1
      shared[bucket]! += weight
      cross += weight * weight
    } else if (bucket === 0 && rarity > rarest) rarest = rarity
  }
  const own = [0, 0, 0, 0, 0, 0]
  let missing = 0
  for (let i = 0; i < asked.ids.length; i++) {
    const bucket = BUCKET[asked.kinds[i]!]!
    own[bucket]! += asked.weight[i]!
    if (bucket === 0 && met[i + 1] === 0 && asked.rarity[i]! > missing) missing = asked.rarity[i]!
  }
  const covered = shared.flatMap((sum, b) => [own[b] ? sum / own[b]! : 0.5, theirs[b] ? sum / theirs[b]! : 0.5])
  return { cosine: cross / (asked.length * Math.sqrt(square) || 1), covered, rarest, missing }
}

/** What stays in order, as written and as heard. */
function compareOrder(query: Compared, question: Sample): number[] {
  const a = query.written
  const b = question.written
  const shorter = Math.min(a.length, b.length) || 1
  const longer = Math.max(a.length, b.length) || 1
  const written = longestSequence(query.writtenAt, b)
  const heard = longestSequence(query.soundAt, question.sound)
  let start = 0
  while (start < shorter && query.sound[start] === question.sound[start]) start++
  let end = 0
  while (end < shorter && query.sound[a.length - 1 - end] === question.sound[b.length - 1 - end]) end++
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
