import type { Key } from '#voice/contract.ts'
import type { MenuChoice, MenuTarget, VoiceMenu } from '#voice/menu/contract.ts'

type Both = { zh: string; en: string }

function choice(
  key: Key,
  id: string,
  title: Both,
  words: [zh: string, en: string],
  rest: Partial<MenuChoice>,
): MenuChoice {
  const [zh, en] = words.map((list) => list.split('|')) as [string[], string[]]
  return { id, key, title, words: { zh, en }, topic: null, atNight: true, to: say(title), ...rest }
}
const say = (text: Both): MenuTarget => ({ kind: 'say', text })
const menu = (name: string): MenuTarget => ({ kind: 'menu', menu: name })
const person = choice(
  '0',
  'person',
  { zh: '人工服务', en: 'a person' },
  ['人工|转人工|真人|客服', 'agent|human|person'],
  {
    ...{ atNight: false, to: { kind: 'person', senior: false, skill: null } },
  },
)
const back = choice('9', 'back', { zh: '返回上一级', en: 'the menu before' }, ['返回|上一级', 'back|go back'], {
  to: menu('main'),
})

/** The menu of a new installation, in the order of what callers ask most; the page changes it. */
export const FIRST_MENU: VoiceMenu = {
  greeting: { zh: '您好，欢迎致电，我是智能语音助手。', en: 'Hello and welcome. I am the voice assistant.' },
  briefGreeting: { zh: '您好，我是智能助手。', en: 'Hello, this is the voice assistant.' },
  nightGreeting: {
    zh: '您好，现在是下班时间，人工客服明天九点上班，我可以先为您查询和办理。',
    en: 'Hello. Our people are back at nine; until then I can look things up and take care of most requests.',
  },
  skipTiers: ['vip'],
  web: false,
  root: 'main',
  nodes: [
    {
      id: 'main',
      prompt: { zh: '请选择您要办理的业务', en: 'Please choose what you need' },
      choices: [
        choice('1', 'orders', { zh: '订单和物流', en: 'orders and delivery' }, ['订单|物流', 'order|delivery'], {
          to: menu('orders'),
        }),
        choice(
          '2',
          'after-sales',
          { zh: '退换货和退款', en: 'returns and refunds' },
          ['退换货|售后', 'returns|refunds'],
          {
            to: menu('after-sales'),
          },
        ),
        choice('3', 'service', { zh: '维修和保修', en: 'repair and warranty' }, ['维修保修', 'service'], {
          to: menu('service'),
        }),
        choice('4', 'papers', { zh: '发票', en: 'invoices' }, ['发票|开发票|开票', 'invoice|receipt'], {
          ...{ topic: 'invoice', to: say({ zh: '我要开发票', en: 'I need an invoice' }) },
        }),
        choice('5', 'complaint', { zh: '投诉和建议', en: 'complaints' }, ['投诉|意见|建议', 'complain|complaint'], {
          ...{ topic: 'complaint', to: say({ zh: '我要投诉', en: 'I want to complain' }) },
        }),
        person,
      ],
    },
    {
      id: 'orders',
      prompt: { zh: '订单和物流', en: 'Orders and delivery' },
      choices: [
        choice(
          '1',
          'order-query',
          { zh: '查询订单', en: 'your orders' },
          ['查订单|订单查询|我的订单', 'my order|order status'],
          {
            ...{ topic: 'order_query', to: say({ zh: '查一下我的订单', en: 'Where is my order' }) },
          },
        ),
        choice(
          '2',
          'logistics',
          { zh: '查询物流', en: 'your delivery' },
          ['快递到哪了|查快递|快递|查物流', 'where is my parcel|parcel'],
          {
            ...{ topic: 'logistics', to: say({ zh: '我的快递到哪了', en: 'Where is my parcel' }) },
          },
        ),
        choice('3', 'address', { zh: '修改地址', en: 'a change of address' }, ['改地址|换地址|地址', 'address'], {
          ...{ topic: 'change_address', to: say({ zh: '我要修改收货地址', en: 'I want to change the address' }) },
        }),
        choice('4', 'cancel', { zh: '取消订单', en: 'cancelling an order' }, ['取消|不要了', 'cancel'], {
          ...{ topic: 'cancel_order', to: say({ zh: '我要取消订单', en: 'I want to cancel my order' }) },
        }),
        back,
        person,
      ],
    },
    {
      id: 'after-sales',
      prompt: { zh: '退换货和退款', en: 'Returns and refunds' },
      choices: [
        choice('1', 'return', { zh: '申请退货', en: 'returning something' }, ['退货|退款|我要退', 'return|refund'], {
          ...{ topic: 'refund', to: say({ zh: '我要退货', en: 'I want to return something' }) },
        }),
        choice('2', 'exchange', { zh: '申请换货', en: 'an exchange' }, ['换货|换一个', 'exchange|swap'], {
          ...{ topic: 'exchange', to: say({ zh: '我要换货', en: 'I want to exchange something' }) },
        }),
        choice(
          '3',
          'progress',
          { zh: '退款进度', en: 'a refund under way' },
          ['退款进度|退款到了吗|退款到账', 'refund status'],
          {
            ...{ topic: 'refund_progress', to: say({ zh: '查询退款进度', en: 'Check my refund' }) },
          },
        ),
        back,
        person,
      ],
    },
    {
      id: 'service',
      prompt: { zh: '维修和保修', en: 'Repair and warranty' },
      choices: [
        choice(
          '1',
          'fault',
          { zh: '故障诊断', en: 'something that does not work' },
          ['坏了|故障|不工作|报错', 'broken|fault|error'],
          {
            ...{ topic: 'fault_diagnosis', to: say({ zh: '机器出故障了', en: 'It does not work' }) },
          },
        ),
        choice('2', 'repair', { zh: '预约维修', en: 'a repair' }, ['维修|修理|上门', 'repair|fix'], {
          ...{ topic: 'repair', to: say({ zh: '我要预约维修', en: 'I want to book a repair' }) },
        }),
        choice('3', 'warranty', { zh: '保修查询', en: 'your warranty' }, ['保修|质保', 'warranty'], {
          ...{ topic: 'warranty', to: say({ zh: '查询保修', en: 'Check my warranty' }) },
        }),
        back,
        person,
      ],
    },
  ],
}
