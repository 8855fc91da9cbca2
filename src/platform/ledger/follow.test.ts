import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { comparePositions, type LedgerEvent, type NewEvent } from '#platform/ledger/contract.ts'
import { followLedger } from '#platform/ledger/follow.ts'
import { ledger } from '#platform/ledger/read.ts'
import { openLog } from '#platform/log.ts'

let database: Database
before(async () => {
  database = await openTestDatabase()
})
after(() => database.close())

const log = openLog('silent')
const fact = (n: number): NewEvent => ({
  kind: 'test.fact',
  conversationId: null,
  customerId: null,
  actor: 'system',
  payload: { n },
})
const numbers = (events: LedgerEvent[]) => events.map((event) => event.payload.n)

test('a reader gets every event once, in order, and is woken by the commit', async (t) => {
  const seen: LedgerEvent[] = []
  const follower = await followLedger({ database, log, handle: (events) => void seen.push(...events), everyMs: 60_000 })
  t.after(() => follower.stop())
  for (let n = 1; n <= 5; n++) await database.transaction((tx) => appendEvents(tx, [fact(n), fact(n + 100)]))
  // Other databases of the server share its transactions: one that is open there holds the reader back until the next commit.
  for (let n = 0; seen.length < 10 && n < 100; n++) {
    await new Promise((done) => setTimeout(done, 200))
    if (seen.length < 10) await database.transaction((tx) => appendEvents(tx, [fact(1000 + n)]))
  }
  assert.deepEqual(numbers(seen).slice(0, 10), [1, 101, 2, 102, 3, 103, 4, 104, 5, 105])
  assert.ok(seen.every((event, i) => i === 0 || comparePositions(seen[i - 1]!.position, event.position) < 0))
})

test('a named reader goes on where it stopped', async () => {
  const first: LedgerEvent[] = []
  const follower = await followLedger({ database, log, name: 'again', handle: (events) => void first.push(...events) })
  await follower.catchUp()
  await follower.stop()
  await database.transaction((tx) => appendEvents(tx, [fact(901)]))
  const second: LedgerEvent[] = []
  const next = await followLedger({ database, log, name: 'again', handle: (events) => void second.push(...events) })
  await next.catchUp()
  assert.deepEqual(numbers(second), [901])
  await next.stop()
})

test('events stay in order when the transaction number grows a digit', async () => {
  const current = async () =>
    Number((await database.run<{ xid: string }>('select pg_current_xact_id()::text as xid', []))[0]!.xid)
  const now = await current()
  const digit = 10 ** String(now).length
  // Numbers are spent one by one on both databases; below 10 000 that takes a moment.
  if (digit > 10_000) return
  while ((await current()) < digit - 3);
  const seen: LedgerEvent[] = []
  const follower = await followLedger({ database, log, handle: (events) => void seen.push(...events) })
  for (let n = 1; n <= 6; n++) await database.transaction((tx) => appendEvents(tx, [fact(n)]))
  await waitFor(() => seen.length === 6)
  assert.deepEqual(numbers(seen), [1, 2, 3, 4, 5, 6])
  assert.deepEqual(numbers(await ledger.after(database, '0.0', 1000)).slice(-6), [1, 2, 3, 4, 5, 6])
  assert.deepEqual(numbers(await ledger.of(database.db, { kinds: ['test.fact'], limit: 6 })), [6, 5, 4, 3, 2, 1])
  await follower.stop()
})

test('a reader does not pass a transaction that is still open', {
  skip: !process.env.DATABASE_URL && 'needs two connections: DATABASE_URL is not set',
}, async () => {
  const seen: LedgerEvent[] = []
  const follower = await followLedger({ database, log, handle: (events) => void seen.push(...events), everyMs: 50 })
  const slow = await (database.pool as pg.Pool).connect()
  await slow.query('begin')
  await slow.query(`insert into events (kind, actor, payload) values ('test.fact', 'system', '{"n": 1}')`)
  await database.transaction((tx) => appendEvents(tx, [fact(2)]))
  await new Promise((done) => setTimeout(done, 300))
  assert.deepEqual(numbers(seen), [], 'the later commit waits for the earlier transaction')
  await slow.query('commit')
  slow.release()
  await waitFor(() => seen.length === 2)
  assert.deepEqual(numbers(seen), [1, 2])
  await follower.stop()
})

async function waitFor(condition: () => boolean): Promise<void> {
  const end = Date.now() + 20_000
  while (!condition()) {
    assert.ok(Date.now() < end, 'waited for 20 s')
    await new Promise((done) => setTimeout(done, 10))
  }
}
