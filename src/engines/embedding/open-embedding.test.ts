import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { conforms } from '#engines/embedding/conformance.ts'
import { openEmbedding } from '#engines/embedding/open-embedding.ts'
import { fromEndpoint } from '#engines/embedding/openai-embeddings.ts'
import { type Breaker, createBreaker } from '#platform/circuit-breaker.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openLog } from '#platform/log.ts'
import {
  EMBEDDING_KEY,
  EMBEDDING_MODEL,
  type EmbeddingTwin,
  openEmbeddingTwin,
} from '../../../tests/twins/embeddings.ts'

let database: Database
let twin: EmbeddingTwin
before(async () => {
  database = await openTestDatabase()
  twin = await openEmbeddingTwin()
})
after(async () => {
  await twin.close()
  await database.close()
})
beforeEach(async () => {
  twin.batches = []
  twin.violations = []
  twin.faults = []
  twin.always = null
  await database.db.deleteFrom('embeddings').execute()
})

const open = (more: { key?: string; url?: string; breaker?: Breaker } = {}) =>
  openEmbedding({
    database,
    log: openLog('silent'),
    source: fromEndpoint({ url: more.url ?? twin.url, key: more.key ?? EMBEDDING_KEY, model: EMBEDDING_MODEL }),
    ...(more.breaker && { breaker: more.breaker }),
  })

conforms(
  'endpoint',
  open,
  () => fromEndpoint({ url: twin.url, key: EMBEDDING_KEY, model: EMBEDDING_MODEL })!,
  () => twin.batches.flat().length,
)

test('many texts go in batches that the endpoint accepts', async () => {
  await open().all(Array.from({ length: 140 }, (_, i) => `问题 ${i}`))
  await open().all(['', '长'.repeat(9000)])
  assert.deepEqual(
    twin.batches.map((batch) => batch.length),
    [64, 64, 12, 2],
  )
  assert.deepEqual(twin.violations, [])
})

test('a busy or failing endpoint is asked again, and waits as long as it says', async () => {
  twin.faults = [{ kind: 'status', status: 429, retryAfter: '0.02' }, { kind: 'status', status: 503 }, { kind: 'cut' }]
  assert.equal((await open().all(['运费']))!.length, 1)
  assert.equal(twin.batches.length, 4)
})

for (const kind of ['not-json', 'short', 'other-size'] as const)
  test(`an answer that is wrong (${kind}) gives nothing`, async () => {
    twin.always = { kind }
    assert.equal(await open().all(['运费', '退货']), null)
    assert.equal(twin.batches.length, 1, 'asking again would not mend it')
  })

test('the index of a vector counts, not its place in the list', async () => {
  const [first] = (await open().all(['运费怎么算', '怎么退货']))!
  await database.db.deleteFrom('embeddings').execute()
  twin.faults = [{ kind: 'shuffled' }]
  const [same] = (await open().all(['运费怎么算', '怎么退货']))!
  assert.deepEqual([...same!], [...first!])
})

test('a wrong key, no endpoint and nobody listening give nothing, and nothing is thrown', async () => {
  assert.equal(await open({ key: 'wrong' }).all(['运费']), null)
  assert.equal(await open({ url: '' }).all(['运费']), null)
  assert.equal(open({ url: '' }).ready(), false)
  assert.equal(await open({ url: 'http://127.0.0.1:9/v1' }).now('运费', 200), null)
})

test('a question that takes too long is given up, and after some of them no more is asked for a while', async () => {
  let time = 1000
  const embedding = open({ breaker: createBreaker({ failures: 2, pauseMs: 60_000, now: () => time }) })
  twin.always = { kind: 'hang' }
  assert.equal(await embedding.now('运费怎么算', 40), null)
  assert.equal(await embedding.now('怎么退货', 40), null)
  assert.equal(embedding.ready(), false)
  const asked = twin.batches.length
  assert.equal(await embedding.now('开发票', 40), null)
  assert.equal(twin.batches.length, asked, 'it rests')
  twin.always = null
  time += 61_000
  assert.ok(await embedding.now('开发票', 5000))
  assert.ok(embedding.ready())
})

test('a question asked again needs no second request', async () => {
  const embedding = open()
  const first = await embedding.now('运费怎么算', 5000)
  assert.deepEqual(await embedding.now('运费怎么算 ', 5000), first)
  assert.equal(twin.batches.length, 1)
})

test('vectors that nobody asked for in a month are forgotten', async () => {
  const embedding = open()
  await embedding.all(['运费', '退货'])
  await database.db.updateTable('embeddings').set({ used_at: '2020-01-01T00:00:00Z' }).execute()
  await embedding.all(['退货'])
  await embedding.purge()
  const left = await database.db.selectFrom('embeddings').select('key').execute()
  assert.equal(left.length, 1)
})
