import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { outage } from '#business/testing.ts'
import { openStage, type Stage } from '#dialogue/testing.ts'

let stage: Stage
before(async () => {
  stage = await openStage()
})
after(() => stage.close())

const english = { language: 'en' as const, name: 'Emma' }

test('an order is found by picking it from a list, and the next task knows it', async () => {
  const talk = stage.talk('c-lin')
  const asked = await talk.say('查一下我的订单')
  assert.equal(asked.outcome, 'asked')
  assert.match(asked.text, /半自动咖啡机 C3 \| 空气净化器 P7/)
  const shown = await talk.say('第一个')
  assert.equal(shown.outcome, 'done')
  assert.match(shown.text, /HM10001003.*待发货/)
  const address = await talk.say('改地址')
  assert.match(address.text, /订单 HM10001003 现在寄往/)
})

test('several slots in one sentence need one yes, and a correction is read back before it is done', async () => {
  const talk = stage.talk('c-lin')
  const read = await talk.say('把HM10001003的地址改成浙江省杭州市滨江区江南大道1号6栋302，电话13800001111')
  assert.match(read.text, /浙江省杭州市滨江区江南大道1号6栋302[\s\S]*138\*\*\*\*1111/)
  const again = await talk.say('不对，电话是13900002222')
  assert.deepEqual(again.calls, [])
  assert.match(again.text, /139\*\*\*\*2222/)
  const done = await talk.say('好的')
  assert.deepEqual(done.calls, ['orders.changeAddress'])
  const call = done.actions.find((action) => action.kind === 'call')!
  assert.equal((call.input.address as { phone: string }).phone, '13900002222')
  assert.match(done.text, /改好了/)
})

test('an address may come in pieces, with a question in between', async () => {
  const talk = stage.talk('c-xu')
  talk.knows('运费', { title: '退货运费谁出', body: '质量问题运费由我们承担。' })
  await talk.say('我想改地址')
  const aside = await talk.say('退货运费谁出？')
  assert.equal(aside.outcome, 'answered')
  assert.match(aside.text, /运费由我们承担[\s\S]*<source 退货运费谁出>[\s\S]*现在寄往/)
  assert.ok(aside.actions.some((action) => action.kind === 'say' && action.generated))
  const read = await talk.say('西湖区文三路100号')
  assert.match(read.text, /杭州市西湖区文三路100号/)
  const done = await talk.say('可以')
  assert.deepEqual(done.calls, ['orders.changeAddress'])
})

test('stopping leaves nothing half done', async () => {
  const talk = stage.talk('c-zhao')
  await talk.say('取消订单')
  await talk.say('不想要了')
  const stopped = await talk.say('算了')
  assert.equal(stopped.outcome, 'cancelled')
  assert.match(stopped.text, /没有做任何更改/)
  assert.deepEqual(talk.state().stack, [])
  const still = await talk.say('HM10007002')
  assert.match(still.text, /待发货/)
})

test('"the other one" asks among the rest and does not take the old one', async () => {
  const talk = stage.talk('c-lin')
  await talk.say('开个人发票')
  const read = await talk.say('第一个')
  assert.match(read.text, /HM10001003/)
  const rest = await talk.say('不对，是另外一个')
  assert.equal(rest.outcome, 'asked')
  assert.doesNotMatch(rest.text, /半自动咖啡机/)
  const other = await talk.say('净化器')
  assert.match(other.text, /HM10001002[\s\S]*林婉清/)
  assert.equal(other.outcome, 'asked')
})

test('two requests in one message are handled in order', async () => {
  const talk = stage.talk('c-lin')
  const both = await talk.say('帮我查一下净化器到哪了，再给咖啡机开个发票')
  assert.match(both.text, /<timeline 迅禾速运[\s\S]*接下来为您办「开发票」/)
  assert.ok(both.calls.includes('orders.logistics'))
  const read = await talk.say('个人的')
  assert.match(read.text, /HM10001003/)
})

test('a task that interrupts another gives way to it again', async () => {
  const talk = stage.talk('c-lin')
  await talk.say('我要开公司发票')
  const aside = await talk.say('帮我查一下退款进度')
  assert.match(aside.text, /我们接着办「开发票」/)
  assert.equal(aside.state.stack.at(-1)?.flow, 'invoice')
})

test('a return in English is done in two messages', async () => {
  const talk = stage.talk('c-emma', english)
  const read = await talk.say('Hi, I want to return my air fryer, it is broken')
  assert.match(read.text, /HM10006001[\s\S]*Faulty or poor quality/)
  const done = await talk.say('yes')
  assert.deepEqual(done.calls, ['refunds.create'])
  assert.match(done.text, /The refund number is RF/)
  assert.doesNotMatch(done.text.replace(/<.*>/g, ''), /\p{Script=Han}/u)
})

test('a business refusal is told in its own words, with what is possible instead', async () => {
  const talk = stage.talk('c-chen')
  const answer = await talk.say('我要退HM10004001')
  assert.match(answer.text, /已经有一个退款申请（RF20004001）/)
  assert.match(answer.text, /\[退款进度/)
  const old = stage.talk('c-zhao')
  await old.say('我要退HM10007001，不想要了')
  const refused = await old.say('是的')
  assert.deepEqual(refused.calls, ['refunds.create'])
  assert.match(refused.text, /没能办成：[\s\S]*您还可以：/)
})

test('another customer’s order is not found, and the number is asked for again', async () => {
  const talk = stage.talk('c-xu')
  const answer = await talk.say('查订单HM10001001')
  assert.match(answer.text, /没有查到订单 HM10001001/)
  assert.doesNotMatch(answer.text, /扫拖/)
})

test('photos sent along go into the request', async () => {
  const talk = stage.talk('c-emma', english)
  await talk.say('return HM10006002')
  const fresh = stage.talk('c-wang')
  await fresh.say('HM10005001要退货')
  const photo = { kind: 'image' as const, fileId: 'f-1', name: 'a.jpg', mime: 'image/jpeg', size: 10 }
  const read = await fresh.say('质量有问题，用不了', [photo])
  assert.doesNotMatch(read.text, /有照片会审核得更快/)
  assert.match(read.state.stack[0]!.slots.photos!.value, /f-1/)
})

test('a fault code leads to the fix, and from there to a repair', async () => {
  const talk = stage.talk('c-zhou', { elderly: true })
  const fix = await talk.say('电饭煲显示E102')
  assert.match(fix.text, /您这样试试/)
  const repair = await talk.say('还是不行')
  assert.match(repair.text, /师傅哪天去/)
  const read = await talk.say('后天下午')
  assert.match(read.text, /14:00/)
  const done = await talk.say('是的')
  assert.deepEqual(done.calls, ['repairs.create'])
})

test('a complaint is filed after a yes and offers a person', async () => {
  const talk = stage.talk('c-wang')
  const read = await talk.say('我要投诉，快递太慢了一直没到')
  assert.match(read.text, /物流配送/)
  const done = await talk.say('是的')
  assert.deepEqual(done.calls, ['complaints.create'])
  const person = await talk.say('现在找专人')
  assert.equal(person.handOver?.reason, 'requested')
})

test('a person is called at any time, with everything that is known', async () => {
  const talk = stage.talk('c-lin', { tier: 'vip' })
  await talk.say('我要退HM10001001，质量有问题')
  const handed = await talk.say('转人工')
  assert.equal(handed.handOver?.reason, 'requested')
  assert.equal(handed.handOver?.skill, 'refund')
  assert.match(handed.handOver!.wants.zh, /退货退款：我要退HM10001001/)
  assert.ok(handed.handOver!.facts.some((fact) => fact.value === '质量问题'))
  assert.ok(handed.handOver!.priority > 0)
})

test('three messages in a row that bring nothing call a person', async () => {
  const talk = stage.talk('c-lin')
  assert.equal((await talk.say('嘟嘟噜噜')).outcome, 'unresolved')
  const second = await talk.say('呜啦呜啦')
  assert.match(second.text, /转人工/)
  const third = await talk.say('哔哔叭叭')
  assert.equal(third.handOver?.reason, 'circuit-breaker')
})

test('abuse is met with calm once and then with a person; accidents and law at once', async () => {
  const talk = stage.talk('c-wang')
  const calm = await talk.say('你们都是骗子垃圾')
  assert.equal(calm.handOver, null)
  assert.equal((await talk.say('滚')).handOver?.reason, 'sensitive')
  const fire = await stage.talk('c-lin').say('充电的时候起火了')
  assert.equal(fire.handOver?.reason, 'sensitive')
  assert.match(fire.text, /断电/)
})

test('a visitor who is not signed in sees no order, but a person gets what he gave', async () => {
  const talk = stage.talk('c-visitor', { verified: false, name: '' })
  const away = await talk.say('查订单')
  assert.deepEqual(away.calls, [])
  assert.match(away.text, /请先在商店页面登录/)
  const handed = await talk.say('HM10001001 1234')
  assert.deepEqual(handed.calls, [])
  assert.deepEqual(
    handed.handOver?.facts.slice(0, 2).map((fact) => fact.value),
    ['HM10001001', '1234'],
  )
})

test('close articles are asked back, and the picked one is answered with its source', async () => {
  const talk = stage.talk('c-lin')
  talk.knows('积分', { articleId: 'a1', title: '积分怎么用', score: 0.5 })
  talk.knows('积分', { articleId: 'a2', title: '积分多久过期', score: 0.45 })
  const asked = await talk.say('积分的事情问一下')
  assert.match(asked.text, /积分怎么用 \| 积分多久过期 \| 都不是/)
  const answered = await talk.tap('article:a2', '积分多久过期')
  assert.match(answered.text, /<source 积分多久过期>/)
  assert.equal(answered.state.lastAnswer?.articleId, 'a2')
})

test('greeting knows the page, and a bot says that it is one', async () => {
  const talk = stage.talk('c-lin')
  const hello = await talk.send({ kind: 'opened', context: { orderId: 'HM10001003' } })
  assert.match(hello.text, /HM10001003/)
  const address = await talk.say('改地址')
  assert.match(address.text, /订单 HM10001003 现在寄往/)
  assert.match((await stage.talk('c-emma', english).say('are you a robot?')).text, /I am an AI assistant, not a person/)
})

test('when the business is down the request is kept as a ticket', async () => {
  await outage(stage.shopUrl, 'down')
  try {
    const kept = await stage.talk('c-zhao').say('取消订单HM10007002，不想要了')
    assert.equal(kept.ticket?.type, 'cancel_order')
    assert.deepEqual(kept.ticket?.fields, { order: 'HM10007002', reason: 'no_longer_needed' })
    assert.match(kept.text, /登记成工单/)
  } finally {
    await outage(stage.shopUrl, 'off')
  }
})
