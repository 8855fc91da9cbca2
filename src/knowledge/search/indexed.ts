import type { Article } from '#knowledge/contract.ts'
import type { TextTools } from '#knowledge/features.ts'
import { bare } from '#knowledge/search/bare.ts'
import { readSample, type Sample } from '#knowledge/search/compare.ts'
import { readTerms, type Terms } from '#knowledge/search/read-terms.ts'
import type { Shelf, TermList } from '#knowledge/search/shelf.ts'

/** One way to ask for an article: a question or the title. The sample is read when it is first compared. */
export type Unit = { text: string; normalized: string; terms: TermList; exact: string; sample: Sample | null }

/** Which units hold a term: those of `ids[i]`, which ascend, are `units[start[i]]` to `units[start[i + 1]]`. */
export type Held = { ids: Int32Array; start: Uint32Array; units: Uint16Array }

/** `held` is there where an article can be asked for in many ways. */
export type Indexed = {
  article: Article
  units: Unit[]
  held: Held | null
  from: number
  until: number
  place: number
}

/** Of fewer units each is compared by itself. */
const MANY = 8

/** A term that stands in so many questions counts half of what it ever can. */
const SATURATION = 0.5
/** Of a long body this much is read. */
const BODY = 6000
/** So much of a body is described by one vector. */
const DESCRIBED = 500

/** Puts an article on a shelf. */
export function shelve(article: Article, shelf: Shelf, tools: TextTools): Indexed {
  const read = questionsOf(article).map((text) => {
    const normalized = tools.normalize(text)
    return { text, normalized, terms: readTerms(normalized, tools.cut) }
  })
  const units = read.map(({ text, normalized, terms }) => ({
    text,
    // Most texts are in normal form already; one string is kept then.
    normalized: normalized === text ? text : normalized,
    terms: shelf.numbers(terms),
    exact: bare(normalized),
    sample: null,
  }))
  return {
    article,
    units,
    held: units.length < MANY ? null : holdersOf(units),
    from: article.validFrom ? Date.parse(article.validFrom) : 0,
    until: article.validUntil ? Date.parse(article.validUntil) : Number.POSITIVE_INFINITY,
    place: shelf.add(
      strengthsOf(
        read.map(({ terms }) => terms),
        article.body,
        tools,
      ),
    ),
  }
}

function holdersOf(units: Unit[]): Held {
  const pairs = Float64Array.from(
    units.flatMap(({ terms }, unit) => Array.from(terms.ids, (id) => id * 0x10000 + unit)),
  )
  pairs.sort()
  const terms = Int32Array.from(pairs, (pair) => Math.floor(pair / 0x10000))
  const first = [...terms.keys()].filter((k) => terms[k] !== terms[k - 1])
  return {
    ids: Int32Array.from(first, (k) => terms[k]!),
    start: Uint32Array.from([...first, terms.length]),
    units: Uint16Array.from(pairs, (pair) => pair % 0x10000),
  }
}

export const sampleOf = (unit: Unit, tools: TextTools): Sample => {
  unit.sample ??= readSample(unit.normalized, unit.exact, unit.terms, tools.cut)
  return unit.sample
}

/** The title first. */
export const questionsOf = ({ title, questions }: Pick<Article, 'title' | 'questions'>): string[] => [
  title,
  ...questions,
]

/** What is described by vectors: each way to ask, and what the answer begins with. */
export const textsOf = (article: Article): string[] => [
  ...questionsOf(article),
  `${article.title}\n${article.body.slice(0, DESCRIBED)}`,
]

/** How strongly each term stands in an article, 0…1: title and questions count more than the body, repeats saturate. */
export function strengthsOf(questions: Terms[], body: string, tools: TextTools): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (terms: Terms, weight: number) => {
    for (const term of terms.keys()) counts.set(term, (counts.get(term) ?? 0) + weight)
  }
  for (const [i, terms] of questions.entries()) add(terms, i === 0 ? 1.5 : 1)
  for (const sentence of tools.normalize(body.slice(0, BODY)).split(/[。!?;\n]+|\.\s/)) {
    if (sentence) add(readTerms(sentence, tools.cut), 0.5)
  }
  for (const [term, count] of counts) counts.set(term, count / (count + SATURATION))
  return counts
}
