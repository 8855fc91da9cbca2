import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { IntentExamples, Term } from '#understanding/contract.ts'

export type TrainingSet = { intents: IntentExamples[]; terms: Term[] }
/** Examples beside those of packs and articles; a row of source `pack` that is off hides the pack's example. */
export type ExampleRow = { intentId: string; language: 'zh' | 'en'; text: string; source: string; active: boolean }

/** What packs and articles give, less what was switched off, plus what people added. Unknown intents are left out. */
export function composeSet(given: TrainingSet, rows: ExampleRow[]): TrainingSet {
  const byIntent = Map.groupBy(rows, (row) => row.intentId)
  const intents = given.intents.map((intent) => {
    const own = byIntent.get(intent.id) ?? []
    return {
      ...intent,
      examples: { zh: merge(intent.examples.zh, own, 'zh'), en: merge(intent.examples.en, own, 'en') },
    }
  })
  return { intents, terms: given.terms }
}

function merge(given: string[], rows: ExampleRow[], language: 'zh' | 'en'): string[] {
  const same = rows.filter((row) => row.language === language)
  const off = new Set(same.filter((row) => !row.active).map((row) => row.text))
  const added = same.filter((row) => row.active && row.source !== 'pack').map((row) => row.text)
  return [...new Set([...thin(given).filter((text) => !off.has(text)), ...added])]
}

/** A large knowledge base asks more than an intent needs to be told apart; the same texts are kept every time. */
const MOST_EXAMPLES = 4000

function thin(texts: string[]): string[] {
  const share = Math.ceil(texts.length / MOST_EXAMPLES)
  if (share < 2) return texts
  return texts.filter((text) => Number.parseInt(sha256(text).slice(0, 8), 16) % share === 0)
}

/** The same for equal sets, whatever the order of their examples; `texts` is what further was learnt from. */
export function hashOf(set: TrainingSet, texts: string[] = []): string {
  const intents = set.intents
    .map((intent) => ({
      ...intent,
      examples: { zh: intent.examples.zh.toSorted(), en: intent.examples.en.toSorted() },
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  return sha256(JSON.stringify(texts.length ? [intents, set.terms, texts] : [intents, set.terms]))
}

export const countExamples = (set: TrainingSet): number =>
  set.intents.reduce((sum, { examples }) => sum + examples.zh.length + examples.en.length, 0)

/**
 * Changes with the code that trains and reads models: one made by other code is not used, since the same words might
 * have other features in it.
 */
export function engineHash(dir = join(import.meta.dirname, '..')): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort())
    if (/^(entities[\\/])?[\w-]+\.ts$/.test(name)) hash.update(name).update(readFileSync(join(dir, name)))
  return hash.digest('hex')
}

export const packSet = (set: TrainingSet): Uint8Array => gzipSync(JSON.stringify(set), { level: 1 })
export const unpackSet = (bytes: Uint8Array): TrainingSet => JSON.parse(gunzipSync(bytes).toString()) as TrainingSet

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
