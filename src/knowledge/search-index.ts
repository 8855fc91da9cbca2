import {
  ANSWER_THRESHOLD,
  type Article,
  ASK_BACK_THRESHOLD,
  type SearchHit,
  type SearchKnowledge,
} from '#knowledge/contract.ts'
import { type Features, faultCodesIn, readFeatures, type TextTools } from '#knowledge/features.ts'
import { type Evidence, probabilityOf, rankOf } from '#knowledge/score.ts'

export type SearchIndex = {
  /** Adds an article or replaces what is known of it; one that is not published leaves the index. */
  put(article: Article): void
  remove(articleId: string): void
  search: SearchKnowledge
  size(): number
}

/** One way to ask for an article: a question or the title. */
type Unit = { text: string; features: Features; entries: Entry[]; kinds: Float64Array; norm: number; edition: number }
type Indexed = {
  article: Article
  units: Unit[]
  /** How strongly each feature stands in the article, 0…1. */
  whole: Features
  exact: string[]
  from: number
  until: number
  alive: boolean
  /** Scratch of the query numbered `query`. */
  sum: number
  query: number
}

/** A fault code that several products have is offered, never answered, until the product is known. */
const OFFERED = { least: ASK_BACK_THRESHOLD, most: ANSWER_THRESHOLD - 0.01 }
/** How many articles are looked at closely. */
const SHORTLIST = 40
/** A feature that stands in this many questions counts half of what it ever can. */
const SATURATION = 0.5

/** The published articles of all languages in memory. Searching is synchronous; one article is replaced in place. */
export function buildSearchIndex(tools: TextTools, now: () => number = Date.now): SearchIndex {
  const byId = new Map<string, Indexed>()
  const shelves = { zh: openShelf(), en: openShelf() }

  const remove = (articleId: string) => {
    const indexed = byId.get(articleId)
    if (!indexed) return
    byId.delete(articleId)
    shelves[indexed.article.language].remove(indexed)
  }
  const latest = new Map<string, number>()
  const put = (article: Article) => {
    // Two readings of one row may arrive in the wrong order.
    if (article.version < (latest.get(article.id) ?? 0)) return
    latest.set(article.id, article.version)
    remove(article.id)
    if (article.status !== 'published') return
    const indexed = readArticle(article, tools)
    byId.set(article.id, indexed)
    shelves[article.language].add(indexed)
  }
  const search: SearchKnowledge = (query, { language, limit = 5, products = [] }) => {
    const normalized = tools.normalize(query.slice(0, 500))
    const asked = {
      normalized,
      features: readFeatures(normalized, tools.cut),
      products: new Set([...products, ...tools.products(query.slice(0, 500))]),
      codes: faultCodesIn(normalized),
      at: now(),
    }
    return rank(shelves[language], asked).slice(0, limit)
  }
  return { put, remove, search, size: () => byId.size }
}

function readArticle(article: Article, tools: TextTools): Indexed {
  const questions = [article.title, ...article.questions]
  const exact = questions.map(tools.normalize)
  return {
    article,
    units: questions.map((text, i) => ({
      text,
      features: readFeatures(exact[i]!, tools.cut),
      entries: [],
      kinds: new Float64Array(),
      norm: 0,
      edition: -1,
    })),
    whole: wholeOf(exact, tools.normalize(article.body), tools.cut),
    exact: exact.map(bare),
    from: article.validFrom ? Date.parse(article.validFrom) : 0,
    until: article.validUntil ? Date.parse(article.validUntil) : Number.POSITIVE_INFINITY,
    alive: true,
    sum: 0,
    query: 0,
  }
}

/** How strongly each feature stands in an article, 0…1: title and questions count more than the body, repeats saturate. */
function wholeOf(questions: string[], body: string, cut: TextTools['cut']): Features {
  const counts: Features = new Map()
  const add = (text: string, weight: number) => {
    for (const feature of readFeatures(text, cut).keys()) counts.set(feature, (counts.get(feature) ?? 0) + weight)
  }
  for (const [i, text] of questions.entries()) add(text, i === 0 ? 1.5 : 1)
  for (const sentence of body.split(/[。!?;\n]+|\.\s/)) add(sentence, 0.5)
  for (const [feature, count] of counts) counts.set(feature, count / (count + SATURATION))
  return counts
}

/** Without punctuation, spaces and closing particles, so that "怎么退货呀?" is the question "怎么退货". */
export const bare = (normalized: string): string =>
  normalized.replace(/[\p{P}\p{S}\s]+/gu, '').replace(/(?<=.{3})[呢呀啊吗嘛哦]+$/u, '')

type Asked = { normalized: string; features: Features; products: Set<string>; codes: string[]; at: number }
type Shelf = ReturnType<typeof openShelf>

/** One feature of a language: where it stands, how rare it is, and its weight in the query numbered `query`. */
type Entry = { articles: Indexed[]; strengths: number[]; rarity: number; weight: number; query: number }

/** Inverted lists of one language; removed articles stay as dead entries until they are a quarter. */
function openShelf() {
  let entries = new Map<string, Entry>()
  const living = new Set<Indexed>()
  let dead = 0
  /** Moves with every change; what was computed for an older edition is computed anew when it is next needed. */
  let edition = 0
  let weighed = -1
  const entryOf = (feature: string): Entry => {
    let entry = entries.get(feature)
    if (!entry) {
      entry = { articles: [], strengths: [], rarity: 0, weight: 0, query: 0 }
      entries.set(feature, entry)
    }
    return entry
  }
  const link = (indexed: Indexed) => {
    for (const [feature, strength] of indexed.whole) {
      const entry = entryOf(feature)
      entry.articles.push(indexed)
      entry.strengths.push(strength)
    }
    for (const unit of indexed.units) {
      unit.entries = [...unit.features.keys()].map(entryOf)
      unit.kinds = Float64Array.from(unit.features.values())
    }
  }
  const rarityOf = (count: number) => Math.log(1 + (living.size + 1) / (count + 0.5))
  return {
    add(indexed: Indexed) {
      living.add(indexed)
      link(indexed)
      edition++
    },
    remove(indexed: Indexed) {
      indexed.alive = false
      living.delete(indexed)
      dead++
      edition++
      if (dead < 50 || dead < living.size / 4) return
      entries = new Map()
      for (const other of living) link(other)
      dead = 0
    },
    /** Brings the rarities up to date and gives the number of this edition. */
    weigh(): number {
      if (weighed !== edition) for (const entry of entries.values()) entry.rarity = rarityOf(entry.articles.length)
      weighed = edition
      return edition
    },
    find: (feature: string) => entries.get(feature),
    unknown: () => rarityOf(0),
  }
}

let queries = 0

function rank(shelf: Shelf, asked: Asked): SearchHit[] {
  const edition = shelf.weigh()
  const query = ++queries
  const covered: Indexed[] = []
  let total = 0
  let square = 0
  for (const [feature, kind] of asked.features) {
    const entry = shelf.find(feature)
    const weight = kind * (entry?.rarity ?? shelf.unknown())
    total += weight
    square += weight * weight
    if (!entry) continue
    entry.weight = weight
    entry.query = query
    for (let k = 0; k < entry.articles.length; k++) {
      const indexed = entry.articles[k]!
      if (indexed.query !== query) {
        indexed.query = query
        indexed.sum = 0
        covered.push(indexed)
      }
      indexed.sum += weight * entry.strengths[k]!
    }
  }
  const judged = covered
    .filter((indexed) => indexed.alive && indexed.from <= asked.at && asked.at < indexed.until)
    .sort((a, b) => b.sum - a.sum)
    .slice(0, SHORTLIST)
    .map((indexed) => {
      const found = bestUnit(indexed, { query, edition, length: Math.sqrt(square) })
      return { indexed, unit: found.unit, evidence: evidenceOf(indexed, found, asked, indexed.sum / (total || 1)) }
    })
  return withScores(judged, asked)
}

type Found = { unit: Unit; alike: number; second: number }

/** The question of an article that is most like the query, by cosine. */
function bestUnit(
  { units }: Indexed,
  { query, edition, length }: { query: number; edition: number; length: number },
): Found {
  const best: Found = { unit: units[0]!, alike: 0, second: 0 }
  for (const unit of units) {
    if (unit.edition !== edition) weighUnit(unit, edition)
    let shared = 0
    for (const entry of unit.entries) if (entry.query === query) shared += entry.weight * entry.weight
    const alike = shared / (length * unit.norm || 1)
    if (alike > best.alike) {
      best.second = best.alike
      best.alike = alike
      best.unit = unit
    } else if (alike > best.second) best.second = alike
  }
  return best
}

function weighUnit(unit: Unit, edition: number): void {
  let square = 0
  for (let k = 0; k < unit.entries.length; k++) square += (unit.kinds[k]! * unit.entries[k]!.rarity) ** 2
  unit.norm = Math.sqrt(square)
  unit.edition = edition
}

type Judged = { indexed: Indexed; unit: Unit; evidence: Evidence }

function evidenceOf({ article, exact }: Indexed, found: Found, asked: Asked, whole: number): Evidence {
  const sameCode = article.faultCodes.some((code) => asked.codes.includes(code))
  const sameProduct = article.products.some((id) => asked.products.has(id))
  return {
    exact: exact.includes(bare(asked.normalized)) ? 1 : 0,
    alike: found.alike,
    second: found.second,
    whole,
    code: asked.codes.length && article.faultCodes.length ? (sameCode ? 1 : -1) : 0,
    product: asked.products.size && article.products.length ? (sameProduct ? 1 : -1) : 0,
  }
}

/** Best first; the score of the best is lowered when the next is close behind, since then it may be the wrong one. */
function withScores(judged: Judged[], asked: Asked): SearchHit[] {
  const sorted = judged.map((entry) => ({ ...entry, rank: rankOf(entry.evidence) })).sort((a, b) => b.rank - a.rank)
  const unclear = !asked.products.size && sorted.filter(({ evidence }) => evidence.code > 0).length > 1
  return sorted.map(({ indexed: { article }, unit, evidence, rank: own }, i) => {
    const rival = sorted[i === 0 ? 1 : 0]?.rank ?? 0
    const chance = probabilityOf(evidence, own, own - rival)
    const score = unclear && evidence.code > 0 ? Math.min(Math.max(chance, OFFERED.least), OFFERED.most) : chance
    return {
      articleId: article.id,
      title: article.title,
      body: article.body,
      category: article.category,
      score: Math.round(score * 1000) / 1000,
      question: unit.text,
    }
  })
}
