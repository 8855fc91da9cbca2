import type { z } from 'zod'
import { dayMs, type ShopContext } from './context.ts'
import type { Complaint, ComplaintBody } from './contract.ts'
import { ShopError } from './errors.ts'
import { storedOrder } from './stored-order.ts'

/** A complaint is answered within one day; VIP customers within four hours. */
export function createComplaint(shop: ShopContext, body: z.infer<typeof ComplaintBody>): Complaint {
  const customer = shop.store.get('customer', body.customerId)
  if (!customer) throw new ShopError('not_found', body.customerId)
  if (body.orderId && storedOrder(shop, body.orderId).customerId !== customer.id) {
    throw new ShopError('invalid', 'orderId')
  }
  const now = shop.now()
  const allowed = customer.tier === 'vip' ? dayMs / 6 : dayMs
  const complaint: Complaint = {
    id: `CP${shop.store.nextNumber('complaint', 30_100_001)}`,
    ...body,
    status: 'open',
    createdAt: now.toISOString(),
    dueAt: new Date(now.getTime() + allowed).toISOString(),
  }
  shop.store.put('complaint', complaint.id, complaint, customer.id, complaint.createdAt)
  return complaint
}
