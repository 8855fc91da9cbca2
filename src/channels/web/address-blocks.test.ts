import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { webRoutes } from '#channels/web/routes.ts'
import { loadWidgetSettings } from '#channels/web/settings.ts'
import { openWebTokens } from '#channels/web/token.ts'
import { openConversations } from '#conversations/change.ts'
import { openDoor, purgeAddresses } from '#customers/address-blocks.ts'
import { openCallers } from '#customers/callers.ts'
import type { ListedBlock } from '#customers/contract.ts'
import { networkOf } from '#customers/network-address.ts'
import { customerRoutes } from '#customers/routes.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openFiles } from '#platform/files/store.ts'
import { newId } from '#platform/id.ts'
import { openTail, type Tail } from '#platform/ledger/tail.ts'
import { openLog } from '#platform/log.ts'
import type { Reception } from '#reception/receive.ts'
import { createApiKey } from '#team/api-key.ts'
import { seedTeam } from '#team/seed.ts'
import { cookieOf, serveForTest, type TestServer } from '#team/testing.ts'

const ABUSER = '203.0.113.77'
const SECRET = 'secret'
let database: Database
let server: TestServer
let tail: Tail
let lina: { cookie: string }
before(async () => {
  database = await openTestDatabase()
  tail = await openTail(database, openLog('silent'))
  const callers = openCallers(database)
  const reception = {
    receive: async ({ customerId, clientId }: { customerId: string; clientId: string }) => {
      await callers.ensure({ id: customerId, channel: 'web', language: 'zh' })
      return { conversationId: `c-${clientId}`, seq: 1, duplicate: false, at: new Date().toISOString() }
    },
  } as unknown as Reception
  const web = webRoutes({
    database,
    conversations: openConversations(database),
    tokens: openWebTokens({ session: SECRET.repeat(8), identity: SECRET.repeat(8) }),
    reception,
    files: openFiles(database.db, join(tmpdir(), 'yinghe-address-test'), SECRET),
    door: await openDoor(database, tail, SECRET),
    settings: () => loadWidgetSettings([]),
    hear: async () => null,
    largeType: async () => false,
    identify: () => Promise.reject(new Error('no identity here')),
    adopt: async () => undefined,
    caller: async () => null,
  })
  const customers = customerRoutes({ database, timelineKinds: [], conversationsOn: async () => [] })
  server = await serveForTest(database, [...web, ...customers], 0, true)
  await database.transaction(seedTeam)
  lina = { cookie: await cookieOf(database, 'lina') }
})
after(async () => {
  await tail.stop()
  await server.close()
  await database.close()
})

const write = (who: string, ip: string) =>
  server.call(
    'POST',
    '/api/widget/messages',
    { clientId: newId(), parts: [{ kind: 'text', text: '你好' }] },
    { bearer: `customer:${who}`, headers: { 'x-forwarded-for': ip } },
  )
const arrive = (ip: string) =>
  server.call('POST', '/api/widget/session', { locale: 'zh' }, { headers: { 'x-forwarded-for': ip } })
const block = async (who: string, addressDays: number | null) => {
  const answer = await server.call('PUT', `/api/customers/${who}/block`, { reason: '辱骂', days: 7, addressDays }, lina)
  await tail.catchUp()
  return answer
}
const listed = async (q: string) =>
  (await server.call<{ items: ListedBlock[] }>('GET', `/api/blocks?q=${encodeURIComponent(q)}`, undefined, lina)).body
    .items

test('a blocked address keeps out every visitor there and nobody else, until it is lifted', async () => {
  assert.equal((await write('v-abuser', ABUSER)).status, 200)
  assert.equal((await write('v-neighbour', ABUSER)).status, 200)
  const { body } = await server.call('GET', '/api/customers/v-abuser/block', undefined, lina)
  assert.deepEqual(body, { block: null, address: { masked: '203.0.113.*', others: 1 } })
  assert.equal((await block('v-abuser', null)).status, 200)
  assert.equal((await write('v-neighbour', ABUSER)).status, 200, 'only the customer is blocked unless asked for')
  assert.equal((await block('v-abuser', 7)).status, 200)
  assert.equal((await write('v-fresh', ABUSER)).code, 'blocked')
  assert.equal((await arrive(ABUSER)).code, 'blocked')
  assert.equal((await write('v-fresh', '203.0.113.78')).status, 200)
  assert.equal((await arrive('203.0.113.78')).status, 200)
  const [address, ...rest] = (await listed('203.0.113')) as [ListedBlock]
  assert.deepEqual([address.kind, address.reason, address.by, rest.length], ['address', '辱骂', 'user:lina', 0])
  assert.equal((await listed('辱骂')).length, 2)
  const lift = (as: object) => server.call('DELETE', `/api/address-blocks/${address.id}`, undefined, as)
  const by = { actor: 'user:admin', ip: '', permissions: new Set(['customers.read'] as const) }
  const reader = await database.transaction((tx) =>
    createApiKey(tx, async () => undefined, { name: 'reader', permissions: ['customers.read'] }, by),
  )
  assert.equal((await lift({})).status, 401)
  assert.equal((await lift({ bearer: reader.key })).status, 403)
  assert.equal((await lift(lina)).status, 200)
  await tail.catchUp()
  assert.equal((await write('v-fresh', ABUSER)).status, 200)
  assert.deepEqual(
    (await listed('辱骂')).map(({ kind }) => kind),
    ['customer'],
  )
})

test('a block that is over does nothing and is purged; the address stands nowhere in clear', async () => {
  await block('v-abuser', 1)
  assert.equal((await write('v-fresh', ABUSER)).code, 'blocked')
  for (const table of ['customer_addresses', 'address_blocks', 'blocks', 'audit_log', 'events'])
    assert.ok(!JSON.stringify(await database.run(`select * from ${table}`, [])).includes(ABUSER), table)
  await database.run("update address_blocks set expires_at = now() - interval '1 second'", [])
  const reopened = await openDoor(database, tail, SECRET)
  reopened.refuse(ABUSER)
  assert.deepEqual(await listed('203.0.113'), [])
  await purgeAddresses(database.db)
  assert.deepEqual(await database.run('select id from address_blocks', []), [])
})

test('lifting the block of the customer lets his address in too; who never wrote has no address', async () => {
  await block('v-abuser', 30)
  await server.call('DELETE', '/api/customers/v-abuser/block', undefined, lina)
  await tail.catchUp()
  assert.equal((await write('v-fresh', ABUSER)).status, 200)
  assert.equal((await write('v-local', '127.0.0.1')).status, 200)
  assert.equal((await block('v-local', 1)).code, 'address_unknown')
  const { body } = await server.call('GET', '/api/customers/v-local/block', undefined, lina)
  assert.deepEqual(body, { block: null, address: null }, 'what cannot be done whole is not done by half')
  const audited = await database.run<{ action: string }>(
    "select action from audit_log where target = 'customer:v-abuser' order by id desc limit 4",
    [],
  )
  assert.ok(audited.some(({ action }) => action === 'customer.address-blocked'))
  assert.ok(audited.some(({ action }) => action === 'customer.address-unblocked'))
})

test('asking for a person tells the address as a message does, and is refused as one', async () => {
  const handOver = (who: string) =>
    server.call(
      'POST',
      '/api/widget/hand-over',
      {},
      { bearer: `customer:${who}`, headers: { 'x-forwarded-for': '198.51.100.4' } },
    )
  assert.equal((await handOver('v-impatient')).status, 200)
  assert.equal((await block('v-impatient', 1)).status, 200)
  assert.equal((await handOver('v-fresh')).code, 'blocked')
})

test('IPv6 counts by its /64, an IPv4 address written as IPv6 as itself', () => {
  const key = (address: string) => networkOf(address, SECRET)?.key
  assert.equal(key('2001:db8:1:2::1'), key('2001:db8:1:2:ffff::9'))
  assert.notEqual(key('2001:db8:1:2::1'), key('2001:db8:1:3::1'))
  assert.equal(key(`::ffff:${ABUSER}`), key(ABUSER))
  assert.notEqual(networkOf(ABUSER, 'another')?.key, key(ABUSER))
  assert.equal(networkOf('2001:db8:1:2::1', SECRET)?.masked, '2001:db8:*')
  for (const none of ['127.0.0.1', '::1', '::ffff:127.0.0.1', 'unknown']) assert.equal(networkOf(none, SECRET), null)
})
