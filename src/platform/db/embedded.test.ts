import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { after, before, mock, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { type Embedded, openEmbedded } from '#platform/db/embedded.ts'

let database: Embedded
before(async () => {
  database = await openEmbedded({ dataDir: null, loadFrom: null })
  await query('create table notes (id integer primary key, said text, tags text[], more jsonb, at timestamptz)')
})
after(() => database.end())

type Row = Record<string, unknown>
type Run = (sql: string, params?: unknown[]) => Promise<{ rows: Row[]; rowCount: number }>

async function connected<T>(work: (run: Run) => Promise<T>): Promise<T> {
  const client = await database.connect()
  try {
    return await work((sql, params = []) => client.query<Row>(sql, params) as never)
  } finally {
    client.release()
  }
}
const query: Run = (sql, params) => connected((run) => run(sql, params))
const transaction = <T>(work: (run: Run) => Promise<T>) =>
  connected(async (run) => {
    await run('begin')
    try {
      const result = await work(run)
      await run('commit')
      return result
    } catch (error) {
      await run('rollback')
      throw error
    }
  })

test('values come out as they went in', async () => {
  const at = new Date('2026-01-02T03:04:05.678Z')
  const insert = 'insert into notes (id, said, tags, more, at) values ($1, $2, $3, $4, $5)'
  assert.equal((await query(insert, [1, '您好', ['a', 'b,"c'], { n: [1] }, at])).rowCount, 1)
  assert.equal((await query(insert, [2, null, null, JSON.stringify([2]), null])).rowCount, 1)
  const select = 'select *, id::bigint as large, id > 1 as second from notes where id = any($1) order by id'
  const first = { id: 1, said: '您好', tags: ['a', 'b,"c'], more: { n: [1] }, at, large: 1, second: false }
  const second = { id: 2, said: null, tags: null, more: [2], at: null, large: 2, second: true }
  for (let time = 0; time < 8; time++) assert.deepEqual((await query(select, [[1, 2]])).rows, [first, second])
  assert.equal((await query('update notes set said = $1 where id > $2', ['x', 0])).rowCount, 2)
  assert.equal((await query('delete from notes where id = $1', [7])).rowCount, 0)
  const long = '长'.repeat(3_000_000)
  await query('update notes set said = $1 where id = 1', [long])
  assert.equal((await query('select said from notes where id = 1')).rows[0]?.said, long)
})

test('bytes come out as they went in, part of a larger memory and millions of them as well', async () => {
  const all = Uint8Array.from({ length: 3_000_000 }, (_, i) => i % 251)
  for (const bytes of [new Uint8Array(), Uint8Array.of(0, 255, 92, 120), all.subarray(7, 300), all]) {
    const [row] = (await query('select $1::bytea as bytes, octet_length($1::bytea) as length', [bytes])).rows
    assert.deepEqual([row!.bytes, row!.length], [new Uint8Array(bytes), bytes.length])
  }
  await assert.rejects(query('select $1::bytea as bytes', ['words']), /Uint8Array/)
})

test('a statement that failed leaves the next ones alone, in a transaction and outside', async () => {
  const insert = 'insert into notes (id) values ($1)'
  await query(insert, [10])
  await assert.rejects(query(insert, [10]), { code: '23505', constraint: 'notes_pkey' })
  await assert.rejects(query('select nothing from notes'), { code: '42703' })
  await query(insert, [11])
  await assert.rejects(
    transaction(async (run) => {
      await run(insert, [12])
      await run(insert, [11])
    }),
    { code: '23505' },
  )
  const { rows } = await query('select id from notes where id between 10 and 19 order by id')
  assert.deepEqual(rows, [{ id: 10 }, { id: 11 }])
})

test('a transaction has the session alone, and others go on in the order in which they asked', async () => {
  const seen: unknown[] = []
  const count = 'select count(*) as n from notes where id between 100 and 199'
  await transaction(async (run) => {
    for (const id of [100, 101]) await run('insert into notes (id) values ($1)', [id])
    const others = [1, 2, 3].map(async (n) => seen.push([n, (await query(count)).rows[0]?.n]))
    const later = transaction(async (mine) => seen.push([4, (await mine(count)).rows[0]?.n]))
    // Enough of our own statements for one of the others to slip in between, if it could.
    for (let id = 102; id < 120; id++) await run('insert into notes (id) values ($1)', [id])
    assert.deepEqual(seen, [])
    setImmediate(() => void Promise.all([...others, later]))
  })
  while (seen.length < 4) await new Promise((tick) => setImmediate(tick))
  assert.deepEqual(
    seen,
    [1, 2, 3, 4].map((n) => [n, 20]),
  )
})

test('many statements at once each get their own answer', async () => {
  const answers = await Promise.all(
    Array.from({ length: 500 }, (_, n) => query(`select $1::integer + ${n % 7} as sum`, [n])),
  )
  assert.deepEqual(
    answers.map(({ rows }) => rows[0]?.sum),
    Array.from({ length: 500 }, (_, n) => n + (n % 7)),
  )
})

test('a table may change after a statement on it was prepared', async () => {
  const select = 'select * from notes where id = $1'
  await query('insert into notes (id) values ($1)', [20])
  await query(select, [20])
  await query('alter table notes add column first_more integer default 1')
  assert.equal((await query(select, [20])).rows[0]?.first_more, 1)
  // Hidden in a block, so that nothing but the engine knows that a table changes.
  const hidden = "with changed as (select set_config('search_path', 'other, public', false)) select * from changed"
  await query('create schema other')
  await query('create table other.notes (id integer, elsewhere boolean default true)')
  await query('insert into other.notes (id) values (20)')
  await query(hidden)
  assert.equal((await query(select, [20])).rows[0]?.elsewhere, true)
  await query('drop schema other cascade')
})

test('more different statements than are kept all go on working', async () => {
  for (let round = 0; round < 2; round++)
    for (let n = 0; n < 400; n++)
      assert.deepEqual((await query(`select $1::integer + ${n} as sum`, [round])).rows, [{ sum: round + n }])
})

test('a statement that has aged is prepared anew, and the old one is closed', async () => {
  mock.timers.enable({ apis: ['Date'] })
  try {
    const names = 'select name from pg_prepared_statements where statement = $1'
    const named = async () => (await query(names, [names])).rows.map(({ name }) => name)
    const first = await named()
    assert.equal(first.length, 1)
    assert.deepEqual(await named(), first)
    mock.timers.tick(60_000)
    const second = await named()
    assert.equal(second.length, 1)
    assert.notDeepEqual(second, first)
  } finally {
    mock.timers.reset()
  }
})

test('notices reach who listens, until they stop', async () => {
  const heard: string[] = []
  const stop = await database.listen('news', (payload) => heard.push(payload))
  await query("select pg_notify('news', $1)", ['now'])
  await query('select 1')
  assert.deepEqual(heard, ['now'])
  await stop()
  await query("select pg_notify('news', $1)", ['later'])
  await query('select 1')
  assert.deepEqual(heard, ['now'])
})

test('a statement that is waited for keeps the process alive; an idle database does not', () => {
  const script = `
    const { openEmbedded } = await import(${JSON.stringify(pathToFileURL(`${import.meta.dirname}/embedded.ts`).href)})
    const client = await (await openEmbedded({ dataDir: null, loadFrom: null })).connect()
    await client.query('select pg_sleep(0.3)', [])
    process.stdout.write('done')`
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { timeout: 30_000 })
  assert.equal(String(said), 'done')
})

test('what is asked of a closed database is refused', async () => {
  const other = await openEmbedded({ dataDir: null, loadFrom: null })
  const client = await other.connect()
  await Promise.all([other.end(), other.end()])
  await assert.rejects(client.query('select 1', []), /closed/)
})
