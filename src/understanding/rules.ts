import type { IntentExamples } from '#understanding/contract.ts'

/** What the written rules say of a text: which intents a keyword names (0, 1) and which a pattern names (0, 1). */
export type RuleHits = { keyword: Float32Array; pattern: Float32Array }
export type Rules = (normalized: string) => RuleHits

/** Rules look at the beginning only: a request is made there, and a pattern must never be slow. */
const RULE_LIMIT = 300

export function buildRules(intents: Omit<IntentExamples, 'examples'>[], normalize: (text: string) => string): Rules {
  const keywords = withTests(intents, ({ keywords: { zh, en } }) => [...zh, ...en].map(normalize).map(asTest))
  const patterns = withTests(intents, (intent) =>
    intent.patterns.map((source) => {
      const pattern = new RegExp(source, 'iu')
      return (text) => pattern.test(text)
    }),
  )
  return (normalized) => {
    const text = normalized.slice(0, RULE_LIMIT)
    return { keyword: hits(keywords, text, intents.length), pattern: hits(patterns, text, intents.length) }
  }
}

type Test = (text: string) => boolean
type Tested = { intent: number; tests: Test[] }

const withTests = <I>(intents: I[], testsOf: (intent: I) => Test[]): Tested[] =>
  intents.map((intent, i) => ({ intent: i, tests: testsOf(intent) })).filter(({ tests }) => tests.length)

function hits(list: Tested[], text: string, intents: number): Float32Array {
  const found = new Float32Array(intents)
  for (const { intent, tests } of list) if (tests.some((test) => test(text))) found[intent] = 1
  return found
}

/** An English keyword counts as a whole word ("agent" is not in "reagent"), a Chinese one anywhere. */
function asTest(keyword: string): Test {
  if (!/^[a-z]/.test(keyword)) return (text) => text.includes(keyword)
  const edges = new RegExp(`(?<![a-z])${keyword.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![a-z])`)
  return (text) => text.includes(keyword) && edges.test(text)
}
