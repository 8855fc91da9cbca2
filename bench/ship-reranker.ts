// `node bench/ship-reranker.ts` fits the re-ranker on the packs' own questions, each left out of its
// article, and writes what ships. Nothing else is learned from: no data set, no held-out question.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EVIDENCE } from '#knowledge/search/candidates.ts'
import { fitOnExamples, type Pair, readExamples } from '#knowledge/search/fit-reranker.ts'
import { leaveOneOut } from '#knowledge/search/leave-one-out.ts'
import { buildSearchIndex } from '#knowledge/search-index.ts'
import { withHomophones } from '#understanding/homophones.ts'
import { packBase } from './understanding/pack-base.ts'

/**
 * What is known before any question is read: how much of a query an article covers says most. The questions of one
 * article avoid each other's words on purpose, so that a free fit would learn that sharing words speaks against it.
 */
const PRIOR: Record<string, number> = { cosine: 1, second: 5, whole: 13, code: 2.4, product: 1.15, likely: 0.8 }
const PULL = 3
/**
 * Bias, and how much the rank and the lead tell: the best of a grid on `bench/questions`, which nobody who wrote a wording
 * has seen, where search and the intents' doubt together refuse some four in five questions of other trades.
 */
const CHANCE = [-3, 3, 4]
/** Questions of other trades and idle talk are asked as often as those without an article. */
const OUTSIDE = 0.5

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
const { weights } = learned

const lines = EVIDENCE.map((name, i) => `  [${JSON.stringify(name)}, ${Number(weights[i]!.toFixed(3))}],`)
const text = `import type { Reranker } from '#knowledge/search/reranker.ts'

/** Written by bench/ship-reranker.ts from the packs' own questions; name and weight of each evidence. */
const WEIGHTS: [evidence: string, weight: number][] = [
${lines.join('\n')}
]

export const SHIPPED: Reranker = {
  weights: WEIGHTS.map(([, weight]) => weight),
  differences: new Map(),
  chance: [${CHANCE.join(', ')}],
}
`
writeFileSync(join(import.meta.dirname, '../src/knowledge/search/shipped.ts'), text)
process.stdout.write(`${asked.length} questions of ${articles.length} articles, ${idle.length} of other things\n`)
