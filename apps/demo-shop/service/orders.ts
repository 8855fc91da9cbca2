// Orders: what is stored plus everything that follows from the clock and the shop's rules.
import type { z } from 'zod'
import { daysAfter, defectReturnDays, returnDays, type ShopContext } from './context.ts'
import type { ChangeAddressBody, Order, OrderSummary } from './contract.ts'
import { ShopError } from './errors.ts'
import { openRefundForCancelled } from './refunds.ts'
import type { StoredOrder } from './store.ts'
import { isWithin, saveOrder, storedOrder } from './stored-order.ts'
import { warrantyUntil } from './warranty.ts'

export function getOrder(shop: ShopContext, orderId: string): Order {
  return viewOrder(shop, storedOrder(shop, orderId))
}

export function listCustomerOrders(shop: ShopContext, customerId: string, limit = 50): OrderSummary[] {
  if (!shop.store.get('customer', customerId)) throw new ShopError('not_found', customerId)
  return shop.store.listUnder('order', customerId, limit).map((order) => ({
    id: order.id,
    status: order.status,
    items: withImages(shop, order),
    amount: order.amount,
    placedAt: order.placedAt,
    deliveredAt: order.deliveredAt,
    trackingNo: order.trackingNo,
    refundId: order.refundId,
  }))
}

export function changeAddress(shop: ShopContext, orderId: string, body: z.infer<typeof ChangeAddressBody>): Order {
  const order = storedOrder(shop, orderId)
  if (order.status !== 'paid') throw new ShopError('not_changeable')
  order.address = {
    ...body.address,
    name: body.address.name ?? order.address.name,
    phone: body.address.phone ?? order.address.phone,
    district: body.address.district ?? '',
  }
  saveOrder(shop, order)
  return viewOrder(shop, order)
}

export function cancelOrder(shop: ShopContext, orderId: string, reason: string): Order {
  const order = storedOrder(shop, orderId)
  if (order.status !== 'paid') throw new ShopError('not_cancellable')
  order.status = 'cancelled'
  order.cancelledAt = shop.now().toISOString()
  order.refundId = openRefundForCancelled(shop, order, reason).id
  restock(shop, order)
  saveOrder(shop, order)
  return viewOrder(shop, order)
}

function viewOrder(shop: ShopContext, order: StoredOrder): Order {
  const delivered = order.deliveredAt
  const free = !order.refundId && !order.exchangeId
  return {
    ...order,
    items: withImages(shop, order),
    canCancel: order.status === 'paid',
    canChangeAddress: order.status === 'paid',
    canReturn: free && isWithin(shop, order, returnDays),
    returnDeadline: delivered && daysAfter(delivered, returnDays),
    defectReturnDeadline: delivered && daysAfter(delivered, defectReturnDays),
    invoice: shop.store.listUnder('invoice', order.id)[0],
    warrantyUntil: warrantyUntil(shop, order)?.until,
  }
}

function withImages(shop: ShopContext, order: StoredOrder) {
  return order.items.map((item) => ({ ...item, image: shop.baseUrl() + item.image }))
}

function restock(shop: ShopContext, order: StoredOrder) {
  for (const item of order.items) {
    const product = shop.store.get('product', item.productId)
    if (!product) continue
    product.stock += item.quantity
    shop.store.put('product', product.id, product)
  }
}
