import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Article } from '#knowledge/contract.ts'
import { openCurve } from '#knowledge/search/curve.ts'
import { buildSearchIndex } from '#knowledge/search-index.ts'
import { changeThresholds, openThresholds, USUAL } from '#knowledge/thresholds.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openTail, type Tail } from '#platform/ledger/tail.ts'
import { openLog } from '#platform/log.ts'

let database: Database
let tails: Tail[]
before(async () => {
  database = await openTestDatabase()
  const log = openLog('silent')
  tails = [await openTail(database, log), await openTail(database, log)]
})
after(async () => {
  for (const tail of tails) await tail.stop()
  await database.close()
})

const change = (next: { answer: number; askBack: number }) =>
  database.transaction((tx) => changeThresholds(tx, next, { actor: 'user:u-1', ip: '' }))
const count = async (table: 'events' | 'audit_log') => {
  const rows = await database.db.selectFrom(table).selectAll().execute()
  return rows.filter((row) => JSON.stringify(row).includes('thresholds.changed')).length
}

test('another node follows, the change is audited, and the same again leaves no trace', async () => {
  const [here, there] = await Promise.all(tails.map((tail) => openThresholds({ database, tail })))
  assert.deepEqual(there!.current(), USUAL)
  await change({ answer: 0.8, askBack: 0.5 })
  await here!.refresh()
  await tails[1]!.catchUp()
  assert.deepEqual(here!.current(), { answer: 0.8, askBack: 0.5 })
  assert.deepEqual(there!.current(), { answer: 0.8, askBack: 0.5 })
  await change({ answer: 0.8, askBack: 0.5 })
  assert.equal(await count('events'), 1)
  assert.equal(await count('audit_log'), 1)
})

const tools = {
  normalize: (text: string) => text.toLowerCase(),
  cut: (text: string) => [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)].map((one) => one.segment),
  products: () => [],
}
const article = (id: string, title: string, questions: string[]): Article => ({
  ...{ id, title, questions, body: title, category: 'test', language: 'zh', status: 'published', version: 1 },
  ...{ products: [], faultCodes: [], channels: [], translationOf: null, validFrom: null, validUntil: null },
  ...{ updatedBy: 'system', updatedAt: '', publishedAt: null, helpful: 0, unhelpful: 0 },
})

test('the curve is computed once for a state of the base: more coverage below, less above', async () => {
  const index = buildSearchIndex(tools)
  index.put(article('return', '怎么退货', ['我想退货怎么办', '退货怎么申请', '退货在哪里申请']))
  index.put(article('fee', '运费多少钱', ['运费怎么算', '运费要多少', '要不要运费']))
  const read = openCurve(index)
  const wait = async () => {
    for (;;) {
      const curve = read()
      if (curve) return curve
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const curve = await wait()
  assert.equal(curve.questions, 6)
  const coverage = curve.points.map((point) => point.coverage)
  assert.deepEqual(
    coverage,
    coverage.toSorted((a, b) => b - a),
  )
  assert.ok(coverage[0]! > 0)
  assert.equal(read(), curve)
  index.put(article('invoice', '怎么开发票', ['发票在哪里开', '发票怎么申请']))
  assert.equal(read(), null)
  assert.equal((await wait()).questions, 8)
})
