import type { Part } from '../../../../../src/conversations/contract.ts'
import { formatDay, formatMoney } from '../../../../kit/format.ts'

/** What the console shows of an order of the company's system; `GET /api/customers/:id/orders`. Money in CNY. */
export type Order = {
  id: string
  status: string
  items: { productId: string; name: string; nameEn: string; quantity: number; price: number; image: string }[]
  amount: number
  placedAt: string
  deliveredAt?: string
  trackingNo?: string
  refundId?: string
}
export type Logistics = {
  trackingNo: string
  carrier: string
  carrierEn?: string
  status: string
  estimatedAt?: string
  events: { at: string; place: string; text: string; textEn: string }[]
}

export type OrderWords = { status: (status: string) => string; placed: string; amount: string; tracking: string }

type Card = Extract<Part, { kind: 'card' }>

export const orderTitle = (order: Order, language: 'zh' | 'en'): string =>
  order.items
    .map(
      (item) => `${(language === 'en' && item.nameEn) || item.name}${item.quantity > 1 ? ` × ${item.quantity}` : ''}`,
    )
    .join(language === 'zh' ? '、' : ', ') || order.id

/** An order as a card for its customer, in the customer's language. */
export function orderCard(order: Order, language: 'zh' | 'en', words: OrderWords): Card {
  const facts = [
    { label: words.amount, value: formatMoney(order.amount, language) },
    { label: words.placed, value: formatDay(order.placedAt, language) },
    ...(order.trackingNo ? [{ label: words.tracking, value: order.trackingNo }] : []),
  ]
  const image = order.items[0]?.image
  return {
    kind: 'card',
    card: 'order',
    id: order.id,
    title: orderTitle(order, language).slice(0, 200),
    subtitle: order.id,
    status: words.status(order.status),
    facts,
    ...(image ? { image } : {}),
  }
}
