import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { changeProfile, takeOverProfile } from '#customers/change-profile.ts'
import type { Customer, CustomerDetail } from '#customers/contract.ts'
import { ensureVisitor, identifyVerified } from '#customers/identify.ts'
import { mergeCustomers } from '#customers/merge.ts'
import { findCustomer, insertIdentity, listIdentities } from '#customers/queries.ts'
import { customerRoutes } from '#customers/routes.ts'
import { seedCustomers } from '#customers/seed.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { seedTeam } from '#team/seed.ts'
import { cookieOf, serveForTest, type TestServer } from '#team/testing.ts'

let database: Database
let server: TestServer
let lina: { cookie: string }
before(async () => {
  database = await openTestDatabase()
  server = await serveForTest(
    database,
    customerRoutes({ database, timelineKinds: ['customer.changed', 'ticket.opened'], conversationsOn: async () => [] }),
  )
  await database.transaction(seedTeam)
  await database.transaction(seedCustomers)
  await database.transaction(seedCustomers)
  lina = { cookie: await cookieOf(database, 'lina') }
})
after(async () => {
  await server.close()
  await database.close()
})

const by = { actor: 'user:lina', ip: '' }
const visitor = (id = newId()) => ensureVisitor(database, { id, channel: 'web', language: 'zh' })
const known = (externalId: string, name: string | null = null) =>
  database.transaction((tx) => identifyVerified(tx, { externalId, name, language: 'en' }))
const hasCode = (code: string) => (error: unknown) => error instanceof AppError && error.code === code

test('a verified customer is made at first sight, once, and known again afterwards', async () => {
  const all = await Promise.all(Array.from({ length: 5 }, () => known('shop-77', 'Ann Lee')))
  assert.equal(new Set(all.map((one) => one.id)).size, 1)
  assert.deepEqual([all[0]!.verified, all[0]!.externalId, all[0]!.name], [true, 'shop-77', 'Ann Lee'])
  assert.equal((await known('shop-77')).name, 'Ann Lee', 'no name in the token leaves ours')
  assert.equal((await known('shop-77', 'Ann Li')).name, 'Ann Li', "the site's word on the name counts")
  assert.equal((await known('c-lin')).id, 'c-lin')
  assert.match((await known('shop-78')).name, /^Customer [0-9A-F]{4}$/)
})

test('a visitor gets one row with his first message and a name to tell him apart', async () => {
  const one = await visitor()
  assert.match(one.name, /^访客 [0-9A-F]{4}$/)
  assert.deepEqual([one.verified, one.externalId], [false, null])
  const again = await Promise.all([visitor(one.id), visitor(one.id)])
  assert.deepEqual(
    again.map((same) => same.id),
    [one.id, one.id],
  )
  assert.equal((await listIdentities(database.db, one.id)).length, 1)
})

test('a visitor who signs in becomes the customer, with his addresses, and merging again is harmless', async () => {
  const guest = await visitor()
  await insertIdentity(database.db, 'wechat', 'openid-1', guest.id)
  await database.transaction((tx) => changeProfile(tx, guest.id, { tags: [{ tag: 'careful' }], elderly: true }, by))
  const merge = (from: string, to: string) => database.transaction((tx) => mergeCustomers(tx, from, to))
  assert.deepEqual(await merge(guest.id, 'c-xu'), { fromId: guest.id, toId: 'c-xu', identities: 2 })
  assert.equal(await merge(guest.id, 'c-xu'), null)
  const xu = (await findCustomer(database.db, 'c-xu'))!
  assert.deepEqual(xu.tags.map((tag) => tag.tag).sort(), ['careful', '新客'])
  assert.equal(xu.elderly, true)
  assert.deepEqual((await listIdentities(database.db, 'c-xu')).map((one) => one.channel).sort(), [
    'site',
    'web',
    'wechat',
  ])
  assert.equal(await merge('nobody', 'c-xu'), null)
  await assert.rejects(merge('c-lin', 'c-xu'), hasCode('conflict'))
  await assert.rejects(merge(guest.id, 'c-lin'), hasCode('conflict'))
  await assert.rejects(merge((await visitor()).id, (await visitor()).id), hasCode('conflict'))
  const list = await server.call<{ items: Customer[] }>('GET', `/api/customers?q=${guest.id}`, undefined, lina)
  assert.deepEqual(list.body.items, [], 'the empty shell is not listed')
})

test('the birthday switches elderly mode on, unless a person decided otherwise', async () => {
  const { id } = await known('shop-old')
  const told = () =>
    database.transaction((tx) =>
      takeOverProfile(
        tx,
        id,
        { tier: 'gold', birthday: '1950-02-03', phone: '13800000000' },
        new Date('2026-02-02T12:00:00Z'),
      ),
    )
  const first = await told()
  assert.deepEqual([first.elderly, first.tier, first.attributes.phone], [true, 'gold', '13800000000'])
  assert.deepEqual(
    first.tags.map(({ tag, source, reason }) => [tag, source, reason]),
    [['elderly', 'business', 'age 75']],
  )
  const events = () => database.db.selectFrom('events').select('id').where('customer_id', '=', id).execute()
  const before = (await events()).length
  await told()
  assert.equal((await events()).length, before, 'the same news twice is no news')
  await database.transaction((tx) => changeProfile(tx, id, { elderly: false }, by))
  assert.equal((await told()).elderly, false)
})

test('tags keep where they came from when the list is written anew', async () => {
  const write = (tags: { tag: string; reason?: string }[]) =>
    server.call<CustomerDetail>('PATCH', '/api/customers/shop-tags', { tags }, lina)
  assert.equal((await write([])).code, 'not_found')
  const { id } = await known('shop-tags')
  await database.transaction((tx) => takeOverProfile(tx, id, { birthday: '1940-01-01' }))
  const patch = (tags: object[]) => server.call<CustomerDetail>('PATCH', `/api/customers/${id}`, { tags }, lina)
  const { body } = await patch([
    { tag: 'elderly' },
    { tag: 'likes tea', reason: 'said so' },
    { tag: 'likes tea', reason: 'said so' },
  ])
  assert.deepEqual(
    body.tags.map(({ tag, source }) => [tag, source]),
    [
      ['elderly', 'business'],
      ['likes tea', 'manual'],
    ],
  )
  const record = await database.db.selectFrom('audit_log').selectAll().where('target', '=', `customer:${id}`).execute()
  assert.deepEqual([record[0]!.actor, record[0]!.action], ['user:lina', 'customer.edited'])
})

test('the list finds by name or id, masks phone and mail, and pages meet without a gap', async () => {
  const find = async (q: string) =>
    (await server.call<{ items: Customer[] }>('GET', `/api/customers?q=${encodeURIComponent(q)}`, undefined, lina)).body
      .items
  assert.deepEqual(
    (await find('婉清')).map((one) => one.id),
    ['c-lin'],
  )
  assert.deepEqual(
    (await find('c-emma')).map((one) => one.name),
    ['Emma Clarke'],
  )
  assert.deepEqual(await find('%'), [])
  const [lin] = await find('c-lin')
  assert.deepEqual([lin!.attributes.phone, lin!.attributes.email], ['138****0001', 'l***@example.com'])
  const detail = await server.call<CustomerDetail>('GET', '/api/customers/c-lin', undefined, lina)
  assert.equal(detail.body.attributes.phone, '13800010001')
  const seen: string[] = []
  let cursor = ''
  do {
    const page = await server.call<{ items: Customer[]; nextCursor: string | null }>(
      'GET',
      `/api/customers?limit=2&cursor=${cursor}`.replace(/&cursor=$/, ''),
      undefined,
      lina,
    )
    seen.push(...page.body.items.map((one) => one.id))
    cursor = encodeURIComponent(page.body.nextCursor ?? '')
  } while (cursor)
  const all = await database.db.selectFrom('customers').select('id').execute()
  assert.deepEqual([...new Set(seen)].length, seen.length)
  assert.equal(seen.length, all.length - 1, 'all but the merged shell')
})

test('the history holds the facts asked for, newest first, and only of this customer', async () => {
  await database.transaction((tx) =>
    appendEvents(
      tx,
      ['ticket.opened', 'message.added', 'ticket.opened'].map((kind, n) => ({
        kind,
        conversationId: null,
        customerId: 'c-wang',
        actor: 'bot',
        payload: { n },
      })),
    ),
  )
  type Page = { items: { payload: { n: number }; position: string }[]; nextCursor: string | null }
  const read = async (query: string) =>
    (await server.call<Page>('GET', `/api/customers/c-wang/timeline${query}`, undefined, lina)).body
  assert.deepEqual(
    (await read('')).items.map((item) => item.payload.n),
    [2, 0],
  )
  const first = await read('?limit=1')
  assert.deepEqual(
    (await read(`?limit=1&cursor=${first.nextCursor}`)).items.map((item) => item.payload.n),
    [0],
  )
  assert.equal((await server.call('GET', '/api/customers/nobody/timeline', undefined, lina)).code, 'not_found')
})

test('roles without the permission, customers and nonsense are refused', async () => {
  const qiu = { cookie: await cookieOf(database, 'qiu') }
  for (const path of ['/api/customers', '/api/customers/c-lin', '/api/customers/c-lin/timeline']) {
    assert.equal((await server.call('GET', path, undefined, qiu)).code, 'forbidden')
    assert.equal((await server.call('GET', path, undefined, { bearer: 'customer:c-lin' })).code, 'forbidden')
    assert.equal((await server.call('GET', path)).code, 'unauthorized')
  }
  for (const bad of [{ language: 'fr' }, { elderly: 'yes' }, { tags: [{ tag: '' }] }, { tags: 'x' }]) {
    assert.equal(
      (await server.call('PATCH', '/api/customers/c-lin', bad, lina)).code,
      'bad_request',
      JSON.stringify(bad),
    )
  }
  for (const query of ['limit=0', 'cursor=x', 'cursor=2026-99-99~x']) {
    assert.equal((await server.call('GET', `/api/customers?${query}`, undefined, lina)).code, 'bad_request', query)
  }
})
