import type { z } from 'zod'
import type { ShopContext } from './context.ts'
import type { Exchange, ExchangeBody } from './contract.ts'
import { ShopError } from './errors.ts'
import { isReturnable, returnAddress } from './refunds.ts'
import type { StoredOrder, StoredProduct } from './store.ts'
import { saveOrder, storedOrder } from './stored-order.ts'

/** Without a product the first item of the order is exchanged for the same one. */
export function createExchange(shop: ShopContext, orderId: string, body: z.infer<typeof ExchangeBody>): Exchange {
  const order = storedOrder(shop, orderId)
  if (order.refundId) throw new ShopError('already_refunding', order.refundId)
  if (order.exchangeId) throw new ShopError('already_exchanging', order.exchangeId)
  if (!isReturnable(shop, order, body.reason)) throw new ShopError('not_exchangeable')
  const product = wantedProduct(shop, order, body)
  if (product.stock < 1) throw new ShopError('out_of_stock', product.name)

  const at = shop.now().toISOString()
  const replaced = order.items.find((item) => item.productId === product.id) ?? order.items[0]
  const exchange: Exchange = {
    id: `EX${shop.store.nextNumber('exchange', 40_100_001)}`,
    orderId,
    status: 'waiting_return',
    productId: product.id,
    productName: product.name,
    productNameEn: product.nameEn,
    sku: product.sku,
    reason: body.reason,
    priceDifference: Math.round((product.price - (replaced?.price ?? 0)) * 100) / 100,
    createdAt: at,
    returnAddress,
  }
  // the replacement is put aside at once, so that it cannot be sold in the meantime
  shop.store.put('product', product.id, { ...product, stock: product.stock - 1 })
  shop.store.put('exchange', exchange.id, exchange, orderId, at)
  order.exchangeId = exchange.id
  saveOrder(shop, order)
  return exchange
}

function wantedProduct(shop: ShopContext, order: StoredOrder, body: z.infer<typeof ExchangeBody>): StoredProduct {
  const bySku = body.sku && shop.store.listAll('product').find((one) => one.sku === body.sku)
  const product = bySku || shop.store.get('product', body.productId ?? order.items[0]?.productId ?? '')
  if (!product || (body.sku && !bySku)) {
    throw new ShopError('invalid', body.sku ? `sku ${body.sku}` : `productId ${body.productId}`)
  }
  if (bySku && body.productId && bySku.id !== body.productId) {
    throw new ShopError('invalid', 'productId / sku')
  }
  return product
}
