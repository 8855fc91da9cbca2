import MiniSearch from 'minisearch'
import { type Example, fitOnExamples, type Pair, readExamples } from '#knowledge/search/fit-reranker.ts'
import type { Reranker } from '#knowledge/search/reranker.ts'
import { SHIPPED } from '#knowledge/search/shipped.ts'
import { buildSearchIndex, type SearchIndex } from '#knowledge/search-index.ts'
import { withHomophones } from '#understanding/homophones.ts'
import { buildTextTools } from '#understanding/text-tools.ts'
import { type Folders, rowsOf } from './data.ts'
import { published } from './pack-base.ts'
import type { Figures } from './understanding.ts'

type Cluster = { id: number; std: string; sim: string[] }

/** What is indexed and asked, and what the re-ranker may learn from. */
type Task = { name: string; index: Cluster[]; asked: Cluster[]; learn: { index: Cluster[]; asked: Cluster[] }[] }

const SETS = ['faq_lcqmc_zh', 'faq_oppo_xiaobu_zh', 'faq_afqmc_ant_zh']
/** Entries of the small variant of the finance set. */
const SMALL = 500
const SMALL_SET = 'faq_afqmc_ant_zh'
const NOISE = 0.15
/** The errors learned from are other ones than those judged by. */
const SEED = { judged: 1, learned: 99 }

const tools = buildTextTools([])

/** The right question among thousands, by one of its paraphrases: recall of the first and of the first five. */
export async function benchFaq(folders: Folders): Promise<Figures | null> {
  const figures: Figures = {}
  for (const set of SETS) {
    const tasks = tasksOf(folders, set)
    if (!tasks) process.stdout.write(`\nretrieval: ${set} is absent\n`)
    for (const task of tasks ?? []) figures[task.name] = measure(task)
  }
  return Object.keys(figures).length ? figures : null
}

function tasksOf(folders: Folders, set: string): Task[] | null {
  const dev = rowsOf<Cluster>(folders.train, set)
  const test = folders.test ? rowsOf<Cluster>(folders.test, set) : dev
  if (!dev || !test) return null
  // Without a test folder half of the clusters teach and the other half is asked, over the same index.
  const teaches = (cluster: Cluster) => folders.test !== null || half(cluster) === 0
  const judges = (cluster: Cluster) => folders.test !== null || half(cluster) === 1
  const taught = dev.filter(teaches)
  const asked = test.filter(judges)
  const full = { name: set, index: test, asked, learn: [{ index: dev, asked: taught }] }
  if (set !== SMALL_SET) return [full]
  const few = asked.filter(({ sim }) => sim.length).slice(0, SMALL)
  return [
    full,
    { name: `${set} first ${SMALL}`, index: few, asked: few, learn: chunks(taught.filter(({ sim }) => sim.length)) },
  ]
}

/** A re-ranker for a small base learns from small bases. */
const chunks = (clusters: Cluster[]) =>
  Array.from({ length: Math.ceil(clusters.length / SMALL) }, (_, i) => {
    const own = clusters.slice(i * SMALL, (i + 1) * SMALL)
    return { index: own, asked: own }
  })

const half = ({ id }: Cluster): number => (Math.imul(id + 1, 0x9e3779b1) >>> 16) & 1

function measure(task: Task): Figures {
  const index = indexOf(task.index)
  const asked = pairsOf(task.asked)
  const began = performance.now()
  const reranker = fitOnExamples(task.learn.flatMap(examplesOf))
  const fitMs = Math.round(performance.now() - began)
  const ours = (model: Reranker) => (query: string) => {
    index.use(model)
    return index.search(query, { language: 'zh' }).map(({ articleId }) => articleId)
  }
  const ways: Record<string, (query: string) => string[]> = {
    'words BM25': wordSearch(task.index, (text) => tools.cut(text)),
    'characters 1–2': wordSearch(task.index, grams),
    'ours as shipped': ours(SHIPPED),
    'ours after training': ours(reranker),
  }
  process.stdout.write(`\n${task.name}: ${index.size()} entries, ${asked.length} queries; training took ${fitMs} ms\n`)
  const figures: Figures = { entries: index.size(), queries: asked.length, fitMs }
  for (const [name, search] of Object.entries(ways)) {
    const judges = name.startsWith('ours') ? asked : thin(asked)
    const clean = recall(judges, search, (query) => query)
    const noisy = recall(judges, search, (query) => withHomophones(query, NOISE, SEED.judged))
    figures[name] = { clean, noisy }
    process.stdout.write(
      `  ${name.padEnd(20)} @1 ${clean.first.toFixed(3)} @5 ${clean.five.toFixed(3)}   misheard @1 ${noisy.first.toFixed(3)} ` +
        `@5 ${noisy.five.toFixed(3)}   ${clean.microseconds} µs a query\n`,
    )
  }
  return figures
}

/** The peer takes up to twenty milliseconds a query; a sample says as much. */
const thin = <T>(all: T[]): T[] => all.filter((_, i) => i % Math.ceil(all.length / 800) === 0)

/** Each base is asked as it is written and once more as it is misheard, so that both are learned. */
function examplesOf({ index, asked }: { index: Cluster[]; asked: Cluster[] }): Example[] {
  const base = indexOf(index)
  const pairs = pairsOf(asked)
  const misheard = pairs.map((pair) => ({ ...pair, query: withHomophones(pair.query, NOISE, SEED.learned) }))
  return readExamples([...pairs, ...misheard], base)
}

function indexOf(clusters: Cluster[]): SearchIndex {
  const index = buildSearchIndex(tools)
  for (const { id, std } of clusters) index.put(published(String(id), { title: std }))
  return index
}

const pairsOf = (clusters: Cluster[]): Pair[] =>
  clusters.flatMap(({ id, sim }) => sim.map((query) => ({ query, language: 'zh' as const, articleId: String(id) })))

function recall(asked: Pair[], search: (query: string) => string[], heard: (query: string) => string) {
  let first = 0
  let five = 0
  const queries = asked.map(({ query }) => heard(query))
  const began = performance.now()
  for (const [i, query] of queries.entries()) {
    const found = search(query)
    if (found[0] === asked[i]!.articleId) first++
    if (found.slice(0, 5).includes(asked[i]!.articleId!)) five++
  }
  const microseconds = Math.round(((performance.now() - began) * 1000) / asked.length)
  return { first: first / asked.length, five: five / asked.length, microseconds }
}

/** BM25 over what `cut` gives, as MiniSearch does it. */
function wordSearch(clusters: Cluster[], cut: (text: string) => string[]): (query: string) => string[] {
  const peer = new MiniSearch<Cluster>({ fields: ['std'], tokenize: (text) => cut(tools.normalize(text)) })
  peer.addAll(clusters)
  return (query) =>
    peer
      .search(query)
      .slice(0, 5)
      .map(({ id }) => String(id))
}

function grams(text: string): string[] {
  const units = Array.from(text.replace(/[\p{P}\s]+/gu, ''))
  return [...units, ...units.slice(1).map((unit, i) => units[i]! + unit)]
}
