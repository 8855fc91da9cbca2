import { faultCodesIn, type TextTools } from '#knowledge/features.ts'
import { bare } from '#knowledge/search/bare.ts'
import { ALIKE, compare, comparing, readSample, type Sample } from '#knowledge/search/compare.ts'
import { type Indexed, questionsOf, sampleOf, strengthsOf, type Unit } from '#knowledge/search/indexed.ts'
import { placeOf } from '#knowledge/search/place-of.ts'
import { readTerms } from '#knowledge/search/read-terms.ts'
import type { Asked, Shelf } from '#knowledge/search/shelf.ts'

/** Names of the evidence, in its order. */
export const EVIDENCE = [...ALIKE, 'second', 'whole', 'code', 'product', 'title', 'likely']

/** An article that may answer, and what speaks for it. `exact` when the query is one of its questions. */
export type Candidate = {
  indexed: Indexed
  unit: Unit
  question: Sample
  exact: boolean
  code: number
  evidence: number[]
  /** How near an embedding model finds it, in deviations beyond chance; null when it was not asked. */
  near: number | null
}

/** A question left out, or with `question` null the whole article: how the base would do without it. */
export type Without = { articleId: string; question: string | null }

export type Question = {
  text: string
  products: string[]
  at: number
  channel?: string
  without?: Without
  /** The articles an embedding model finds near, nearest first. */
  near?: { indexed: Indexed; near: number }[]
}

export type Found = { query: Sample; candidates: Candidate[]; namesProduct: boolean }

/** So many articles are weighed by their terms, and so many of them compared character by character. */
const WEIGHED = 80
const COMPARED = 30
/** So many more are compared because their meaning is near. */
const MEANT = 8

/** What may answer a question, with the evidence; likeliest first by their terms alone. */
export function findCandidates(
  asking: Question,
  shelf: Shelf,
  onPlace: (place: number) => Indexed,
  tools: TextTools,
): Found {
  const text = asking.text.slice(0, 500)
  const normalized = tools.normalize(text)
  const terms = readTerms(normalized, tools.cut)
  const asked = shelf.ask(terms)
  const exact = bare(normalized)
  const query = comparing(readSample(normalized, exact, asked, tools.cut))
  const products = new Set([...asking.products, ...tools.products(text)])
  const codes = faultCodesIn(normalized)
  const nearOf = new Map(asking.near?.map(({ indexed, near }) => [indexed, near]))
  const weighed = weighAll(asking, asked, shelf, onPlace, tools)
  const usual = weighed.reduce((sum, { likely }) => sum + likely, 0) / weighed.length
  const candidates = weighed.map(({ indexed, unit, units, second, whole, likely }) => {
    const { article } = indexed
    const code = agreement(codes, article.faultCodes, (one) => codes.includes(one))
    const product = agreement([...products], article.products, (id) => products.has(id))
    const question = sampleOf(unit, tools)
    const evidence = compare(query, asked, question, shelf)
    evidence.push(second, whole, code, product, unit === indexed.units[0] ? 1 : 0, likely - usual)
    const same = exact !== '' && units.some((one) => one.exact === exact)
    const near = asking.near ? (nearOf.get(indexed) ?? 0) : null
    return { indexed, unit, question, exact: same, code, evidence, near }
  })
  return { query, candidates, namesProduct: products.size > 0 }
}

/** Those that hold most of the query's terms, and those whose meaning is nearest. */
function weighAll(
  asking: Question,
  asked: Asked,
  shelf: Shelf,
  onPlace: (place: number) => Indexed,
  tools: TextTools,
): Weighed[] {
  const { without, near = [] } = asking
  const mayAnswer = (one: Indexed) =>
    answersNow(one, asking) && (without?.articleId !== one.article.id || without.question !== null)
  const weighed = shelf
    .shortlist(asked, WEIGHED)
    .map(onPlace)
    .filter(mayAnswer)
    .map((indexed) => weigh(indexed, asked, shelf, tools, without))
    .sort((a, b) => b.whole + 2 * b.alike - a.whole - 2 * a.alike)
    .slice(0, COMPARED)
  const known = new Set(weighed.map(({ indexed }) => indexed))
  const meant = near
    .map(({ indexed }) => indexed)
    .filter(mayAnswer)
    .slice(0, MEANT)
    .filter((indexed) => !known.has(indexed))
  return [...weighed, ...meant.map((indexed) => weigh(indexed, asked, shelf, tools, without))]
}

/** Whether an article is valid at that time and in that channel; one that names no channel is meant for all. */
function answersNow({ article: { channels }, from, until }: Indexed, { at, channel }: Question): boolean {
  const here = channel === undefined || channels.length === 0 || channels.includes(channel)
  return here && from <= at && at < until
}

/** 1 when both name something and agree, −1 when they name different things, else 0. */
const agreement = (asked: string[], article: string[], agrees: (one: string) => boolean): number =>
  asked.length && article.length ? (article.some(agrees) ? 1 : -1) : 0

type Weighed = {
  indexed: Indexed
  units: Unit[]
  unit: Unit
  alike: number
  second: number
  whole: number
  likely: number
}

function weigh(indexed: Indexed, asked: Asked, shelf: Shelf, tools: TextTools, without?: Without): Weighed {
  const left = without?.articleId === indexed.article.id ? without.question : null
  const units = left === null ? indexed.units : indexed.units.filter((unit) => unit.text !== left)
  const cosines = countIn(indexed, asked, shelf, left)
  const likely = likelihood(asked, units.length)
  const found: Weighed = { indexed, units, unit: units[0] ?? indexed.units[0]!, alike: 0, second: 0, whole: 0, likely }
  for (const [u, unit] of indexed.units.entries()) {
    if (unit.text === left) continue
    const alike = cosines[u]!
    if (alike > found.alike) {
      found.second = found.alike
      found.alike = alike
      found.unit = unit
    } else if (alike > found.second) found.second = alike
  }
  found.whole =
    left === null ? shelf.coverage(asked, indexed.place) : coverageWithout(indexed, left, asked, shelf, tools)
  return found
}

/**
 * How alike each unit is; `asked.holding` then tells how many units hold each term of the query, `left` not counted. Where
 * there are many units, only the terms that are asked for are looked at, not all that each unit has.
 */
function countIn({ units, held }: Indexed, asked: Asked, shelf: Shelf, left: string | null): Float64Array {
  const { ids, weight } = asked
  const holding = asked.holding.fill(0)
  const cosines = new Float64Array(units.length)
  const gone = left === null ? -1 : units.findIndex(({ text }) => text === left)
  if (held) {
    for (let i = 0; i < ids.length; i++) {
      const at = placeOf(held.ids, ids[i]!)
      if (at < 0) continue
      const square = weight[i]! ** 2
      for (let k = held.start[at]!; k < held.start[at + 1]!; k++) {
        cosines[held.units[k]!]! += square
        if (held.units[k] !== gone) holding[i]!++
      }
    }
  } else {
    for (let u = 0; u < units.length; u++) {
      const own = units[u]!.terms.ids
      for (let k = 0; k < own.length; k++) {
        const i = shelf.asks(own[k]!) - 1
        if (i < 0) continue
        cosines[u]! += weight[i]! ** 2
        if (u !== gone) holding[i]!++
      }
    }
  }
  for (let u = 0; u < cosines.length; u++) {
    if (cosines[u]! > 0) cosines[u]! /= asked.length * shelf.length(units[u]!.terms) || 1
  }
  return cosines
}

/** What is added to the questions that hold a term and to all there are, so that few questions prove little. */
const HOLDING = 0.3
const ASKING = 10

/**
 * How likely the terms of the query are in questions of an article (naive Bayes), on the scale of logarithms and up to
 * what is the same for all articles: many ways to ask tell together what none of them tells alone.
 */
function likelihood({ telling, holding }: Asked, units: number): number {
  const each = Math.log(units + ASKING)
  let sum = 0
  for (let i = 0; i < telling.length; i++) {
    if (telling[i] === 0) continue
    sum += telling[i]! * ((holding[i] ? Math.log(1 + holding[i]! / HOLDING) : 0) - each)
  }
  return sum
}

function coverageWithout(indexed: Indexed, left: string, asked: Asked, shelf: Shelf, tools: TextTools): number {
  const texts = questionsOf(indexed.article).filter((text) => text !== left)
  const terms = texts.map((text) => readTerms(tools.normalize(text), tools.cut))
  return shelf.coverageOf(asked, strengthsOf(terms, indexed.article.body, tools))
}
