import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { actions } from '#business/actions.ts'
import { openCatalogue } from '#business/catalogue.ts'
import { openPerform } from '#business/perform.ts'
import { businessRoutes } from '#business/routes.ts'
import { connectTo, openShop, outage } from '#business/testing.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { AppError } from '#platform/errors.ts'
import { openIdempotency } from '#platform/http/idempotency.ts'
import { openRateLimiter } from '#platform/http/rate-limit.ts'
import { buildServer } from '#platform/http/serve.ts'
import { eventsOf } from '#platform/ledger/queries.ts'
import { openLog } from '#platform/log.ts'
import { ROLE_PERMISSIONS, type Role } from '#team/contract.ts'

let database: Database
let shop: Awaited<ReturnType<typeof openShop>>
let app: ReturnType<typeof buildServer>
let address: string
before(async () => {
  database = await openTestDatabase()
  shop = await openShop()
  const log = openLog('silent')
  const connector = connectTo(shop.url, { breaker: { failures: 100 } })
  const perform = openPerform({
    database,
    catalogue: openCatalogue(actions),
    connectorOf: () => connector,
    resolveExternalId: async (id) => (id === 'visitor' ? null : id),
    fileUrl: (id) => id,
    log,
  })
  app = buildServer({
    routes: businessRoutes({
      perform,
      catalogue: openCatalogue(actions),
      connectors: () => [connector],
      customerOf: async (id) => (id === 'k-lin' ? 'c-lin' : null),
    }),
    authenticate: async ({ bearer }) => {
      if (!bearer) throw new AppError('unauthorized')
      const permissions = new Set<string>(ROLE_PERMISSIONS[bearer as Role])
      return { kind: 'user', id: bearer, name: bearer, role: bearer, permissions, sessionHash: '' }
    },
    limiter: openRateLimiter(0),
    idempotency: openIdempotency(database.db),
    publicUrl: () => 'http://127.0.0.1',
    trustProxy: false,
    log,
  })
  address = await app.listen({ port: 0, host: '127.0.0.1' })
})
after(async () => {
  await app.close()
  await shop.close()
  await database.close()
})

type Answer = { items: unknown[]; id?: string; error?: { code: string; message: string } }

async function call(
  method: string,
  path: string,
  body?: unknown,
  more: Record<string, string> = {},
  role: Role = 'agent',
) {
  const headers: Record<string, string> = { authorization: `Bearer ${role}`, 'accept-language': 'en', ...more }
  if (body !== undefined) headers['content-type'] = 'application/json'
  const response = await fetch(address + path, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const json = (await response.json()) as Answer
  return { status: response.status, json, code: json.error?.code }
}
const refund = { orderId: 'HM10006001', type: 'return_refund', reason: 'damaged' }

test("an agent reads a customer's orders; a visitor has none", async () => {
  const orders = await call('GET', '/api/customers/c-lin/orders')
  assert.ok((orders.json.items as { id: string }[]).some((order) => order.id === 'HM10001001'))
  for (const unknown of ['visitor', 'c-nobody-there'])
    assert.deepEqual((await call('GET', `/api/customers/${unknown}/orders`)).json, { items: [], nextCursor: null })
  assert.equal((await call('GET', '/api/orders/HM10001002?customerId=c-lin')).json.id, 'HM10001002')
  assert.equal((await call('GET', '/api/orders/HM10001002/logistics?customerId=c-lin')).status, 200)
  assert.equal((await call('GET', '/api/orders/HM10001002?customerId=c-xu')).code, 'not_found')
  assert.equal((await call('GET', '/api/orders/HM10001002')).code, 'bad_request')
})

test('the catalogue describes every action with the schema of its input', async () => {
  const items = (await call('GET', '/api/business/actions')).json.items as {
    name: string
    input: { properties?: object; required?: string[] }
  }[]
  assert.equal(items.length, 18)
  const invoice = items.find((item) => item.name === 'invoices.create')
  assert.deepEqual(Object.keys(invoice?.input.properties ?? {}).sort(), ['email', 'orderId', 'taxNo', 'title', 'type'])
  assert.deepEqual(invoice?.input.required?.sort(), ['email', 'orderId', 'title', 'type'])
})

test('an action that changes something needs a key, and acts once for it', async () => {
  const body = { customerId: 'c-emma', input: refund }
  assert.equal((await call('POST', '/api/business/actions/refunds.create', body)).code, 'bad_request')
  const key = { 'idempotency-key': 'agent-1' }
  const first = await call('POST', '/api/business/actions/refunds.create', body, key)
  assert.equal(first.status, 200, JSON.stringify(first.json))
  assert.deepEqual((await call('POST', '/api/business/actions/refunds.create', body, key)).json, first.json)
  const other = await call('POST', '/api/business/actions/refunds.create', body, { 'idempotency-key': 'agent-2' })
  assert.deepEqual([other.status, other.code], [409, 'business_refused'])
  assert.match(other.json.error?.message ?? '', /already been requested/)
})

test('nobody gives a voucher by hand', async () => {
  const body = { customerId: 'c-emma', input: { kind: 'coupon', amount: 20, reason: 'x' } }
  const key = { 'idempotency-key': 'by-hand' }
  assert.equal((await call('POST', '/api/business/actions/vouchers.create', body, key)).code, 'forbidden')
})

test('two people may choose the same key', async () => {
  const key = { 'idempotency-key': 'same' }
  const cancel = (orderId: string, customerId: string, role: Role) =>
    call('POST', '/api/business/actions/orders.cancel', { customerId, input: { orderId, reason: 'x' } }, key, role)
  assert.equal((await cancel('HM10001003', 'c-lin', 'agent')).status, 200)
  assert.equal((await cancel('HM10003001', 'c-xu', 'supervisor')).status, 200)
})

test("an action is noted in its own customer's conversation only", async () => {
  const act = (customerId: string, conversationId: string) =>
    call('POST', '/api/business/actions/orders.list', { customerId, conversationId, input: {} })
  assert.equal((await act('c-lin', 'k-lin')).status, 200)
  assert.equal((await act('c-xu', 'k-lin')).code, 'not_found')
  const events = await eventsOf(database.db, { conversationId: 'k-lin', limit: 10 })
  assert.deepEqual(
    events.map((event) => [event.kind, event.actor, event.customerId]),
    [['action.performed', 'user:agent', 'c-lin']],
  )
})

test('wrong input names its place, an unknown action is not found, an operator may not act', async () => {
  const wrong = await call('POST', '/api/business/actions/orders.get', { customerId: 'c-lin', input: {} })
  assert.equal(wrong.code, 'bad_request')
  assert.match(wrong.json.error?.message ?? '', /body\.input\.orderId/)
  assert.equal((await call('POST', '/api/business/actions/orders.burn', { customerId: 'c-lin' })).code, 'not_found')
  const body = { customerId: 'c-lin', input: {} }
  assert.equal((await call('POST', '/api/business/actions/orders.list', body, {}, 'operator')).code, 'forbidden')
})

test('while the shop is down the answer is 502, the status tells, and the key can be used again', async () => {
  await outage(shop.url, 'down')
  const body = { customerId: 'c-zhao', input: { orderId: 'HM10007002', reason: 'x' } }
  const key = { 'idempotency-key': 'through-outage' }
  const down = await call('POST', '/api/business/actions/orders.cancel', body, key)
  assert.deepEqual([down.status, down.code], [502, 'business_unavailable'])
  const [status] = (await call('GET', '/api/business/status')).json.items as {
    failuresInARow: number
    lastError: { detail: string }
  }[]
  assert.deepEqual([status?.failuresInARow, status?.lastError.detail], [2, 'HTTP 503'])
  await outage(shop.url, 'off')
  assert.equal((await call('POST', '/api/business/actions/orders.cancel', body, key)).status, 200)
})
