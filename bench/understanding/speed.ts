import { trainIntentModel } from '#understanding/intent-model.ts'
import { buildUnderstand } from '#understanding/understand.ts'
import type { Labelled } from './baseline/linear.ts'
import { type Folders, partsOf, type Row } from './data.ts'
import { micros } from './intent-scores.ts'
import { intentsOf } from './intents.ts'
import type { Figures } from './understanding.ts'

const LENGTH = 30
const MESSAGES = 3000

/** `understand()` as a whole on messages of about 30 characters: 150 English intents, and Chinese ones. */
export async function benchSpeed(folders: Folders): Promise<Figures | null> {
  const figures: Figures = {}
  for (const [name, language] of [
    ['intent_clinc150_oos_en', 'en'],
    ['intent_slots_smp2019_zh', 'zh'],
  ] as const) {
    const parts = partsOf<Row & Labelled>(folders, name)
    if (!parts) continue
    const intents = intentsOf(parts.train, language)
    const before = memory()
    const model = trainIntentModel({ intents, terms: [] })
    const understand = buildUnderstand({ intents, terms: [], model })
    const texts = messagesOf(
      parts.test.map((row) => row.text),
      language,
    )
    const now = new Date()
    for (const text of texts.slice(0, 500)) understand(text, { now })
    const times = texts.map((text) => {
      const from = performance.now()
      understand(text, { now })
      return performance.now() - from
    })
    const { p50, p99 } = micros(times)
    figures[name] = { intents: intents.length, p50Micros: p50, p99Micros: p99, memoryMb: memory() - before }
    process.stdout.write(`understand() with ${name}: ${JSON.stringify(figures[name])}\n`)
  }
  return Object.keys(figures).length ? figures : null
}

/** Messages of about the length asked for, the shorter ones of the set joined. */
function messagesOf(texts: string[], language: 'zh' | 'en'): string[] {
  const messages: string[] = []
  let message = ''
  for (let i = 0; messages.length < MESSAGES; i++) {
    message += `${message && (language === 'en' ? ' ' : '，')}${texts[i % texts.length]}`
    if (message.length < LENGTH * 0.8) continue
    messages.push(message.slice(0, LENGTH))
    message = ''
  }
  return messages
}

/** Megabytes in use; after a collection when node runs with --expose-gc. */
function memory(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return Math.round((heapUsed + arrayBuffers) / 1e6)
}
