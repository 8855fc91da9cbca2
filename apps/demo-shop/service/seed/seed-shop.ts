// Fills an empty database with the catalogue, the cast and their orders, dated back from now.
import { dayMs } from '../context.ts'
import type { Store, StoredOrder, StoredProduct } from '../store.ts'
import { seedAfterSale } from './after-sale.ts'
import { careProducts } from './care.ts'
import { customers, type SeedCustomer } from './customers.ts'
import { dateBack } from './date-back.ts'
import { homeProducts } from './home.ts'
import { kitchenProducts } from './kitchen.ts'
import { type SeedOrder, seedOrders } from './orders.ts'
import { parcelOf } from './parcel.ts'
import { seedParts } from './parts.ts'

export function seedShop(store: Store, now: Date) {
  const products = [...kitchenProducts, ...homeProducts, ...careProducts]
  store.transaction(() => {
    for (const product of products) store.put('product', product.id, product)
    for (const part of seedParts) store.put('part', part.partId, part)
    for (const person of customers) seedCustomer(store, person, now)
    for (const order of seedOrders) seedOrder(store, order, products, now)
    seedAfterSale(store, now)
  })
}

function seedCustomer(store: Store, person: SeedCustomer, now: Date) {
  const { who: _who, address: _address, ...customer } = person
  const memberSince = daysAgo(now, customer.id === 'c-xu' ? 0.2 : 0)?.slice(0, 10) ?? ''
  store.put('customer', customer.id, {
    ...customer,
    // the first-timer joined with her order; nobody joined in the future
    memberSince: customer.id === 'c-xu' || customer.memberSince > memberSince ? memberSince : customer.memberSince,
    birthday: customer.id === 'c-zhou' ? seventyFour(now) : customer.birthday,
  })
}

function seedOrder(store: Store, seed: SeedOrder, products: StoredProduct[], now: Date) {
  const address = customers.find((one) => one.id === seed.customerId)?.address
  if (!address) throw new Error(`no address for ${seed.customerId}`)
  const parcel = parcelOf(seed, address, now)
  const items = seed.items.map((entry) => {
    const [productId, quantity] = typeof entry === 'string' ? [entry, 1] : entry
    const found = products.find((one) => one.id === productId)
    if (!found) throw new Error(`no product ${productId}`)
    const { name, nameEn, sku, price, image } = found
    return { productId, name, nameEn, sku, quantity, price, image }
  })
  const order: StoredOrder = {
    id: seed.id,
    customerId: seed.customerId,
    status: seed.status,
    items,
    amount: items.reduce((sum, item) => sum + item.price * item.quantity, 0),
    placedAt: daysAgo(now, seed.placed) ?? '',
    shippedAt: daysAgo(now, seed.shipped),
    deliveredAt: daysAgo(now, seed.delivered),
    cancelledAt: daysAgo(now, seed.cancelled),
    address,
    trackingNo: parcel?.trackingNo,
    carrier: parcel?.carrier,
    carrierEn: parcel?.carrierEn,
    refundId: seed.refundId,
  }
  store.put('order', order.id, order, order.customerId, order.placedAt)
  if (parcel) store.put('logistics', order.id, parcel)
}

function daysAgo(now: Date, days?: number): string | undefined {
  return days === undefined ? undefined : dateBack(now, days)
}

/** A birthday that makes him 74, five months after the last one. */
function seventyFour(now: Date): string {
  const birthday = new Date(now.getTime() - 150 * dayMs)
  birthday.setUTCFullYear(birthday.getUTCFullYear() - 74)
  return birthday.toISOString().slice(0, 10)
}
