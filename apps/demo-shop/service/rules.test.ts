import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { openTestShop } from '../open-test-shop.ts'

const shop = await openTestShop()
after(() => shop.close())
beforeEach(() => shop.reset())

const order = async (id: string) => (await shop.call(`GET /api/orders/${id}`)).body
const returning = { type: 'return_refund', reason: 'no_longer_needed' }
const newAddress = { province: '浙江省', city: '杭州市', district: '西湖区', detail: '文三路 1 号' }

function refused(reply: { status: number; body: { error?: { code: string } } }, code: string, status = 409) {
  assert.equal(reply.body.error?.code, code)
  assert.equal(reply.status, status)
}

describe('the address of an order', () => {
  it('changes before shipping and keeps name and phone that were not given', async () => {
    const reply = await shop.call('PUT /api/orders/HM10001003/address', { address: newAddress })
    assert.equal(reply.status, 200)
    assert.deepEqual((await order('HM10001003')).address, { ...newAddress, name: '林婉清', phone: '13800010001' })
  })

  it('does not change once the parcel is on its way', async () => {
    refused(await shop.call('PUT /api/orders/HM10001002/address', { address: newAddress }), 'not_changeable')
    assert.equal((await order('HM10001002')).address.city, '上海市')
  })

  it('is refused with the name of what is missing', async () => {
    const reply = await shop.call('PUT /api/orders/HM10001003/address', { address: { ...newAddress, detail: ' ' } })
    refused(reply, 'invalid', 400)
    assert.match(reply.body.error.messageEn, /address\.detail/)
  })
})

describe('cancelling', () => {
  it('closes a paid order, opens its refund and puts the goods back into stock', async () => {
    const before = (await shop.call('GET /api/products/p-coffee')).body.stock
    const { body } = await shop.call('POST /api/orders/HM10001003/cancel', { reason: '不想要了' })
    assert.equal(body.status, 'cancelled')
    assert.equal(body.canCancel, false)
    const refund = (await shop.call(`GET /api/refunds/${body.refundId}`)).body
    assert.deepEqual([refund.amount, refund.status], [1299, 'approved'])
    assert.equal((await shop.call('GET /api/products/p-coffee')).body.stock, before + 1)
  })

  it('is refused for shipped, delivered and already cancelled orders', async () => {
    for (const id of ['HM10001002', 'HM10001001', 'HM10007003']) {
      refused(await shop.call(`POST /api/orders/${id}/cancel`, { reason: 'x' }), 'not_cancellable')
    }
  })
})

describe('returning', () => {
  it('needs no reason within 7 days after delivery', async () => {
    assert.equal((await order('HM10001001')).canReturn, true)
    const { status, body } = await shop.call('POST /api/orders/HM10001001/refunds', returning)
    assert.equal(status, 201)
    assert.deepEqual([body.status, body.amount, body.steps.length], ['waiting_return', 2499, 2])
    assert.equal(body.returnAddress.city, '杭州市')
    const after = await order('HM10001001')
    assert.deepEqual([after.status, after.refundId, after.canReturn], ['refunding', body.id, false])
  })

  it('after 7 days is only for goods at fault, told by code or by words', async () => {
    assert.equal((await order('HM10004002')).canReturn, false)
    refused(await shop.call('POST /api/orders/HM10004002/refunds', returning), 'not_returnable')
    for (const reason of ['quality', '刷头漏水，质量有问题', 'it arrived broken']) {
      shop.reset()
      const reply = await shop.call('POST /api/orders/HM10004002/refunds', { ...returning, reason })
      assert.equal(reply.status, 201, reason)
    }
  })

  it('ends 15 days after delivery even for goods at fault', async (t) => {
    const late = await openTestShop()
    t.after(() => late.close())
    late.passDays(14)
    const reply = await late.call('POST /api/orders/HM10001001/refunds', { ...returning, reason: 'quality' })
    refused(reply, 'not_returnable')
  })

  it('is refused while the parcel is on its way', async () => {
    refused(await shop.call('POST /api/orders/HM10001002/refunds', returning), 'not_returnable')
  })

  it('never happens twice', async () => {
    await shop.call('POST /api/orders/HM10001001/refunds', returning)
    refused(await shop.call('POST /api/orders/HM10001001/refunds', returning), 'already_refunding')
    refused(await shop.call('POST /api/orders/HM10004001/refunds', returning), 'already_refunding')
  })

  it('of some of the items pays back their share', async () => {
    const items = [{ productId: 'p-air-fryer', quantity: 1 }]
    const { body } = await shop.call('POST /api/orders/HM10006001/refunds', { ...returning, items })
    assert.equal(body.amount, 399)
    const unknown = [{ productId: 'p-kettle', quantity: 1 }]
    shop.reset()
    refused(await shop.call('POST /api/orders/HM10006001/refunds', { ...returning, items: unknown }), 'invalid', 400)
    const many = [{ productId: 'p-air-fryer', quantity: 2 }]
    refused(await shop.call('POST /api/orders/HM10006001/refunds', { ...returning, items: many }), 'invalid', 400)
  })

  it('accepts photos only as web addresses', async () => {
    const photos = ['javascript:alert(1)']
    refused(await shop.call('POST /api/orders/HM10006001/refunds', { ...returning, photos }), 'invalid', 400)
  })

  it('of a paid order that has not shipped needs nothing sent back', async () => {
    const { body } = await shop.call('POST /api/orders/HM10003001/refunds', { type: 'refund_only', reason: 'other' })
    assert.equal(body.status, 'approved')
    assert.equal(body.returnAddress, undefined)
  })
})

describe('exchanging', () => {
  it('sets the replacement aside and tells the difference in price', async () => {
    const { status, body } = await shop.call('POST /api/orders/HM10006001/exchanges', {
      productId: 'p-kettle',
      reason: 'too big',
    })
    assert.equal(status, 201)
    assert.deepEqual([body.sku, body.priceDifference], ['HM-K1', -200])
    assert.equal((await shop.call('GET /api/products/p-kettle')).body.stock, 139)
    refused(await shop.call('POST /api/orders/HM10006001/exchanges', { reason: 'x' }), 'already_exchanging')
    refused(await shop.call('POST /api/orders/HM10006001/refunds', returning), 'already_exchanging')
  })

  it('is refused out of time, out of stock and for unknown goods', async () => {
    refused(await shop.call('POST /api/orders/HM10002001/exchanges', { reason: 'broken' }), 'not_exchangeable')
    const path = 'POST /api/orders/HM10006001/exchanges'
    refused(await shop.call(path, { reason: 'x', productId: 'p-sunscreen' }), 'out_of_stock')
    refused(await shop.call(path, { reason: 'x', sku: 'HM-NONE' }), 'invalid', 400)
  })
})

describe('invoices', () => {
  const personal = { type: 'personal', title: '林婉清', email: 'lin.wanqing@example.com' }

  it('are issued once and shown with the order', async () => {
    const { status, body } = await shop.call('POST /api/orders/HM10001001/invoices', personal)
    assert.equal(status, 201)
    assert.equal((await order('HM10001001')).invoice.id, body.id)
    refused(await shop.call('POST /api/orders/HM10001001/invoices', personal), 'already_invoiced')
  })

  it('of a company need its tax number', async () => {
    const company = { ...personal, type: 'company', title: '禾木科技' }
    refused(await shop.call('POST /api/orders/HM10001001/invoices', company), 'invalid', 400)
    const taxNo = '91330100MA27XYZ12A'
    assert.equal((await shop.call('POST /api/orders/HM10001001/invoices', { ...company, taxNo })).status, 201)
  })

  it('are not issued for cancelled orders', async () => {
    refused(await shop.call('POST /api/orders/HM10007003/invoices', personal), 'not_invoiceable')
  })
})

describe('warranty and repair', () => {
  it('covers an appliance for a year after delivery', async () => {
    const now = (await shop.call('GET /api/orders/HM10002001/warranty')).body
    assert.deepEqual([now.covered, now.productNameEn], [true, 'Rice Cooker RC4'])
    assert.match(now.serial, /^HM-RC4-/)
    assert.equal((await shop.call('GET /api/orders/HM10000315/warranty')).body.covered, false)
  })

  it('does not exist for skin care and has not begun before delivery', async () => {
    for (const id of ['HM10007001', 'HM10002002']) {
      const { body } = await shop.call(`GET /api/orders/${id}/warranty`)
      assert.deepEqual([body.covered, body.until], [false, null])
    }
  })

  it('books one visit, tomorrow at ten unless another time is named', async () => {
    const request = { faultCode: 'E102', description: '一直显示 E102', phone: '13800010002' }
    const { status, body } = await shop.call('POST /api/orders/HM10002001/repairs', request)
    assert.equal(status, 201)
    assert.deepEqual([body.covered, body.visitAt.slice(10)], [true, 'T02:00:00.000Z'])
    assert.ok(Date.parse(body.visitAt) > Date.now())
    refused(await shop.call('POST /api/orders/HM10002001/repairs', request), 'already_booked')
  })

  it('reads a visit without a zone as China time and refuses the past', async () => {
    const request = { description: '坏了', phone: '13800010002' }
    const soon = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
    const past = await shop.call('POST /api/orders/HM10002001/repairs', { ...request, visitAt: '2020-01-01T10:00' })
    refused(past, 'invalid', 400)
    const { body } = await shop.call('POST /api/orders/HM10002001/repairs', { ...request, visitAt: `${soon}T14:30` })
    assert.equal(body.visitAt, `${soon}T06:30:00.000Z`)
  })

  it('is not booked for what has not arrived or has no warranty', async () => {
    const request = { description: '坏了', phone: '13800010002' }
    for (const id of ['HM10002002', 'HM10007001']) {
      refused(await shop.call(`POST /api/orders/${id}/repairs`, request), 'not_repairable')
    }
  })
})

describe('vouchers', () => {
  const path = 'POST /api/customers/c-wang/vouchers'
  const voucher = (amount: number, kind = 'coupon') => ({ kind, amount, reason: 'sorry' })

  it('are given once for a key, up to the limit of thirty days', async () => {
    const key = { 'idempotency-key': 'offer-1' }
    const first = await shop.call(path, voucher(150), key)
    assert.equal(first.status, 201)
    assert.deepEqual((await shop.call(path, voucher(150), key)).body, first.body)
    refused(await shop.call(path, voucher(51)), 'compensation_capped')
    assert.equal((await shop.call(path, voucher(50, 'points'))).status, 201)
    refused(await shop.call(path, voucher(1)), 'compensation_capped')
  })

  it('that are taken back count no more, and are taken back once', async () => {
    const { body } = await shop.call(path, voucher(200))
    for (let n = 0; n < 2; n++)
      assert.equal((await shop.call(`${path}/revoke`, { voucherId: body.id })).body.status, 'revoked')
    assert.equal((await shop.call(path, voucher(200))).status, 201)
  })

  it('go to customers the shop knows, for amounts that make sense', async () => {
    refused(await shop.call('POST /api/customers/c-nobody/vouchers', voucher(10)), 'not_found', 404)
    const { body } = await shop.call(path, voucher(10))
    const others = 'POST /api/customers/c-lin/vouchers/revoke'
    refused(await shop.call(others, { voucherId: body.id }), 'not_found', 404)
    refused(await shop.call(others, { voucherId: 'YH1' }), 'not_found', 404)
    for (const amount of [0, -5, 201]) refused(await shop.call(path, voucher(amount)), 'invalid', 400)
    refused(await shop.call(path, voucher(10, 'cash')), 'invalid', 400)
  })
})

describe('complaints', () => {
  it('are due in four hours for a VIP and in a day for others', async () => {
    const hours = async (customerId: string) => {
      const complaint = { customerId, category: 'service', description: '没有人回复' }
      const { body } = await shop.call('POST /api/complaints', complaint)
      return (Date.parse(body.dueAt) - Date.parse(body.createdAt)) / 3_600_000
    }
    assert.deepEqual([await hours('c-lin'), await hours('c-wang')], [4, 24])
  })

  it('cannot name an order of somebody else', async () => {
    const complaint = { customerId: 'c-lin', orderId: 'HM10002001', category: 'other', description: 'x' }
    refused(await shop.call('POST /api/complaints', complaint), 'invalid', 400)
  })
})
