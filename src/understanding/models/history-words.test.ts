import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordAudit } from '#governance/record-audit.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openTail } from '#platform/ledger/tail.ts'
import { openLog } from '#platform/log.ts'
import type { IntentExamples } from '#understanding/contract.ts'
import { openUnderstanding } from '#understanding/models/open-understanding.ts'

const intent = (id: string, en: string[]): IntentExamples => ({
  id,
  title: { zh: id, en: id },
  examples: { zh: [], en },
  keywords: { zh: [], en: [] },
  patterns: [],
})
const intents = [
  intent('damaged', ['it is broken', 'all of it broken', 'broken again', 'so broken']),
  intent('music', ['she sings', 'all day she sings', 'sings again', 'so she sings']),
]

test('what customers wrote in imported conversations teaches words that no example has', async () => {
  const database = await openTestDatabase()
  const log = openLog('fatal')
  const tail = await openTail(database, log)
  await importHistory(database)
  const models = await openUnderstanding({
    database,
    tail,
    log,
    audit: recordAudit,
    trainingSet: async () => ({ intents, terms: [] }),
  })
  const read = (text: string) => models.understand(text, { now: new Date(0) }).intents[0]
  assert.equal(read('shattered')?.id, 'damaged')
  assert.equal(read('hums')?.id, 'music')
  assert.ok(read('shattered')!.confidence > 0.6)
  await models.stop()
  await tail.stop()
  await database.close()
})

async function importHistory({ db }: Database): Promise<void> {
  await db
    .insertInto('history_imports')
    .values({
      id: 'import-1',
      name: 'chats.csv',
      size: 1,
      format: 'csv',
      encoding: 'utf-8',
      columns: JSON.stringify([]),
      sample: JSON.stringify([]),
      mapping: JSON.stringify({}),
      created_by: 'user:qiu',
    })
    .execute()
  const rows = Array.from({ length: 1200 }, (_, i) => ({
    import_id: 'import-1',
    hash: Buffer.from(String(i)),
    language: 'en',
    turns: JSON.stringify([
      { who: 'customer', text: sentence(i) },
      { who: 'agent', text: 'one moment please' },
    ]),
  }))
  await db.insertInto('history_dialogues').values(rows).execute()
}

const from = (list: string, i: number) => {
  const words = list.split(' ')
  return words[i % words.length]!
}

/** Two worlds whose words never meet, among many rare words. */
function sentence(i: number): string {
  const rare = `w${(i * 37) % 400} v${(i * 53) % 390}`
  return i % 2
    ? `the ${from('vase plate mirror lamp clock bowl jar', i >> 2)} arrived ${from('broken shattered cracked', i >> 1)} in its box ${rare}`
    : `grandmother ${from('sings hums whistles', i >> 1)} softly near the ${from('kitchen hall cellar attic garage', i >> 2)} window ${rare}`
}
