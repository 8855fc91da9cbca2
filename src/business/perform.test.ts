import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import type { ActionOutcome } from '#business/contract.ts'
import { businessEvents } from '#business/contract.ts'
import { refreshProfile } from '#business/profile.ts'
import type { Order } from '#business/shapes.ts'
import { connectTo, losingProxy, openShop, outage, performOn } from '#business/testing.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { eventsOf } from '#platform/ledger/queries.ts'

let database: Database
let shop: Awaited<ReturnType<typeof openShop>>
before(async () => {
  database = await openTestDatabase()
  shop = await openShop()
})
afterEach(() => outage(shop.url, 'off'))
after(async () => {
  await shop.close()
  await database.close()
})

const open = (url = shop.url, more = {}) => performOn(database, connectTo(url, more))
function dataOf<T>(outcome: ActionOutcome): T {
  assert.ok(outcome.ok, JSON.stringify(outcome))
  return outcome.data as T
}
async function lastEvent(customerId: string) {
  const [event] = await eventsOf(database.db, { customerId, kinds: ['action.performed'], limit: 1 })
  assert.ok(event)
  return businessEvents['action.performed'].payload.parse(event.payload)
}

test('every reading action answers from the real shop', async () => {
  const act = open()
  const { orders } = dataOf<{ orders: { id: string }[] }>(await act('c-lin', 'orders.list'))
  assert.ok(orders.some((order) => order.id === 'HM10001003'))
  assert.equal(dataOf<Order>(await act('c-lin', 'orders.get', { orderId: ' hm10001003 ' })).canCancel, true)
  assert.ok(
    dataOf<{ events: unknown[] }>(await act('c-lin', 'orders.logistics', { orderId: 'HM10001002' })).events.length,
  )
  assert.equal(
    dataOf<{ status: string }>(await act('c-chen', 'refunds.get', { refundId: 'RF20004001' })).status,
    'inspecting',
  )
  assert.equal(
    dataOf<{ covered: boolean }>(await act('c-zhou', 'warranty.get', { orderId: 'HM10002001' })).covered,
    true,
  )
  const { products } = dataOf<{ products: { id: string }[] }>(
    await act('c-visitor', 'products.search', { q: '扫地机器人' }),
  )
  assert.equal(products[0]?.id, 'p-vacuum-x10')
  assert.equal(
    dataOf<{ id: string }>(await act('c-visitor', 'products.get', { productId: 'p-vacuum-x10' })).id,
    'p-vacuum-x10',
  )
  assert.equal(dataOf<{ name: string }>(await act('c-lin', 'customer.get')).name, '林婉清')
})

test('every writing action changes the shop once', async () => {
  shop.reset()
  const act = open()
  const changed = dataOf<Order>(
    await act('c-zhao', 'orders.changeAddress', { orderId: 'HM10007002', address: { detail: '珞喻路 1 号 2 栋 301' } }),
  )
  const { province, city, district, detail, name } = changed.address
  assert.deepEqual(
    [province, city, district, detail, name],
    ['湖北省', '武汉市', '武昌区', '珞喻路 1 号 2 栋 301', '赵敏'],
  )
  assert.equal(
    dataOf<Order>(await act('c-zhao', 'orders.cancel', { orderId: 'HM10007002', reason: '不想要了' })).status,
    'cancelled',
  )
  const refund = dataOf<{ photos: string[] }>(
    await act('c-emma', 'refunds.create', {
      orderId: 'HM10006001',
      type: 'return_refund',
      reason: 'damaged',
      photos: '["f-1","https://pictures.example/2.jpg"]',
    }),
  )
  assert.deepEqual(refund.photos, ['http://files.example/f-1', 'https://pictures.example/2.jpg'])
  dataOf(await act('c-lin', 'exchanges.create', { orderId: 'HM10001001', reason: 'quality' }))
  dataOf(
    await act('c-chen', 'invoices.create', {
      orderId: 'HM10004002',
      type: 'personal',
      title: '陈思远',
      email: 'chen@example.com',
    }),
  )
  dataOf(
    await act('c-zhou', 'repairs.create', {
      orderId: 'HM10002001',
      faultCode: 'E102',
      description: '不加热',
      phone: '13800010002',
    }),
  )
  const voucher = dataOf<{ id: string }>(
    await act('c-wang', 'vouchers.create', { kind: 'coupon', amount: '20', reason: 'late' }),
  )
  assert.equal((await act('c-lin', 'vouchers.revoke', { voucherId: voucher.id })).ok, false)
  dataOf(await act('c-wang', 'vouchers.revoke', { voucherId: voucher.id }))
  const complaint = dataOf<{ id: string }>(
    await act('c-wang', 'complaints.create', { orderId: 'HM10005002', category: 'logistics', description: '又晚了' }),
  )
  const { reference, outcome, writes, attempts } = await lastEvent('c-wang')
  assert.deepEqual([outcome, writes, attempts], ['ok', true, 2])
  assert.deepEqual(reference, { orderId: 'HM10005002', complaintId: complaint.id })
})

test("another customer's order or refund is not found, and nothing is changed", async () => {
  shop.reset()
  const act = open()
  const missing = await act('c-xu', 'orders.get', { orderId: 'HM99999999' })
  const attempts: [string, Record<string, unknown>][] = [
    ['orders.get', { orderId: 'HM10001003' }],
    ['orders.logistics', { orderId: 'HM10001002' }],
    ['orders.cancel', { orderId: 'HM10001003', reason: '试试' }],
    ['orders.changeAddress', { orderId: 'HM10001003', address: { detail: '别处 1 号' } }],
    ['refunds.create', { orderId: 'HM10001001', type: 'return_refund', reason: '试试' }],
    ['refunds.get', { refundId: 'RF20004001' }],
    ['exchanges.create', { orderId: 'HM10001001', reason: '试试' }],
    ['invoices.create', { orderId: 'HM10001001', type: 'personal', title: '许', email: 'xu@example.com' }],
    ['warranty.get', { orderId: 'HM10001001' }],
    ['repairs.create', { orderId: 'HM10001001', description: '试试', phone: '13800010003' }],
    ['complaints.create', { orderId: 'HM10001001', category: 'other', description: '试试' }],
  ]
  for (const [action, input] of attempts) assert.deepEqual(await act('c-xu', action, input), missing, action)
  const order = dataOf<Order>(await act('c-lin', 'orders.get', { orderId: 'HM10001003' }))
  assert.deepEqual([order.status, order.address.city], ['paid', '上海市'])
  assert.deepEqual((await lastEvent('c-xu')).reference, {})
})

test('a visitor the shop does not know is asked to sign in, and the shop is not called', async () => {
  const outcome = await open()('c-visitor', 'orders.list')
  assert.ok(!outcome.ok && outcome.code === 'sign_in_needed' && outcome.message.zh.includes('登录'))
  assert.equal((await lastEvent('c-visitor')).attempts, 0)
})

test('a refusal of the shop comes in words for the customer', async () => {
  const outcome = await open()('c-lin', 'orders.cancel', { orderId: 'HM10001002', reason: '不想要了' })
  assert.ok(!outcome.ok)
  assert.deepEqual([outcome.why, outcome.code], ['refused', 'not_cancellable'])
  assert.match(outcome.message.en, /can no longer be cancelled/)
})

test('wrong input names the field and calls nothing', async () => {
  const act = open()
  const company = { orderId: 'HM10001001', type: 'company', title: '禾木公司', email: 'a@example.com' }
  const outcomes = [
    await act('c-lin', 'invoices.create', company),
    await act('c-lin', 'repairs.create', { orderId: 'HM10001001', description: '坏了', phone: 'abc' }),
    await act('c-lin', 'orders.get', { orderId: '../customers/c-zhou' }),
  ]
  const words = outcomes.map((outcome) => (outcome.ok ? '' : `${outcome.code} ${outcome.message.en}`))
  assert.match(words[0]!, /invalid_input .*tax number/)
  assert.match(words[1]!, /invalid_input .*phone number/)
  assert.match(words[2]!, /invalid_input .*order number/)
  assert.equal((await lastEvent('c-lin')).attempts, 0)
})

test('what only the shop can judge names the field too', async () => {
  const visitAt = '2020-01-01T10:00'
  const outcome = await open()('c-zhou', 'repairs.create', {
    orderId: 'HM10002001',
    description: '坏了',
    phone: '13800010002',
    visitAt,
  })
  assert.ok(!outcome.ok && outcome.code === 'invalid_input')
  assert.match(outcome.message.zh, /上门时间/)
})

test('a place that cannot be told is asked for and not guessed', async () => {
  shop.reset()
  const address = { city: '宁波市', detail: '中山路 1 号' }
  const outcome = await open()('c-lin', 'orders.changeAddress', { orderId: 'HM10001003', address })
  assert.ok(!outcome.ok && outcome.code === 'address_incomplete')
  const whole = JSON.stringify({ province: '浙江省', ...address })
  const changed = dataOf<Order>(
    await open()('c-lin', 'orders.changeAddress', { orderId: 'HM10001003', address: whole }),
  )
  assert.deepEqual([changed.address.province, changed.address.city, changed.address.district], ['浙江省', '宁波市', ''])
})

test('a write whose answer is lost on the line is sent again and acts once', async () => {
  shop.reset()
  const proxy = await losingProxy(shop.url, (line, nth) => line.startsWith('POST') && nth === 1)
  const refund = dataOf<{ id: string }>(
    await open(proxy.url)('c-emma', 'refunds.create', {
      orderId: 'HM10006001',
      type: 'return_refund',
      reason: 'damaged',
    }),
  )
  await proxy.close()
  assert.equal(proxy.hits.filter((line) => line.startsWith('POST')).length, 2)
  const order = dataOf<Order>(await open()('c-emma', 'orders.get', { orderId: 'HM10006001' }))
  assert.equal(order.refundId, refund.id)
})

test('the same call made again after a crash gets the first answer', async () => {
  shop.reset()
  const act = open()
  const input = { orderId: 'HM10006001', type: 'return_refund', reason: 'damaged' }
  const first = await act('c-emma', 'refunds.create', input, { idempotencyKey: 'conversation:7:3:0 第一次' })
  const second = await act('c-emma', 'refunds.create', input, { idempotencyKey: 'conversation:7:3:0 第一次' })
  assert.ok(first.ok)
  assert.deepEqual(second, first)
  const other = await act('c-emma', 'refunds.create', input)
  assert.ok(!other.ok && other.code === 'already_refunding')
})

test('when every answer of a write is lost, the customer is not told that nothing happened', async () => {
  shop.reset()
  const proxy = await losingProxy(shop.url, (line) => line.startsWith('POST'))
  const outcome = await open(proxy.url)('c-lin', 'orders.cancel', { orderId: 'HM10001003', reason: '不想要了' })
  await proxy.close()
  assert.ok(!outcome.ok && outcome.why === 'unavailable')
  assert.match(outcome.message.zh, /请不要重复提交/)
})

test('a shop that is down is unavailable: two attempts, recorded, nothing thrown', async () => {
  const act = open()
  dataOf(await act('c-lin', 'orders.list'))
  await outage(shop.url, 'down')
  const outcome = await act('c-lin', 'orders.list')
  assert.ok(!outcome.ok)
  assert.deepEqual([outcome.why, outcome.code], ['unavailable', 'down'])
  const event = await lastEvent('c-lin')
  assert.deepEqual([event.outcome, event.code, event.attempts], ['unavailable', 'down', 2])
  await outage(shop.url, 'off')
  dataOf(await act('c-lin', 'orders.list'))
})

test('a shop that is slow is left after the time limit', async () => {
  const act = open(shop.url, { timeoutMs: 80 })
  dataOf(await act('c-lin', 'orders.list'))
  await outage(shop.url, 'slow', 2000)
  const started = performance.now()
  const outcome = await act('c-lin', 'orders.list')
  assert.ok(performance.now() - started < 1000)
  assert.ok(!outcome.ok && outcome.code === 'timeout')
})

test('an action nobody knows is refused', async () => {
  const outcome = await open()('c-lin', 'orders.burn', {})
  assert.ok(!outcome.ok && outcome.code === 'unknown_action')
})

test('the profile tells what the shop knows, and is null while the shop is down', async () => {
  const act = open()
  const perform = (call: Parameters<Parameters<typeof refreshProfile>[0]['perform']>[0]) =>
    act(call.customerId, call.action, call.input, call)
  const zhou = await refreshProfile({ perform }, 'c-zhou')
  assert.deepEqual([zhou?.name, zhou?.language, zhou?.city], ['周德福', 'zh', '成都'])
  assert.match(zhou?.birthday ?? '', /^19\d\d-/)
  const emma = await refreshProfile({ perform }, 'c-emma')
  assert.equal(emma?.language, 'en')
  await outage(shop.url, 'down')
  assert.equal(await refreshProfile({ perform }, 'c-zhou'), null)
})
