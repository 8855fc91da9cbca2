import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import Fastify from 'fastify'
import { createFaults } from '../../kit/service/faults.ts'
import { openTestShop, testKey } from '../open-test-shop.ts'
import { registerApi } from './api.ts'
import { operations } from './operations.ts'
import { openStore } from './store.ts'

const shop = await openTestShop()
after(() => shop.close())
const document = (await shop.call('GET /openapi.json')).body

/** One request of each operation that must succeed on a fresh shop. */
const examples: Record<string, [path: string, body?: unknown]> = {
  getCustomer: ['/api/customers/c-emma'],
  listCustomerOrders: ['/api/customers/c-emma/orders'],
  getOrder: ['/api/orders/HM10006001'],
  getLogistics: ['/api/orders/HM10006002/logistics'],
  changeAddress: [
    '/api/orders/HM10001003/address',
    { address: { name: '林', phone: '13800010001', province: '浙江省', city: '杭州市', district: '', detail: '1 号' } },
  ],
  cancelOrder: ['/api/orders/HM10007002/cancel', { reason: 'x' }],
  createRefund: ['/api/orders/HM10001001/refunds', { type: 'return_refund', reason: 'other' }],
  getRefund: ['/api/refunds/RF20004001'],
  createExchange: ['/api/orders/HM10006001/exchanges', { reason: 'other' }],
  createInvoice: ['/api/orders/HM10002001/invoices', { type: 'personal', title: '周德福', email: 'a@example.com' }],
  getWarranty: ['/api/orders/HM10002001/warranty'],
  createRepair: ['/api/orders/HM10002001/repairs', { description: 'E102', phone: '13800010002' }],
  createComplaint: ['/api/complaints', { customerId: 'c-wang', category: 'logistics', description: '又晚了' }],
  createVoucher: ['/api/customers/c-wang/vouchers', { kind: 'coupon', amount: 20, reason: 'x' }],
  revokeVoucher: ['/api/customers/c-wang/vouchers/revoke', { voucherId: 'YH50100001' }],
  searchProducts: ['/api/products?q=kettle&limit=3'],
  getProduct: ['/api/products/p-kettle'],
  getPartStock: ['/api/parts/part-rc4-sensor/stock'],
}

const documented = Object.entries<Record<string, { operationId: string }>>(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId }]) => ({ method: method.toUpperCase(), path, operationId })),
)

describe('the OpenAPI document', () => {
  it('describes every route under /api and no other', async () => {
    const routes: string[] = []
    const app = Fastify()
    app.addHook('onRoute', ({ method, url }) => {
      if (method !== 'HEAD' && url.startsWith('/api/')) routes.push(`${method} ${url.replace(/:(\w+)/g, '{$1}')}`)
    })
    const store = openStore(':memory:')
    const context = { store, now: () => new Date(), baseUrl: () => '' }
    registerApi(app, { shop: context, faults: createFaults(), apiKey: testKey, reset: () => undefined })
    await app.ready()
    assert.deepEqual(documented.map(({ method, path }) => `${method} ${path}`).sort(), routes.sort())
    await app.close()
    store.close()
  })

  it('has an example for each operation, and each answers as it says', async () => {
    assert.deepEqual(documented.map((one) => one.operationId).sort(), Object.keys(examples).sort())
    for (const { operationId, method } of documented) {
      const [path, body] = examples[operationId] as [string, unknown]
      const operation = operations.find((one) => one.id === operationId)
      const reply = await shop.call(`${method} ${path}`, body)
      assert.equal(reply.status, operation?.status, `${operationId} ${JSON.stringify(reply.body)}`)
      const parsed = operation?.answer.safeParse(reply.body)
      assert.ok(parsed?.success, `${operationId}: ${parsed?.error}`)
      assert.deepEqual(parsed.data, reply.body, `${operationId} answers more than it documents`)
    }
  })

  it('refers only to schemas that it holds', () => {
    const text = JSON.stringify(document)
    const names = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w*)"/g)].map(([, name]) => name ?? '')
    assert.ok(names.length > 50)
    for (const name of names) assert.ok(document.components.schemas[name], `schema “${name}”`)
    assert.equal(document.openapi, '3.1.0')
    assert.doesNotMatch(text, /"\$id"|"\$schema"/)
  })

  it('names the errors that an operation can answer with', () => {
    const responses = document.paths['/api/orders/{orderId}/cancel'].post.responses
    assert.equal(responses['409'].description, 'not_cancellable')
    assert.deepEqual(Object.keys(responses), ['200', '400', '401', '404', '409', '413', '422', '503'])
  })
})
