import type { ShopContext } from './context.ts'
import type { Logistics } from './contract.ts'
import { storedOrder } from './stored-order.ts'

/** An order that has not shipped has an empty tracking number and one event: it is being packed. */
export function getLogistics(shop: ShopContext, orderId: string): Logistics {
  const order = storedOrder(shop, orderId)
  const known = shop.store.get('logistics', orderId)
  if (known) return known
  const cancelled = order.status === 'cancelled'
  return {
    trackingNo: '',
    carrier: '',
    carrierEn: '',
    status: 'preparing',
    events: [
      {
        at: order.cancelledAt ?? order.placedAt,
        place: '杭州',
        text: cancelled ? '订单已取消，未发货' : '订单已付款，仓库正在备货',
        textEn: cancelled ? 'The order was cancelled before shipping' : 'Paid; the warehouse is preparing the parcel',
      },
    ],
  }
}
