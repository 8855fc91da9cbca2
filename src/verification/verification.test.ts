import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { begin } from '#verification/begin.ts'
import { check } from '#verification/check.ts'
import type { Need } from '#verification/contract.ts'
import { changeVerificationSettings, readVerificationSettings } from '#verification/settings.ts'
import { openVerifyingHouse } from '#verification/testing.ts'

let house: Awaited<ReturnType<typeof openVerifyingHouse>>
before(async () => {
  house = await openVerifyingHouse()
})
after(() => house.close())

const MINUTE = 60_000
let visitors = 0
const visitor = () => `v-${++visitors}`
const lastCode = () => house.texts.texts.at(-1)!.values.code!
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
/** The code that went out after this was done. */
async function codeAfter<T>(did: () => Promise<T>): Promise<[T, string]> {
  const had = house.texts.texts.length
  const result = await did()
  for (let n = 0; n < 400 && house.texts.texts.length === had; n++) await new Promise((done) => setTimeout(done, 25))
  assert.equal(house.texts.texts.length, had + 1, 'a text message went out')
  return [result, lastCode()]
}
const by = (customerId: string) => ({ actor: `customer:${customerId}`, ip: '' })
async function conversationOf(customerId: string, channel = 'web') {
  const { id } = await house.say(customerId, '你好', channel)
  return { id, customerId, channel, language: 'zh' as const }
}
const start = (where: Awaited<ReturnType<typeof conversationOf>>, need: Need, contact = '', way = '') =>
  begin(house.deps, where, { need, contact, way, by: by(where.customerId) })
const answer = (where: Awaited<ReturnType<typeof conversationOf>>, text: string) =>
  check(house.deps, where, { answer: text, by: by(where.customerId) })

test('the flows of the packs are sound', () => assert.deepEqual(house.problems, []))

test('without a way to send a code the house does not pretend: a visitor is led as before', async () => {
  const said = await house.say(visitor(), '我要退货')
  assert.match(said.text, /登录/)
  assert.equal((await start(await conversationOf(visitor()), 'any', '13800010001')).state, 'unavailable')
})

test('a visitor proves by a code who he is, does his business, and the code is stored nowhere', async () => {
  await house.withTexts()
  const who = visitor()
  const asked = await house.say(who, '我要退货')
  assert.match(asked.text, /手机号/)
  const [sent, code] = await codeAfter(() => house.say(who, '13800010001'))
  assert.match(sent.text, /138\*\*\*\*0001/)
  const refused = await house.say(who, `是 ${wrong(code)}`)
  assert.match(refused.text, /还可以再试 2 次/)
  const passed = await house.say(who, code)
  assert.match(passed.text, /验证通过/)
  assert.match(passed.text, /哪个订单/)
  const stored = await house.conversations.messages(passed.id, { limit: 100, internal: true })
  assert.ok(!JSON.stringify(stored).includes(code), 'no message holds the code')
  assert.ok(stored.some(({ parts }) => JSON.stringify(parts).includes('••••')))
  const { dialogue } = await house.conversations.load(passed.id)
  assert.ok(!JSON.stringify(dialogue).includes(code), 'the state of the dialogue does not hold the code')
  const outcome = await house.perform({
    ...{ action: 'orders.list', input: {}, customerId: who, conversationId: passed.id },
    ...{ actor: 'bot', idempotencyKey: 'k1' },
  })
  assert.ok(outcome.ok && JSON.stringify(outcome.data).includes('HM'))
  house.clock.now += 31 * MINUTE
  const later = await house.perform({
    ...{ action: 'orders.list', input: {}, customerId: who, conversationId: passed.id },
    ...{ actor: 'bot', idempotencyKey: 'k2' },
  })
  assert.equal(!later.ok && later.code, 'sign_in_needed', 'a proof ends')
})

test('an unknown number is treated like a known one, and three failures lock and call a person', async () => {
  const who = visitor()
  await house.say(who, '我要退货')
  const had = house.texts.texts.length
  const sent = await house.say(who, '13999999999')
  assert.match(sent.text, /139\*\*\*\*9999/)
  assert.equal(house.texts.texts.length, had, 'nothing goes to a number that nobody left')
  await house.say(who, '111111')
  await house.say(who, '222222')
  const locked = await house.say(who, '333333')
  assert.match(locked.text, /暂停 30 分钟/)
  const conversation = await house.conversations.load(locked.id)
  assert.equal(conversation.status, 'queued')
  assert.equal(conversation.handOver?.reason, 'unverified')
  assert.ok(conversation.handOver?.tried.some(({ zh }) => zh.includes('身份验证多次失败')))
  assert.match(conversation.handOver!.wants.zh, /退货/)
  const where = { id: locked.id, customerId: who, channel: 'web', language: 'zh' as const }
  assert.equal((await start(where, 'any', '13800010002')).state, 'locked', 'with another number too')
  house.clock.now += 31 * MINUTE
  assert.equal((await start(where, 'any', '13999999998')).state, 'sent')
})

test('a code counts once, for its conversation, for five minutes, and the next one replaces it', async () => {
  const where = await conversationOf(visitor())
  const other = await conversationOf(visitor())
  const [, first] = await codeAfter(() => start(where, 'any', '13800010003'))
  const early = await start(where, 'any', '13800010003')
  assert.equal(early.state, 'wait')
  assert.ok(early.wait > 0 && early.wait <= 60)
  assert.equal((await answer(other, first)).state, 'expired', 'not in another conversation')
  house.clock.now += MINUTE
  const [, second] = await codeAfter(() => start(where, 'any', '13800010003'))
  if (first !== second) assert.equal((await answer(where, first)).state, 'wrong', 'the first one was replaced')
  house.clock.now += 5 * MINUTE
  assert.equal((await answer(where, second)).state, 'expired')
  const [, third] = await codeAfter(() => start(where, 'any', '13800010003'))
  assert.equal((await answer(where, third)).state, 'proven')
  const again = await house.database.db.selectFrom('verification_challenges').selectAll().execute()
  assert.equal(again.filter(({ state, conversation_id }) => state === 'open' && conversation_id === where.id).length, 0)
  for (const row of again) assert.ok(!JSON.stringify(row).includes(third), 'only a hash is kept')
})

test('an address and a customer get so many codes an hour and no more', async () => {
  const states: string[] = []
  for (let n = 0; n < 7; n++) {
    house.clock.now += 2 * MINUTE
    states.push((await start(await conversationOf(visitor()), 'any', '13800010004')).state)
  }
  assert.deepEqual(states, [...Array(5).fill('sent'), 'limited', 'limited'])
})

test('a signed-in customer goes on as before, and from a large amount on the server asks for a code first', async () => {
  const { database } = house
  const usual = await readVerificationSettings(database.db)
  const where = await conversationOf('c-lin')
  const wish = { action: 'refunds.create', customerId: 'c-lin', conversationId: where.id, actor: 'user:lina' }
  const order = await house.perform({ ...wish, action: 'orders.list', input: {}, idempotencyKey: 'k3' })
  assert.ok(order.ok)
  const { orders } = order.data as { orders: { id: string; amount: number; status: string }[] }
  const [one] = orders.filter(({ status }) => status === 'delivered')
  const input = { orderId: one!.id, type: 'return_refund', reason: 'other' }
  const needs = [{ action: 'refunds.create', need: 'questions' as const, codeFrom: one!.amount }]
  await changeVerificationSettings(database, { ...usual, needs }, by('x'))
  await house.tail.catchUp()
  const refused = await house.perform({ ...wish, input, idempotencyKey: 'k4' })
  assert.equal(!refused.ok && refused.code, 'verification_code')
  const [, code] = await codeAfter(() => start(where, 'code'))
  assert.equal((await answer(where, code)).state, 'proven')
  const done = await house.perform({ ...wish, input, idempotencyKey: 'k5' })
  assert.notEqual(!done.ok && done.code, 'verification_code', 'after the code the business decides')
  await changeVerificationSettings(database, usual, by('x'))
  await house.tail.catchUp()
})

test('a refusal of the provider is told, and the next way is by e-mail', async () => {
  house.texts.refuse = 'isv.AMOUNT_NOT_ENOUGH'
  const where = await conversationOf('c-zhou')
  assert.equal((await start(where, 'code')).state, 'unavailable')
  house.withMail()
  house.clock.now += 2 * MINUTE
  const mailed = await start(where, 'code', '', 'email')
  assert.deepEqual([mailed.state, mailed.method, mailed.hint], ['sent', 'email', 'z***@example.com'])
  const body = house.mails.mails.at(-1)!.data
  const text = /base64/.test(body) ? Buffer.from(body.split('\r\n\r\n').slice(1).join(''), 'base64').toString() : body
  const code = /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0] ?? ''
  assert.equal((await answer(where, code)).state, 'proven')
  house.texts.refuse = null
})

test('every step is audited, without numbers, codes or addresses', async () => {
  const rows = await house.database.db
    .selectFrom('audit_log')
    .selectAll()
    .where('action', 'like', 'verification.%')
    .execute()
  const actions = new Set(rows.map(({ action }) => action))
  for (const what of ['begun', 'passed', 'failed', 'locked', 'configured'])
    assert.ok(actions.has(`verification.${what}`), what)
  assert.ok(!/13800010001|13999999999|zhou\.defu/.test(JSON.stringify(rows)))
})
