import { create, insert, insertMultiple, remove, search as searchOrama } from '@orama/orama'
import MiniSearch from 'minisearch'
import type { Article } from '#knowledge/contract.ts'
import { buildSearchIndex } from '#knowledge/search-index.ts'
import { buildTextTools } from '#understanding/text-tools.ts'
import { dataFolder, rowsOf } from './understanding/data.ts'
import { packBase, published } from './understanding/pack-base.ts'

type Entry = { id: string; text: string }
type Paraphrase = { text: string; of: string }
/** Orama pauses between batches. */
const BATCH = 10_000

/** Something that holds entries and finds them again; `find` gives ids, best first. */
type Engine = {
  name: string
  put(entries: Entry[]): unknown
  change(entry: Entry): unknown
  find(text: string): string[] | Promise<string[]>
}

const ENTRIES = 100_000
/** How often an engine is asked and changed: peers less often, since they take longer. */
type Effort = { queries: number; updates: number }
const OURS: Effort = { queries: 2000, updates: 50 }
const MINISEARCH: Effort = { queries: 400, updates: 50 }
/** Orama takes a good part of a second for each question of this base; more of them would take all day. */
const ORAMA: Effort = { queries: 40, updates: 4 }
/** Each question is asked so often; the best try tells what the work takes where nothing else interrupts it. */
const TRIES = 3
const SETS = ['faq_lcqmc_zh', 'faq_oppo_xiaobu_zh', 'faq_afqmc_ant_zh']

/** Search among 100 000 entries beside two libraries on the same entries: time to build, to change one, to find. */
export async function benchRetrieval(): Promise<Record<string, unknown>> {
  const { texts, queries, source } = material()
  const entries = grow(texts)
  process.stdout.write(`\nretrieval: ${entries.length} entries from ${source}\n`)
  const tools = buildTextTools([])
  const words = (text: string) => tools.cut(tools.normalize(text)).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const figures: Record<string, unknown> = { entries: entries.length }
  figures.ours = await measure(ours(tools), entries, queries, OURS)
  figures.minisearch = await measure(miniSearch(words), entries, queries, MINISEARCH)
  figures.orama = await measure(orama(words), entries, queries, ORAMA)
  return figures
}

/** Paraphrases of the data sets; without them the packs' questions, each to find its article's title. */
function material(): { texts: string[]; queries: Paraphrase[]; source: string } {
  const clusters = SETS.flatMap((set) => rowsOf<{ std: string; sim: string[] }>(dataFolder(), set) ?? [])
  if (clusters.length) {
    const queries = clusters.flatMap(({ std, sim }) => sim.map((text) => ({ text, of: std })))
    return { texts: clusters.map(({ std }) => std), queries, source: 'the data sets and splices of them' }
  }
  const articles = packBase('ecommerce').articles.filter(({ language }) => language === 'zh')
  const queries = articles.flatMap(({ title, questions }) => questions.map((text) => ({ text, of: title })))
  return {
    texts: articles.map(({ title }) => title),
    queries,
    source: "the packs' articles and splices of their questions",
  }
}

/** Splices the halves of two texts until there are enough; the same texts give the same entries. */
function grow(texts: string[]): Entry[] {
  const found = new Set(texts)
  for (let step = 1; found.size < ENTRIES; step++) {
    for (let i = 0; i < texts.length && found.size < ENTRIES; i++) {
      const a = texts[i]!
      const b = texts[(i * 7 + step * 131) % texts.length]!
      found.add(a.slice(0, Math.ceil(a.length / 2)) + b.slice(Math.floor(b.length / 2)) + (step > 50 ? step : ''))
    }
  }
  return [...found].map((text) => ({ id: text, text }))
}

function sample(queries: Paraphrase[], most: number): Paraphrase[] {
  const step = Math.max(1, Math.floor(queries.length / most))
  return queries.filter((_, i) => i % step === 0).slice(0, most)
}

async function measure(engine: Engine, entries: Entry[], all: Paraphrase[], effort: Effort) {
  const queries = sample(all, effort.queries)
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const began = performance.now()
  await engine.put(entries)
  const buildS = (performance.now() - began) / 1000
  const memoryMb = Math.round((process.memoryUsage().rss - before) / 2 ** 20)
  for (const { text } of queries.slice(0, effort.queries / 20)) await engine.find(text)
  const times: number[] = []
  const best: number[] = []
  let first = 0
  for (const { text, of } of queries) {
    const tries: number[] = []
    let found: string[] = []
    for (let i = 0; i < TRIES; i++) {
      const from = performance.now()
      found = await engine.find(text)
      tries.push((performance.now() - from) * 1000)
    }
    times.push(tries[0]!)
    best.push(Math.min(...tries))
    if (found[0] === of) first++
  }
  const changes: number[] = []
  for (let i = 0; i < effort.updates; i++) {
    const { id, text } = entries[(i * 1999) % entries.length]!
    const from = performance.now()
    await engine.change({ id, text: `${text}，${i}号紫色长颈鹿` })
    await engine.find(`${i}号紫色长颈鹿`)
    changes.push(performance.now() - from)
  }
  const figures = {
    queries: queries.length,
    buildS: round(buildS, 1),
    memoryMb,
    recall1: round(first / queries.length, 3),
    p50Us: Math.round(percentile(times, 0.5)),
    p99Us: Math.round(percentile(times, 0.99)),
    bestP99Us: Math.round(percentile(best, 0.99)),
    updateMs: round(percentile(changes, 0.5), 1),
    updateMaxMs: round(Math.max(...changes), 1),
  }
  process.stdout.write(
    `  ${engine.name.padEnd(11)} built in ${figures.buildS} s, ${memoryMb} MB; recall@1 ${figures.recall1} of ${queries.length}; ` +
      `query p50 ${figures.p50Us} µs, p99 ${figures.p99Us} µs (best of ${TRIES}: ${figures.bestP99Us}); one entry changed and found ${figures.updateMs} ms (slowest ${figures.updateMaxMs})\n`,
  )
  return figures
}

function ours(tools: ReturnType<typeof buildTextTools>): Engine {
  const index = buildSearchIndex(tools)
  const put = ({ id, text }: Entry, version = 1): void => index.put(published(id, { title: text, version }) as Article)
  return {
    name: 'ours',
    put: (entries) => {
      for (const entry of entries) put(entry)
    },
    change: (entry) => put(entry, 2),
    find: (text) => index.search(text, { language: 'zh' }).map(({ articleId }) => articleId),
  }
}

function miniSearch(words: (text: string) => string[]): Engine {
  const peer = new MiniSearch<Entry>({ fields: ['text'], tokenize: words })
  return {
    name: 'MiniSearch',
    put: (entries) => peer.addAll(entries),
    change: (entry) => {
      peer.discard(entry.id)
      peer.add(entry)
    },
    find: (text) =>
      peer
        .search(text)
        .slice(0, 5)
        .map(({ id }) => id),
  }
}

function orama(words: (text: string) => string[]): Engine {
  const tokenizer = { language: 'english', normalizationCache: new Map(), tokenize: (text: string) => words(text) }
  const peer = create({ schema: { text: 'string' } as const, components: { tokenizer } })
  return {
    name: 'Orama',
    put: (entries) => insertMultiple(peer, entries, BATCH),
    change: async (entry) => {
      await remove(peer, entry.id)
      await insert(peer, entry)
    },
    find: async (text) =>
      (await searchOrama(peer, { term: text, properties: ['text'], limit: 5 })).hits.map(({ id }) => id),
  }
}

function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
const round = (value: number, digits: number) => Number(value.toFixed(digits))
