// Warranty and repair visits. Appliances have a year (some longer) from the day of delivery.
import type { z } from 'zod'
import { dayMs, monthsAfter, type ShopContext } from './context.ts'
import type { OrderItem, Repair, RepairBody, Warranty } from './contract.ts'
import { ShopError } from './errors.ts'
import type { StoredOrder } from './store.ts'
import { storedOrder } from './stored-order.ts'

export function getWarranty(shop: ShopContext, orderId: string): Warranty {
  const order = storedOrder(shop, orderId)
  const warranty = warrantyUntil(shop, order)
  const item = warranty?.item ?? (order.items[0] as OrderItem)
  const until = warranty?.until ?? null
  return {
    orderId,
    covered: until !== null && shop.now().toISOString() <= until,
    until,
    productId: item.productId,
    productName: item.name,
    productNameEn: item.nameEn,
    serial: warranty ? `${item.sku}-${orderId.slice(2)}` : '',
  }
}

export function createRepair(shop: ShopContext, orderId: string, body: z.infer<typeof RepairBody>): Repair {
  const order = storedOrder(shop, orderId)
  const warranty = warrantyUntil(shop, order)
  if (!warranty?.until || order.status !== 'delivered') throw new ShopError('not_repairable')
  const booked = shop.store.listUnder('repair', orderId).find((one) => one.status === 'booked')
  if (booked) throw new ShopError('already_booked', booked.id)

  const now = shop.now()
  const repair: Repair = {
    id: `RP${shop.store.nextNumber('repair', 50_100_001)}`,
    orderId,
    productId: warranty.item.productId,
    status: 'booked',
    covered: now.toISOString() <= warranty.until,
    faultCode: body.faultCode || undefined,
    description: body.description,
    phone: body.phone,
    visitAt: visitTime(now, body.visitAt),
    createdAt: now.toISOString(),
  }
  shop.store.put('repair', repair.id, repair, orderId, repair.createdAt)
  return repair
}

/** The first item that has a warranty; `until` is missing before delivery. */
export function warrantyUntil(shop: ShopContext, order: StoredOrder) {
  if (order.status === 'cancelled' || order.status === 'refunded') return undefined
  for (const item of order.items) {
    const months = shop.store.get('product', item.productId)?.warrantyMonths ?? 0
    if (months === 0) continue
    return { item, until: order.deliveredAt && monthsAfter(order.deliveredAt, months) }
  }
  return undefined
}

function visitTime(now: Date, wanted?: string): string {
  if (!wanted) return tomorrowAtTen(now)
  const zoned = /(z|[+-]\d\d:?\d\d)$/i.test(wanted)
  const dateOnly = /^\d{4}-\d\d-\d\d$/.test(wanted)
  const text = dateOnly ? `${wanted}T10:00:00+08:00` : zoned ? wanted : `${wanted}+08:00`
  const at = new Date(text)
  if (Number.isNaN(at.getTime()) || at <= now || at.getTime() > now.getTime() + 60 * dayMs) {
    throw new ShopError('invalid', 'visitAt')
  }
  return at.toISOString()
}

function tomorrowAtTen(now: Date): string {
  const chinaDay = new Date(now.getTime() + dayMs + 8 * 3_600_000).toISOString().slice(0, 10)
  return new Date(`${chinaDay}T10:00:00+08:00`).toISOString()
}
