import { hashText } from '#platform/hash-text.ts'
import type { IntentExamples } from '#understanding/contract.ts'
import type { TrainingSet } from '#understanding/models/training-set.ts'

export type Row = { text: string; intent: string }

/** Too few to spare one. */
const LEAST = 5
/** More rows tell no more, and each costs a millisecond. */
const MOST_ROWS = 3000

/**
 * A fifth of the examples, chosen by the text alone: a text held out once is held out in every later set, so two models
 * can be compared on rows that neither was trained on.
 */
export function holdOut(set: TrainingSet): { train: TrainingSet; rows: Row[] } {
  const rows: Row[] = []
  const intents: IntentExamples[] = set.intents.map((intent) => {
    const { zh, en } = intent.examples
    if (zh.length + en.length < LEAST) return intent
    for (const text of [...zh, ...en]) if (isHeldOut(text)) rows.push({ text, intent: intent.id })
    const kept = (texts: string[]) => texts.filter((text) => !isHeldOut(text))
    return { ...intent, examples: { zh: kept(zh), en: kept(en) } }
  })
  const step = Math.ceil(rows.length / MOST_ROWS)
  return { train: { ...set, intents }, rows: rows.filter((_, i) => i % step === 0) }
}

export function isHeldOut(text: string): boolean {
  const hash = hashText(text)
  return ((hash ^ (hash >>> 15)) >>> 0) % 5 === 0
}
