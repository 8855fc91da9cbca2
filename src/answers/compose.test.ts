import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openCompose } from '#answers/compose.ts'
import { actions } from '#business/actions.ts'
import type { Perform } from '#business/contract.ts'
import { connectTo, openShop, performOn } from '#business/testing.ts'
import type { LlmSettings } from '#engines/llm/contract.ts'
import { type OpenLlm, openLlm } from '#engines/llm/open-llm.ts'
import type { SearchHit } from '#knowledge/contract.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openLog } from '#platform/log.ts'
import { openTwin, TWIN_KEY, TWIN_MODEL, type Twin } from '../../tests/twins/openai.ts'
import { honest, OTHERS } from '../../tests/twins/personalities.ts'

const article = (articleId: string, title: string, body: string, score = 0.6): SearchHit => ({
  articleId,
  title,
  body,
  score,
  category: 'x',
  products: [],
  question: title,
})
const FILTER = article('filter', '空气净化器滤网多久换一次', '滤网建议 6 个月更换一次。换好后长按复位键 3 秒。')

let database: Database
let shop: Awaited<ReturnType<typeof openShop>>
let twin: Twin
let llm: OpenLlm
let usual: LlmSettings
let asked: string[]
let hits: SearchHit[]
let performed: string[]

before(async () => {
  database = await openTestDatabase()
  shop = await openShop()
  twin = await openTwin(honest)
  llm = await openLlm({
    database,
    tail: null,
    log: openLog('silent'),
    registry: null,
    endpoint: { url: twin.url, key: TWIN_KEY },
    starting: { model: TWIN_MODEL, answerMs: 2500, dailyTokens: 10_000_000 },
    audit: async () => undefined,
  })
  usual = (await llm.status()).settings
})
after(async () => {
  await twin.close()
  await shop.close()
  await database.close()
})
beforeEach(() => {
  asked = []
  performed = []
  hits = [FILTER]
  twin.personality = honest
  twin.requests = []
  twin.faults = []
})

let calls = 0
function ask(text: string, customer: { id: string; names?: string[]; verified?: boolean } = { id: 'c-lin' }) {
  const run = performOn(database, connectTo(shop.url))
  const perform: Perform = ({ customerId, action, input, ...more }) => {
    performed.push(action)
    return run(customerId, action, input, more)
  }
  const compose = openCompose({
    llm,
    search: (query) => {
      asked.push(query)
      return hits
    },
    perform,
    actions: () => actions,
    customer: async () => ({ names: customer.names ?? [], verified: customer.verified ?? true }),
    channelOf: async () => 'web',
    botName: () => '小禾',
    log: openLog('silent'),
  })
  const input = { text, language: 'zh', before: '' }
  return compose({ callId: `call-${calls++}`, input, customerId: customer.id, conversationId: 'v-1' })
}

test('a question is answered from an article that is cited', async () => {
  assert.deepEqual(await ask('空气净化器的滤网多久换'), {
    ok: true,
    data: {
      kind: 'answer',
      text: '滤网建议 6 个月更换一次[1]。换好后长按复位键 3 秒[1]。',
      articles: [{ articleId: 'filter', title: FILTER.title }],
    },
  })
  assert.deepEqual(twin.violations, [])
})

test('nothing personal leaves, and what comes back is put into place', async () => {
  twin.personality = ({ user }) => {
    const phone = /⟦PHONE_\d+⟧/.exec(user)![0]
    return { text: `滤网建议 6 个月更换一次，换好后通知 ${phone}[1]。` }
  }
  const outcome = await ask('我叫林婉清，电话13812345678，滤网多久更换一次', { id: 'c-lin', names: ['林婉清'] })
  assert.match(JSON.stringify(outcome), /13812345678/)
  for (const request of twin.requests) assert.doesNotMatch(request.system + request.user, /13812345678|林婉清/)
})

test('a placeholder that was never given out is refused', async () => {
  twin.personality = () => ({ text: '滤网建议 6 个月更换一次，请拨打 ⟦PHONE_9⟧[1]。' })
  assert.equal((await ask('滤网多久换一次呢')).ok, false)
})

test('what is the customer’s own is looked up, without his address and telephone', async () => {
  twin.personality = ({ results }) => {
    if (!results.length) return { calls: [{ name: 'orders_get', arguments: { orderId: 'HM10001003' } }] }
    const { n, data } = JSON.parse(results[0]!)
    return { text: `您的订单金额是 ${data.amount} 元[${n}]。` }
  }
  hits = []
  const outcome = await ask('我那台咖啡机一共花了多少钱')
  assert.ok(outcome.ok, JSON.stringify(outcome))
  assert.deepEqual(performed, ['orders.get'])
  const sent = JSON.stringify(twin.requests)
  const order = await (
    await fetch(`${shop.url}/api/orders/HM10001003`, { headers: { authorization: 'Bearer key-for-tests' } })
  ).json()
  for (const secret of [order.address.phone, order.address.detail, order.address.name, order.id])
    assert.ok(!sent.includes(secret), secret)
})

test('what belongs to somebody else is not found', async () => {
  twin.personality = ({ results }) =>
    results.length
      ? { text: `查询结果 ${results[0]}[2]` }
      : { calls: [{ name: 'orders_get', arguments: { orderId: OTHERS.order } }] }
  const outcome = await ask('帮我看看别人的订单')
  assert.doesNotMatch(JSON.stringify(twin.requests), /陈思远|electric|牙刷/)
  assert.equal(outcome.ok, false)
})

test('a write is never run: it becomes the start of the task, with values that were really named', async () => {
  twin.personality = () => ({
    calls: [{ name: 'orders_cancel', arguments: { orderId: '⟦ORDER_1⟧', reason: 'made up by the model' } }],
  })
  const outcome = await ask('HM10001003这单我想了想还是别发货了')
  assert.deepEqual(outcome, {
    ok: true,
    data: { kind: 'start', action: 'orders.cancel', input: { orderId: 'HM10001003' } },
  })
  assert.deepEqual(performed, [])
  twin.personality = () => ({ calls: [{ name: 'orders_cancel', arguments: { orderId: 'HM10001002' } }] })
  const invented = await ask('那单我想了想还是别发货了')
  assert.deepEqual(invented, { ok: true, data: { kind: 'start', action: 'orders.cancel', input: {} } })
})

test('a visitor can have nothing looked up or begun', async () => {
  for (const name of ['orders_list', 'orders_cancel']) {
    twin.personality = ({ results }) =>
      results.length ? { text: results[0]! } : { calls: [{ name, arguments: { orderId: 'HM10001003' } }] }
    assert.equal((await ask(`访客想知道 ${name}`, { id: 'c-visitor', verified: false })).ok, false)
  }
  assert.deepEqual(performed, [])
  assert.ok(twin.requests.every(({ tools }) => !tools.includes('orders_list') && !tools.includes('orders_cancel')))
})

test('a model that only ever calls tools is stopped', async () => {
  twin.personality = () => ({ calls: Array.from({ length: 6 }, () => ({ name: 'orders_list', arguments: {} })) })
  assert.equal((await ask('一直查一直查')).ok, false)
  assert.ok(performed.length <= 9)
  assert.deepEqual(twin.violations, [])
})

test('a question the search is unsure of is tried in other words', async () => {
  const found = [FILTER]
  hits = [{ ...FILTER, score: 0.1 }]
  twin.personality = (request) => {
    if (!request.json) return honest(request)
    hits = found
    return { text: '{"queries":["空气净化器滤网多久换一次"]}' }
  }
  const outcome = await ask('那个网网的寿命，空气净化器滤网多久换')
  assert.ok(outcome.ok, JSON.stringify(outcome))
  assert.equal(asked.at(-1), '空气净化器滤网多久换一次')
})

test('an answer never takes longer than its limit, and one that does not come is told from a refused one', async () => {
  await llm.change({ ...usual, limits: { ...usual.limits, answers: 300 } }, 'user:admin', '')
  twin.faults = [{ kind: 'hang' }]
  const outcome = await ask('滤网要是一直没反应呢')
  assert.ok(!outcome.ok && outcome.code === 'timeout')
  twin.faults = [{ kind: 'status', status: 401 }]
  const refused = await ask('滤网要是密钥不对呢')
  assert.ok(!refused.ok && refused.code === 'down')
  await llm.change(usual, 'user:admin', '')
})
