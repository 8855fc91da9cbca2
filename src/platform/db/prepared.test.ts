import assert from 'node:assert/strict'
import { after, before, mock, test } from 'node:test'
import { PGlite } from '@electric-sql/pglite'
import { prepareStatements } from '#platform/db/prepared.ts'

let pglite: PGlite
let database: ReturnType<typeof prepareStatements>
before(async () => {
  pglite = await PGlite.create()
  database = prepareStatements(pglite)
  await database.query(
    'create table notes (id integer primary key, said text, tags text[], more jsonb, at timestamptz)',
  )
})
after(() => database.close())

test('values go in and come out as PGlite itself reads them', async () => {
  const at = new Date('2026-01-02T03:04:05.678Z')
  const insert = 'insert into notes (id, said, tags, more, at) values ($1, $2, $3, $4, $5)'
  assert.equal((await database.query(insert, [1, '您好', ['a', 'b,"c'], { n: [1] }, at])).affectedRows, 1)
  assert.equal((await database.query(insert, [2, null, null, JSON.stringify([2]), null])).affectedRows, 1)
  const select = 'select *, id::bigint as large, id > 1 as second from notes where id = any($1) order by id'
  for (let time = 0; time < 8; time++) {
    const { rows } = await database.query(select, [[1, 2]])
    assert.deepEqual(rows, (await pglite.query(select, [[1, 2]])).rows)
    assert.deepEqual(rows[0], {
      ...{ id: 1, said: '您好', tags: ['a', 'b,"c'], more: { n: [1] }, at, large: 1, second: false },
    })
  }
  assert.equal((await database.query('update notes set said = $1 where id > $2', ['x', 0])).affectedRows, 2)
  assert.equal((await database.query('delete from notes where id = $1', [7])).affectedRows, 0)
})

test('a statement that failed leaves the next ones alone, in a transaction and outside', async () => {
  const insert = 'insert into notes (id) values ($1)'
  await database.query(insert, [10])
  await assert.rejects(database.query(insert, [10]), { code: '23505' })
  await assert.rejects(database.query('select nothing from notes'), { code: '42703' })
  await database.query(insert, [11])
  await assert.rejects(
    database.transaction(async (tx) => {
      await tx.query(insert, [12])
      await tx.query(insert, [11])
    }),
    { code: '23505' },
  )
  const { rows } = await database.query('select id from notes where id between 10 and 19 order by id')
  assert.deepEqual(rows, [{ id: 10 }, { id: 11 }])
})

test('a table may change after a statement on it was prepared, also by another handle', async () => {
  const select = 'select * from notes where id = $1'
  await database.query('insert into notes (id) values ($1)', [20])
  await database.query(select, [20])
  await database.query('alter table notes add column first_more integer default 1')
  assert.equal((await database.query<Record<string, unknown>>(select, [20])).rows[0]?.first_more, 1)
  await pglite.exec('alter table notes add column second_more integer default 2')
  assert.equal((await database.query<Record<string, unknown>>(select, [20])).rows[0]?.second_more, 2)
})

test('more different statements than are kept all go on working', async () => {
  for (let round = 0; round < 2; round++)
    for (let n = 0; n < 400; n++)
      assert.deepEqual((await database.query(`select $1::integer + ${n} as sum`, [round])).rows, [{ sum: round + n }])
})

test('a statement that has aged is prepared anew, and the old one is closed', async () => {
  mock.timers.enable({ apis: ['Date'] })
  try {
    const names = 'select name from pg_prepared_statements where statement = $1'
    const named = async () => (await database.query<{ name: string }>(names, [names])).rows.map(({ name }) => name)
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

test('notices reach who listens', async () => {
  let heard = (_payload: string): void => undefined
  const notice = new Promise<string>((resolve) => {
    heard = resolve
  })
  await pglite.listen('news', (payload) => heard(payload))
  await database.query("select pg_notify('news', $1)", ['now'])
  assert.equal(await notice, 'now')
})
