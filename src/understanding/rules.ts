import type { IntentExamples } from '#understanding/contract.ts'

/** What the written rules say of a text: which intents a keyword names (0, 1) and which a pattern names (0, 1). */
export type RuleHits = { keyword: Float32Array; pattern: Float32Array }
export type Rules = (normalized: string) => RuleHits

/** Rules look at the beginning only: a request is made there, and a pattern must never be slow. */
const RULE_LIMIT = 300

export function buildRules(intents: Omit<IntentExamples, 'examples'>[], normalize: (text: string) => string): Rules {
  const keywords = intents.map((intent) => [...intent.keywords.zh, ...intent.keywords.en].map(normalize).map(asTest))
  const patterns = intents.map((intent) => intent.patterns.map((source) => new RegExp(source, 'iu')))
  return (normalized) => {
    const text = normalized.slice(0, RULE_LIMIT)
    return {
      keyword: Float32Array.from(keywords, (tests) => (tests.some((test) => test(text)) ? 1 : 0)),
      pattern: Float32Array.from(patterns, (tests) => (tests.some((test) => test.test(text)) ? 1 : 0)),
    }
  }
}

/** An English keyword counts as a whole word ("agent" is not in "reagent"), a Chinese one anywhere. */
function asTest(keyword: string): (text: string) => boolean {
  if (!/^[a-z]/.test(keyword)) return (text) => text.includes(keyword)
  const edges = new RegExp(`(?<![a-z])${keyword.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![a-z])`)
  return (text) => text.includes(keyword) && edges.test(text)
}
