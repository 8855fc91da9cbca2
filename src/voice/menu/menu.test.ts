import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { KEYS } from '#voice/contract.ts'
import { type CallerFacts, type PersonalMenu, voiceMenu } from '#voice/menu/contract.ts'
import { FIRST_MENU } from '#voice/menu/first-menu.ts'
import { nodeMenu, personalMenu } from '#voice/menu/personal-menu.ts'
import { grammarOf, menuStep } from '#voice/menu/step.ts'

const STRANGER: CallerFacts = {
  ...{ language: 'zh', tier: 'regular', elderly: false, used: [], likely: [], pending: null, lastNegative: false },
}
const hear = (facts: Partial<CallerFacts>, open = true) => personalMenu(FIRST_MENU, { ...STRANGER, ...facts }, open)
const titles = (menu: PersonalMenu) => menu.choices.map(({ key, title }) => `${key} ${title[menu.language]}`)

test('the menu of a new installation is sound, and a broken one is named', () => {
  assert.ok(voiceMenu.safeParse(FIRST_MENU).success)
  const [main, ...rest] = FIRST_MENU.nodes
  const broken = {
    ...FIRST_MENU,
    nodes: [{ ...main!, choices: main!.choices.map((one) => ({ ...one, key: '1' })) }, ...rest],
  }
  assert.match(JSON.stringify(voiceMenu.safeParse(broken).error?.issues), /a key is given twice/)
  assert.match(
    JSON.stringify(voiceMenu.safeParse({ ...FIRST_MENU, nodes: [main] }).error?.issues),
    /there is no menu orders/,
  )
})

test('a stranger hears the whole menu', () => {
  const menu = hear({})
  assert.deepEqual(titles(menu), [
    '1 订单和物流',
    '2 退换货和退款',
    '3 维修和保修',
    '4 发票',
    '5 投诉和建议',
    '0 人工服务',
  ])
  assert.equal(menu.speed, 1)
  assert.ok(menu.lines.includes('订单和物流请按1') && menu.lines.at(-1) === '您也可以直接说出您要办的事')
  assert.ok(hear({ language: 'en' }).lines.includes('For orders and delivery, press 1'))
})

test('a VIP is asked nothing; after a bad contact a senior agent takes the call', () => {
  assert.deepEqual(hear({ tier: 'vip' }).direct, { kind: 'person', senior: false, skill: null })
  const upset = hear({ lastNegative: true })
  assert.deepEqual(upset.direct, { kind: 'person', senior: true, skill: null })
  assert.match(upset.lines.join(), /非常抱歉/)
  assert.equal(hear({ tier: 'vip', lastNegative: true }).direct?.kind, 'person')
})

test('a caller with a return under way hears its state first', () => {
  const menu = hear({ pending: { state: '您的吹风机退货正在验货', topic: 'refund_progress' } })
  assert.equal(menu.lines[1], '您的吹风机退货正在验货')
  assert.deepEqual(titles(menu), ['1 退款进度', '2 其他业务', '0 人工服务'])
})

test('frequent callers get what they use, the most used first; the rest is one key away', () => {
  const used = [
    { topic: 'invoice', times: 2 },
    { topic: 'logistics', times: 6 },
    { topic: 'warranty', times: 1 },
  ]
  const menu = hear({ used })
  assert.deepEqual(titles(menu), ['1 查询物流', '2 发票', '3 其他业务', '0 人工服务'])
  const step = menuStep(menu, { key: '3' })
  assert.ok(step.kind === 'chosen' && step.to.kind === 'menu')
  assert.equal(nodeMenu(FIRST_MENU, step.to.menu, menu, true).choices.length, 6)
})

test('what a caller has on hand comes first, after what he always asks', () => {
  const menu = hear({ used: [{ topic: 'invoice', times: 3 }], likely: ['logistics', 'refund', 'exchange'] })
  assert.deepEqual(titles(menu), ['1 发票', '2 查询物流', '3 申请退货', '4 其他业务', '0 人工服务'])
  assert.deepEqual(menu.because, ['frequent', 'on-hand'])
  assert.equal(menu.lines[0], '您好，我是智能助手。')
})

test('the elderly hear few choices slowly; at night nobody is promised', () => {
  const slow = hear({ elderly: true })
  assert.ok(slow.speed < 1 && slow.choices.length <= 4)
  assert.ok(titles(slow).includes('0 人工服务'))
  const night = hear({}, false)
  assert.ok(night.choices.every(({ to }) => to.kind !== 'person') && /下班/.test(night.lines[0]!))
  assert.equal(hear({ tier: 'vip' }, false).direct, null)
  assert.deepEqual(night.because, ['night'])
})

test('keys and words lead to the same places; a person can be asked for anywhere', () => {
  const menu = hear({})
  const byKey = menuStep(menu, { key: '4' })
  assert.deepEqual(menuStep(menu, { words: '我想开发票' }), byKey)
  assert.equal(menuStep(menu, { key: '8' }).kind, 'nothing')
  assert.equal(menuStep(menu, { key: '*' }).kind, 'again')
  assert.equal(menuStep(menu, { words: '再说一遍' }).kind, 'again')
  assert.deepEqual(menuStep(menu, { words: '我的电饭煲煮不熟饭' }), { kind: 'free', text: '我的电饭煲煮不熟饭' })
  const orders = nodeMenu(FIRST_MENU, 'orders', menu, false)
  const step = menuStep(orders, { words: '给我转人工' })
  assert.ok(step.kind === 'chosen' && step.to.kind === 'person')
  assert.ok(grammarOf(menu).includes('开发票'))
})

const facts = fc.record({
  language: fc.constantFrom('zh' as const, 'en' as const),
  tier: fc.constantFrom('regular', 'silver', 'gold', 'vip'),
  elderly: fc.boolean(),
  used: fc.array(
    fc.record({
      topic: fc.constantFrom('invoice', 'logistics', 'refund', 'gone'),
      times: fc.integer({ min: 1, max: 9 }),
    }),
    { maxLength: 5 },
  ),
  likely: fc.array(fc.constantFrom('logistics', 'refund', 'nothing'), { maxLength: 3 }),
  pending: fc.option(fc.constant({ state: '退货验货中', topic: 'refund_progress' })),
  lastNegative: fc.boolean(),
})
test('whoever calls whenever: every key is one choice, a person is reachable by day, and every choice by its own words', () =>
  fc.assert(
    fc.property(facts, fc.boolean(), (caller, open) => {
      const menu = personalMenu(FIRST_MENU, caller, open)
      const keys = menu.choices.map(({ key }) => key)
      assert.equal(new Set(keys).size, keys.length)
      if (open) assert.ok(menu.direct?.kind === 'person' || menu.choices.some(({ to }) => to.kind === 'person'))
      else assert.ok(!menu.direct)
      for (const choice of menu.choices) {
        const step = menuStep(menu, { words: choice.title[menu.language] })
        assert.ok(step.kind === 'chosen' && step.choice.id === choice.id, choice.id)
      }
      for (const key of KEYS) menuStep(menu, { key })
    }),
  ))
