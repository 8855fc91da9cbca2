import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import i18next from 'i18next'
import type { Conversation } from '../../../../../src/conversations/contract.ts'
import { resources } from '../../../locales/resources.ts'
import { prefillTicket } from './prefill-ticket.ts'

before(() => i18next.init({ resources, lng: 'zh', ns: ['desk'] }))

const conversation = (more: object) =>
  ({ subject: null, lastMessage: null, handOver: null, priority: 0, ...more }) as unknown as Conversation
const handOver = {
  reason: 'flow',
  wants: { zh: '申请退货退款', en: 'Wants to return an order' },
  tried: [{ zh: '查询了订单', en: 'Looked up the order' }],
  facts: [{ label: { zh: '订单', en: 'Order' }, value: 'HM10004001' }],
}

test('what the bot collected fills the ticket in the language of the agent', () => {
  const ticket = prefillTicket(conversation({ handOver }), 'en')
  assert.deepEqual(ticket, {
    type: 'refund',
    title: 'Wants to return an order',
    description: '· Looked up the order\nOrder: HM10004001',
    priority: 'normal',
    fields: { Order: 'HM10004001' },
  })
  assert.equal(prefillTicket(conversation({ handOver }), 'zh').fields.订单, 'HM10004001')
})

test('a complaint is more urgent, and without a brief the last words are the title', () => {
  assert.equal(prefillTicket(conversation({ handOver: { ...handOver, reason: 'complaint' } }), 'zh').priority, 'high')
  const bare = prefillTicket(
    conversation({ lastMessage: { preview: '快递三天没动了', author: 'customer', seq: 1 } }),
    'zh',
  )
  assert.deepEqual([bare.title, bare.type, bare.priority], ['快递三天没动了', 'logistics', 'normal'])
})

test('the wish with its own words is the title, and steps that only repeat it are left out', () => {
  const ticket = prefillTicket(
    conversation({
      subject: '退货退款',
      handOver: {
        ...handOver,
        wants: { zh: '退货退款：扫拖机器人 X10 坏了', en: 'Return and refund: X10 is broken' },
        tried: [
          { zh: '开始办理：退货退款', en: 'Started: Return and refund' },
          { zh: '查询了订单', en: 'Looked up the order' },
          { zh: '正在办理：退货退款', en: 'In progress: Return and refund' },
        ],
      },
    }),
    'zh',
  )
  assert.equal(ticket.title, '退货退款：扫拖机器人 X10 坏了')
  assert.equal(ticket.description, '· 查询了订单\n订单：HM10004001')
})
