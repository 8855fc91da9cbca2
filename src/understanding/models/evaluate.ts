import type { Understand } from '#understanding/contract.ts'
import type { Comparison, Difference, Evaluation } from '#understanding/models/contract.ts'
import type { Row } from '#understanding/models/hold-out.ts'

type Figures = Pick<Evaluation, 'rows' | 'accuracy' | 'intents' | 'confusions'>

const MOST_CONFUSIONS = 50
const MOST_TEXTS = 200

/** What a model says of each row. */
export function predict(understand: Understand, rows: Row[]): string[] {
  const now = new Date()
  return rows.map(({ text }) => understand(text, { now }).intents[0]?.id ?? '')
}

/** Accuracy, precision and recall of each intent, and which are taken for which. */
export function evaluate(rows: Row[], said: string[]): Figures {
  const ids = [...new Set(rows.map((row) => row.intent))].sort()
  const right = rows.filter((row, i) => row.intent === said[i]).length
  const intents = ids.map((id) => {
    const actual = rows.filter((row) => row.intent === id).length
    const predicted = said.filter((one) => one === id).length
    const hit = rows.filter((row, i) => row.intent === id && said[i] === id).length
    return { id, rows: actual, precision: share(hit, predicted), recall: share(hit, actual) }
  })
  return { rows: rows.length, accuracy: share(right, rows.length), intents, confusions: confusionsOf(rows, said) }
}

function confusionsOf(rows: Row[], said: string[]): Figures['confusions'] {
  const pairs = new Map<string, Figures['confusions'][number]>()
  for (const [i, { text, intent }] of rows.entries()) {
    const predicted = said[i]!
    if (predicted === intent) continue
    const key = `${intent} ${predicted}`
    const pair = pairs.get(key) ?? { actual: intent, predicted, count: 0, texts: [] }
    pair.count++
    if (pair.texts.length < 3) pair.texts.push(text)
    pairs.set(key, pair)
  }
  return [...pairs.values()].sort((a, b) => b.count - a.count).slice(0, MOST_CONFUSIONS)
}

/** The texts that one model gets right and the other does not. */
export function compare(rows: Row[], now: string[], was: string[]): Omit<Comparison, 'number' | 'against'> {
  const differ = (i: number): Difference => {
    const { text, intent } = rows[i]!
    return { text, actual: intent, was: was[i]!, now: now[i]! }
  }
  const indexes = [...rows.keys()]
  const isRight = (said: string[], i: number) => said[i] === rows[i]!.intent
  const better = indexes.filter((i) => isRight(now, i) && !isRight(was, i))
  const worse = indexes.filter((i) => !isRight(now, i) && isRight(was, i))
  return {
    rows: rows.length,
    accuracy: share(indexes.filter((i) => isRight(now, i)).length, rows.length),
    accuracyAgainst: share(indexes.filter((i) => isRight(was, i)).length, rows.length),
    betterCount: better.length,
    worseCount: worse.length,
    better: better.slice(0, MOST_TEXTS).map(differ),
    worse: worse.slice(0, MOST_TEXTS).map(differ),
  }
}

const share = (part: number, whole: number): number => (whole ? Math.round((part / whole) * 10_000) / 10_000 : 0)
