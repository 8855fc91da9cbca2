import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import { type FollowOptions, followLedger } from '#platform/ledger/follow.ts'
import { openLog } from '#platform/log.ts'

let database: Database
before(async () => {
  database = await openTestDatabase()
})
after(() => database.close())

const log = openLog('silent')
const KINDS = ['test.a', 'test.b', 'test.c']
const follow = (options: Omit<FollowOptions, 'database' | 'log'>, on = database) =>
  followLedger({ log, database: on, ...options })
const numbers = (events: LedgerEvent[]) => events.map((event) => event.payload.n as number)
const write = (facts: { kind: string; n: number }[], on = database) =>
  on.transaction((tx) =>
    appendEvents(
      tx,
      facts.map(({ kind, n }) => ({ kind, conversationId: null, customerId: null, actor: 'system', payload: { n } })),
    ),
  )

/** Transactions of other databases on the same server may hold readers back for a while. */
async function waitFor(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000
  while (!(await condition()) && Date.now() < end) await new Promise((later) => setTimeout(later, 10))
}

/** The same database, with the fetches of the ledger counted. */
function counting(): Database & { fetches: () => number } {
  let fetches = 0
  const run: Database['run'] = (sql, params) => {
    if (sql.includes('from events')) fetches++
    return database.run(sql, params)
  }
  return { ...database, run, fetches: () => fetches }
}

test('many readers cost one fetch at a commit, and none more for those it does not concern', async (t) => {
  const counted = counting()
  const seen: number[][] = Array.from({ length: 10 }, () => [])
  let idle = 0
  const readers = [
    ...(await Promise.all(
      seen.map((list) => follow({ handle: (events) => void list.push(...numbers(events)) }, counted)),
    )),
    await follow({ kinds: ['test.b'], handle: () => void idle++ }, counted),
  ]
  t.after(() => Promise.all(readers.map((reader) => reader.stop())))
  await Promise.all(readers.map((reader) => reader.catchUp()))
  const before = counted.fetches()
  const all = Array.from({ length: 20 }, (_, n) => n)
  for (const n of all) await write([{ kind: 'test.a', n }])
  await waitFor(() => seen.every((list) => list.length >= all.length))
  assert.ok(seen.every((list) => list.join() === all.join()))
  // A notice a commit, and a look a second while the test waits; ten readers of their own would fetch 200 times.
  assert.ok(counted.fetches() - before < 100, `${counted.fetches() - before} fetches`)
  assert.equal(idle, 0)
  assert.equal(readers.at(-1)!.position(), readers[0]!.position(), 'whom it does not concern moves on all the same')
})

test('a reader that is stuck holds up nobody, and gets everything once it can go on', async (t) => {
  let release = () => {}
  const stuck = new Promise<void>((go) => {
    release = go
  })
  const [slow, quick]: number[][] = [[], []]
  const readers = [
    await follow({
      handle: async (events) => {
        await stuck
        slow!.push(...numbers(events))
      },
    }),
    await follow({ handle: (events) => void quick!.push(...numbers(events)) }),
  ]
  t.after(() => Promise.all(readers.map((reader) => reader.stop())))
  const all: number[] = []
  // More than is kept for it in memory.
  for (let n = 0; n < 7; n++) {
    const facts = Array.from({ length: 1000 }, (_, i) => ({ kind: 'test.a', n: n * 1000 + i }))
    await write(facts)
    all.push(...facts.map((fact) => fact.n))
  }
  await waitFor(() => quick!.length >= all.length)
  assert.deepEqual(quick, all)
  assert.deepEqual(slow, [])
  release()
  await waitFor(() => slow!.length >= all.length)
  assert.deepEqual(slow, all)
})

test('after an error the same events come again, in order, and nothing is left out', async (t) => {
  const seen: number[] = []
  let failures = 2
  const reader = await follow({
    everyMs: 60_000,
    handle: (events) => {
      if (failures-- > 0) throw new Error('the database is away')
      seen.push(...numbers(events))
    },
  })
  t.after(() => reader.stop())
  await write([{ kind: 'test.a', n: 1 }])
  await write([{ kind: 'test.a', n: 2 }])
  await waitFor(async () => {
    await reader.catchUp()
    return seen.length >= 2
  })
  assert.deepEqual(seen, [1, 2])
})

test('places of named readers are kept in one statement, and a reader goes on from there', async (t) => {
  const kept: string[][] = []
  const { db } = database
  const watched = {
    ...database,
    db: db.withPlugin({
      transformQuery: ({ node }) => {
        if (node.kind === 'RawNode' && node.sqlFragments[0]?.includes('insert into readers'))
          kept.push(
            JSON.parse((node.parameters[0] as unknown as { value: string }).value).map(
              ({ name }: { name: string }) => name,
            ),
          )
        return node
      },
      transformResult: async ({ result }) => result,
    }),
  } as Database
  const handled: number[] = []
  const readers = [
    await follow(
      { name: 'kept-a', kinds: ['test.a'], handle: (events) => void handled.push(...numbers(events)) },
      watched,
    ),
    await follow({ name: 'kept-b', kinds: ['test.b'], handle: () => undefined }, watched),
  ]
  await write([{ kind: 'test.a', n: 71_000_000 }])
  await waitFor(async () => {
    await Promise.all(readers.map((reader) => reader.catchUp()))
    return handled.includes(71_000_000)
  })
  await Promise.all(readers.map((reader) => reader.stop()))
  assert.ok(kept.length > 0 && kept.every((names) => names.length <= 2))
  assert.ok(
    kept.some((names) => names.length === 2),
    JSON.stringify(kept),
  )
  const next = await follow(
    { name: 'kept-a', kinds: ['test.a'], handle: (events) => void handled.push(...numbers(events)) },
    watched,
  )
  t.after(() => next.stop())
  await next.catchUp()
  assert.equal(handled.filter((n) => n === 71_000_000).length, 1)
})

const commits = fc.array(
  fc.record({
    facts: fc.array(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 4 }),
    /** Readers come, go and return between commits. */
    next: fc.constantFrom('nothing', 'restart', 'look', 'fail'),
    who: fc.nat({ max: 2 }),
  }),
  { minLength: 1, maxLength: 12 },
)
let runs = 0

test('whatever happens in between, each named reader gets what it handles: all of it, in order', async (t) => {
  const own = await openTestDatabase()
  t.after(() => own.close())
  await fc.assert(
    fc.asyncProperty(commits, async (steps) => {
      const run = ++runs
      const names = KINDS.map((_, i) => `any-${run}-${i}`)
      const seen: number[][] = names.map(() => [])
      const failing = names.map(() => false)
      const ofThisRun = (event: LedgerEvent) => Math.floor((event.payload.n as number) / 1_000_000) === run
      const open = (i: number) =>
        followLedger({
          ...{ database: own, log },
          ...{ name: names[i]!, kinds: KINDS.slice(0, i + 1), wants: ofThisRun, patient: i === 1, everyMs: 20 },
          handle: async (events) => {
            if (i === 2) await new Promise((later) => setImmediate(later))
            if (failing[i]) {
              failing[i] = false
              throw new Error('once')
            }
            seen[i]!.push(...numbers(events))
          },
        })
      const readers = await Promise.all(names.map((_, i) => open(i)))
      try {
        const told: { kind: string; n: number }[] = []
        for (const { facts, next, who } of steps) {
          const news = facts.map((kind, i) => ({ kind, n: run * 1_000_000 + told.length + i }))
          told.push(...news)
          await write(news, own)
          if (next === 'look') await readers[who]!.catchUp()
          if (next === 'fail') failing[who] = true
          if (next === 'restart') {
            await readers[who]!.stop()
            readers[who] = await open(who)
          }
        }
        const wanted = names.map((_, i) => told.filter(({ kind }) => KINDS.indexOf(kind) <= i).map(({ n }) => n))
        await waitFor(async () => {
          await Promise.all(readers.map((reader) => reader.catchUp()))
          return seen.every((list, i) => list.length >= wanted[i]!.length)
        })
        assert.deepEqual(seen, wanted)
      } finally {
        await Promise.all(readers.map((reader) => reader.stop()))
      }
    }),
    { numRuns: 15 },
  )
})
