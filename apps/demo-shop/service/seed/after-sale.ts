// What had already happened before the demo begins: refunds, an invoice and a closed complaint.

import type { Refund } from '../contract.ts'
import { returnAddress, stepText } from '../refunds.ts'
import type { Store } from '../store.ts'
import { dateBack } from './date-back.ts'

type Steps = [daysAgo: number, status: 'submitted' | Refund['status']][]

export function seedAfterSale(store: Store, now: Date) {
  const at = (daysAgo: number) => dateBack(now, daysAgo)
  const refund = (id: string, facts: Pick<Refund, 'orderId' | 'type' | 'reason' | 'note'>, history: Steps) => {
    const order = store.get('order', facts.orderId)
    if (!order) throw new Error(`no order ${facts.orderId}`)
    const last = history.at(-1)?.[1] as Refund['status']
    const doc: Refund = {
      id,
      ...facts,
      status: last,
      amount: order.amount,
      items: order.items.map(({ productId, quantity }) => ({ productId, quantity })),
      photos: [],
      steps: history.map(([daysAgo, status]) => ({ at: at(daysAgo), status, ...wording(status) })),
      returnAddress: facts.type === 'return_refund' ? returnAddress : undefined,
    }
    store.put('refund', id, doc, facts.orderId, at(history[0]?.[0] ?? 0))
  }

  refund(
    'RF20004001',
    { orderId: 'HM10004001', type: 'return_refund', reason: 'not_as_described', note: '声音比想象的大' },
    [
      [5.2, 'submitted'],
      [5.1, 'waiting_return'],
      [0.8, 'inspecting'],
    ],
  )
  refund('RF20007003', { orderId: 'HM10007003', type: 'refund_only', reason: '拍错了型号' }, [
    [5, 'submitted'],
    [5, 'approved'],
    [3.5, 'refunded'],
  ])
  refund('RF20000640', { orderId: 'HM10000640', type: 'return_refund', reason: 'quality', note: '用了两次就有焦味' }, [
    [146, 'submitted'],
    [145.8, 'waiting_return'],
    [142, 'inspecting'],
    [141, 'approved'],
    [139, 'refunded'],
  ])
  seedInvoice(store, at(69))
  seedComplaint(store, at)
}

function wording(status: Steps[number][1]) {
  if (status === 'submitted') return { text: '退款申请已提交', textEn: 'Refund request submitted' }
  return stepText[status]
}

function seedInvoice(store: Store, issuedAt: string) {
  const order = store.get('order', 'HM10000853')
  if (!order) throw new Error('no order HM10000853')
  store.put(
    'invoice',
    'FP60000853',
    {
      id: 'FP60000853',
      orderId: order.id,
      status: 'issued',
      type: 'personal',
      title: '赵敏',
      email: 'zhao.min@example.com',
      amount: order.amount,
      issuedAt,
    },
    order.id,
    issuedAt,
  )
}

function seedComplaint(store: Store, at: (daysAgo: number) => string) {
  const id = 'CP30005001'
  store.put(
    'complaint',
    id,
    {
      id,
      customerId: 'c-wang',
      orderId: 'HM10005001',
      category: 'logistics',
      description: '说好三天到，等了十一天，中间没有人告诉我原因。',
      status: 'closed',
      createdAt: at(8),
      dueAt: at(7),
      result: '已道歉并补偿 30 元无门槛券，同时要求中岭快递整改。',
      resultEn: 'Apologised with a ¥30 voucher and asked Zhongling Express to improve.',
    },
    'c-wang',
    at(8),
  )
}
