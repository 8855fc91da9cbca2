import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, describe, it } from 'node:test'
import { openTestShop } from '../open-test-shop.ts'

const shop = await openTestShop()
after(() => shop.close())
beforeEach(() => shop.reset())

describe('reading', () => {
  it('lists the orders of a customer, newest first', async () => {
    const { body } = await shop.call('GET /api/customers/c-lin/orders')
    assert.deepEqual(
      body.orders.map((order: { id: string }) => order.id),
      ['HM10001003', 'HM10001002', 'HM10001001', 'HM10000911', 'HM10000742', 'HM10000315'],
    )
    assert.equal((await shop.call('GET /api/customers/c-lin/orders?limit=2')).body.orders.length, 2)
  })

  it('knows the cast as it was agreed', async () => {
    const statuses = {
      HM10001001: 'delivered',
      HM10001002: 'in_transit',
      HM10001003: 'paid',
      HM10002001: 'delivered',
      HM10002002: 'in_transit',
      HM10003001: 'paid',
      HM10004001: 'refunding',
      HM10004002: 'delivered',
      HM10005001: 'delivered',
      HM10005002: 'in_transit',
      HM10006001: 'delivered',
      HM10006002: 'in_transit',
      HM10007001: 'delivered',
      HM10007002: 'paid',
      HM10007003: 'cancelled',
    }
    for (const [id, status] of Object.entries(statuses)) {
      assert.equal((await shop.call(`GET /api/orders/${id}`)).body.status, status, id)
    }
    assert.equal((await shop.call('GET /api/refunds/RF20004001')).body.status, 'inspecting')
    assert.equal((await shop.call('GET /api/orders/HM10005002/logistics')).body.status, 'delayed')
    assert.equal((await shop.call('GET /api/orders/HM10007001')).body.canReturn, false)
    assert.equal((await shop.call('GET /api/customers/c-lin')).body.tier, 'vip')
  })

  it('tells the journey of every parcel newest first and never from the future', async () => {
    for (const id of ['HM10001001', 'HM10001002', 'HM10005001', 'HM10005002', 'HM10006002']) {
      const { events } = (await shop.call(`GET /api/orders/${id}/logistics`)).body
      const times = events.map((event: { at: string }) => event.at)
      assert.deepEqual(times, [...times].sort().reverse(), id)
      assert.ok(times[0] <= new Date().toISOString(), id)
    }
  })

  it('finds products by Chinese and English words and by code', async () => {
    const first = async (q: string) =>
      (await shop.call(`GET /api/products?q=${encodeURIComponent(q)}`)).body.products[0]?.id
    assert.equal(await first('适合干皮的面霜'), 'p-moisturiser')
    assert.equal(await first('robot vacuum'), 'p-vacuum-x10')
    assert.equal(await first('电饭锅'), 'p-rice-cooker')
    assert.equal(await first('HM-K1'), 'p-kettle')
    assert.equal(await first('zzz'), undefined)
  })

  it('takes Latin words whole or by their first four letters, never from the middle of another', async () => {
    const found = async (q: string): Promise<string[]> =>
      (await shop.call(`GET /api/products?q=${q}`)).body.products.map(({ id }: { id: string }) => id)
    assert.ok((await found('dry')).includes('p-moisturiser'))
    assert.ok(!(await found('dry')).includes('p-hair-dryer'))
    assert.deepEqual(await found('dehum'), ['p-dehumidifier'])
    assert.deepEqual(await found('deh'), [])
    assert.ok(!(await found('humidifier')).includes('p-dehumidifier'))
  })

  it('gives pictures as addresses that answer', async () => {
    const { products } = (await shop.call('GET /api/products?limit=100')).body
    assert.ok(products.length >= 16)
    for (const product of products) {
      const picture = await shop.page(new URL(product.image).pathname)
      assert.equal(picture.status, 200, product.image)
      assert.equal(picture.headers.get('content-type'), 'image/svg+xml')
    }
  })
})

describe('refusing', () => {
  it('asks for the key on every call', async () => {
    for (const authorization of ['', 'Bearer wrong', 'Basic dGVzdA==']) {
      const reply = await shop.call('GET /api/orders/HM10001001', undefined, { authorization })
      assert.deepEqual([reply.status, reply.body.error.code], [401, 'unauthorized'])
    }
    const outage = await shop.call('POST /__outage', { mode: 'down' }, { authorization: 'Bearer wrong' })
    assert.equal(outage.status, 401)
  })

  it('answers unknown things and unknown paths with not_found', async () => {
    for (const path of [
      'orders/HM99999999',
      'customers/c-none',
      'refunds/RF1',
      'products/p-x',
      'parts/x/stock',
      'nope',
    ]) {
      const reply = await shop.call(`GET /api/${path}`)
      assert.deepEqual([reply.status, reply.body.error.code], [404, 'not_found'], path)
    }
  })

  it('answers bad bodies with a code and never with 500', async () => {
    const path = 'POST /api/orders/HM10001003/cancel'
    const json = { 'content-type': 'application/json' }
    const codes = [
      await shop.call(path, '{"reason":', json),
      await shop.call(path, '', json),
      await shop.call(path, { reason: 7 }),
      await shop.call(path, { reason: 'x'.repeat(201) }),
      await shop.call(path, { reason: 'x'.repeat(400_000) }),
      await shop.call(path, '<a/>', { 'content-type': 'application/xml' }),
      await shop.call('GET /api/products?limit=0'),
      await shop.call('GET /api/products?q=a&q=b'),
    ].map((reply) => [reply.status, reply.body.error.code])
    assert.deepEqual(codes, [
      [400, 'invalid'],
      [400, 'invalid'],
      [400, 'invalid'],
      [400, 'invalid'],
      [413, 'too_large'],
      [415, 'unsupported'],
      [400, 'invalid'],
      [400, 'invalid'],
    ])
    assert.equal((await shop.call('GET /api/orders/HM10001003')).body.status, 'paid')
  })
})

describe('keeping', () => {
  it('finds every change again after a restart, and the same numbers go on', async (t) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'hemu-'))
    t.after(() => rm(dataDir, { recursive: true }))
    const first = await openTestShop({ dataDir })
    const key = { 'idempotency-key': 'keep' }
    const cancelled = await first.call('POST /api/orders/HM10001003/cancel', { reason: 'x' }, key)
    await first.close()
    const second = await openTestShop({ dataDir })
    t.after(() => second.close())
    assert.equal((await second.call('GET /api/orders/HM10001003')).body.status, 'cancelled')
    const again = await second.call('POST /api/orders/HM10001003/cancel', { reason: 'x' }, key)
    assert.deepEqual([again.status, again.body.refundId], [200, cancelled.body.refundId])
    const next = await second.call('POST /api/orders/HM10003001/cancel', { reason: 'x' })
    assert.notEqual(next.body.refundId, cancelled.body.refundId)
  })

  it('starts over when it is reset', async () => {
    await shop.call('POST /api/orders/HM10001003/cancel', { reason: 'x' })
    assert.equal((await shop.call('POST /__reset', {})).status, 200)
    assert.equal((await shop.call('GET /api/orders/HM10001003')).body.status, 'paid')
  })
})
