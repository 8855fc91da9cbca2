// `node bench/ship-reranker.ts` fits the re-ranker on the packs' own questions, each left out of its
// article, and writes what ships. Nothing else is learned from: no data set, no held-out question.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ANSWER_THRESHOLD } from '#knowledge/contract.ts'
import { EVIDENCE } from '#knowledge/search/candidates.ts'
import { fitOnExamples, type Pair, readExamples } from '#knowledge/search/fit-reranker.ts'
import { judge } from '#knowledge/search/judge.ts'
import { leaveOneOut } from '#knowledge/search/leave-one-out.ts'
import { thresholdFor } from '#knowledge/search/precision.ts'
import { buildSearchIndex } from '#knowledge/search-index.ts'
import { withHomophones } from '#understanding/homophones.ts'
import { packBase } from './understanding/pack-base.ts'

/**
 * What is known before any question is read: how much of a query an article covers says most. The questions of one
 * article avoid each other's words on purpose, so that a free fit would learn that sharing words speaks against it.
 */
const PRIOR: Record<string, number> = { cosine: 1, second: 5, whole: 13, code: 2.4, product: 1.15 }
const PULL = 3
/**
 * How much the rank and the lead tell. Left-out questions alone would trust a lead too much: of idle talk one shared
 * word is in the lead over nothing.
 */
const SLOPES = [3, 3.25]
/** Questions of other trades and idle talk are asked as often as those without an article. */
const OUTSIDE = 0.5

const logit = (chance: number) => Math.log(chance / (1 - chance))

/**
 * The questions of an article avoid each other's words and people do not: where three in five of those left out are
 * answered right, more than nine in ten of the test questions are.
 */
const PRECISION = 0.6

const { articles, outside, tools } = packBase('ecommerce')
const index = buildSearchIndex(tools)
for (const article of articles) index.put(article)

const asked = leaveOneOut(articles)
const misheard = asked
  .filter((pair) => pair.language === 'zh')
  .map((pair) => ({ ...pair, query: withHomophones(pair.query, 0.15, 7), weight: (pair.weight ?? 1) / 2 }))
const idle = (['zh', 'en'] as const).flatMap((language) =>
  outside[language].map((query): Pair => ({ query, language, articleId: null, weight: OUTSIDE })),
)
const pairs = [...asked, ...misheard, ...idle]
const learned = fitOnExamples(readExamples(pairs, index), {
  pull: PULL,
  prior: EVIDENCE.map((name) => PRIOR[name] ?? 0),
})
const fitted = { weights: learned.weights, differences: new Map(), chance: [0, ...SLOPES] }
const weights = fitted.weights
const chance = [fitted.chance[0]! + shift(), ...fitted.chance.slice(1)]

const lines = EVIDENCE.map((name, i) => `  [${JSON.stringify(name)}, ${Number(weights[i]!.toFixed(3))}],`)
const text = `import type { Reranker } from '#knowledge/search/reranker.ts'

/** Written by bench/ship-reranker.ts from the packs' own questions; name and weight of each evidence. */
const WEIGHTS: [evidence: string, weight: number][] = [
${lines.join('\n')}
]

export const SHIPPED: Reranker = {
  weights: WEIGHTS.map(([, weight]) => weight),
  differences: new Map(),
  chance: [${chance.map((value) => Number(value.toFixed(3))).join(', ')}],
}
`
/** Moves the chance so that the threshold for answering lies where `PRECISION` is reached. */
function shift(): number {
  index.use(fitted)
  const judged = judge([...asked, ...idle], index)
  const lowest = thresholdFor(judged, PRECISION)
  process.stdout.write(`three in five are right from ${lowest}\n`)
  return logit(ANSWER_THRESHOLD) - logit(lowest)
}

writeFileSync(join(import.meta.dirname, '../src/knowledge/search/shipped.ts'), text)
process.stdout.write(`${asked.length} questions of ${articles.length} articles, ${idle.length} of other things\n`)
