import { daysAfter, type ShopContext } from './context.ts'
import { ShopError } from './errors.ts'
import type { StoredOrder } from './store.ts'

export function storedOrder(shop: ShopContext, orderId: string): StoredOrder {
  const order = shop.store.get('order', orderId)
  if (!order) throw new ShopError('not_found', orderId)
  return order
}

export function saveOrder(shop: ShopContext, order: StoredOrder) {
  shop.store.put('order', order.id, order, order.customerId, order.placedAt)
}

/** Whether the order is delivered and still within `days` after delivery. */
export function isWithin(shop: ShopContext, order: StoredOrder, days: number): boolean {
  if (order.status !== 'delivered' || !order.deliveredAt) return false
  return shop.now().toISOString() <= daysAfter(order.deliveredAt, days)
}
