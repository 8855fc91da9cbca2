// The orders of the cast in short form: what was bought and how many days ago what happened.
import type { OrderStatus } from '../contract.ts'

export interface SeedOrder {
  id: string
  customerId: string
  /** product id, or product id and quantity */
  items: (string | [productId: string, quantity: number])[]
  status: OrderStatus
  /** days ago */
  placed: number
  shipped?: number
  delivered?: number
  cancelled?: number
  carrier?: 'xunhe' | 'ancheng' | 'zhongling'
  /** the parcel waits on the way for this long: days ago that the delay was reported */
  delayed?: number
  refundId?: string
}

export const seedOrders: SeedOrder[] = [
  {
    id: 'HM10001001',
    customerId: 'c-lin',
    items: ['p-vacuum-x10'],
    status: 'delivered',
    placed: 5.3,
    shipped: 4.2,
    delivered: 2.1,
    carrier: 'xunhe',
  },
  {
    id: 'HM10001002',
    customerId: 'c-lin',
    items: ['p-purifier'],
    status: 'in_transit',
    placed: 2.4,
    shipped: 1.25,
    carrier: 'xunhe',
  },
  { id: 'HM10001003', customerId: 'c-lin', items: ['p-coffee'], status: 'paid', placed: 0.3 },
  {
    id: 'HM10000911',
    customerId: 'c-lin',
    items: ['p-hair-dryer', ['p-cleanser', 2]],
    status: 'delivered',
    placed: 48,
    shipped: 47.2,
    delivered: 45.13,
    carrier: 'ancheng',
  },
  {
    id: 'HM10000742',
    customerId: 'c-lin',
    items: [['p-moisturiser', 2], 'p-sunscreen'],
    status: 'delivered',
    placed: 131,
    shipped: 130,
    delivered: 128,
    carrier: 'xunhe',
  },
  {
    id: 'HM10000315',
    customerId: 'c-lin',
    items: ['p-humidifier'],
    status: 'delivered',
    placed: 433,
    shipped: 432,
    delivered: 430,
    carrier: 'zhongling',
  },

  {
    id: 'HM10002001',
    customerId: 'c-zhou',
    items: ['p-rice-cooker'],
    status: 'delivered',
    placed: 66,
    shipped: 65,
    delivered: 61.24,
    carrier: 'ancheng',
  },
  {
    id: 'HM10002002',
    customerId: 'c-zhou',
    items: ['p-kettle'],
    status: 'in_transit',
    placed: 3.2,
    shipped: 2.2,
    carrier: 'ancheng',
  },

  { id: 'HM10003001', customerId: 'c-xu', items: ['p-moisturiser-set'], status: 'paid', placed: 0.15 },

  {
    id: 'HM10004001',
    customerId: 'c-chen',
    items: ['p-hair-dryer'],
    status: 'refunding',
    placed: 11,
    shipped: 10.2,
    delivered: 8.12,
    carrier: 'xunhe',
    refundId: 'RF20004001',
  },
  {
    id: 'HM10004002',
    customerId: 'c-chen',
    items: ['p-toothbrush'],
    status: 'delivered',
    placed: 14,
    shipped: 13.1,
    delivered: 10.31,
    carrier: 'xunhe',
  },

  {
    id: 'HM10005001',
    customerId: 'c-wang',
    items: ['p-humidifier'],
    status: 'delivered',
    placed: 20,
    shipped: 18.2,
    delivered: 9.16,
    carrier: 'zhongling',
    delayed: 14.3,
  },
  {
    id: 'HM10005002',
    customerId: 'c-wang',
    items: ['p-dehumidifier'],
    status: 'in_transit',
    placed: 6.3,
    shipped: 5.2,
    carrier: 'zhongling',
    delayed: 1.2,
  },

  {
    id: 'HM10006001',
    customerId: 'c-emma',
    items: ['p-air-fryer'],
    status: 'delivered',
    placed: 7,
    shipped: 6.1,
    delivered: 4.22,
    carrier: 'xunhe',
  },
  {
    id: 'HM10006002',
    customerId: 'c-emma',
    items: ['p-vacuum-x10'],
    status: 'in_transit',
    placed: 2.1,
    shipped: 1.2,
    carrier: 'ancheng',
  },

  {
    id: 'HM10007001',
    customerId: 'c-zhao',
    items: [['p-sunscreen', 2]],
    status: 'delivered',
    placed: 16,
    shipped: 15,
    delivered: 12.27,
    carrier: 'ancheng',
  },
  { id: 'HM10007002', customerId: 'c-zhao', items: ['p-kettle'], status: 'paid', placed: 0.6 },
  {
    id: 'HM10007003',
    customerId: 'c-zhao',
    items: ['p-blender'],
    status: 'cancelled',
    placed: 5.4,
    cancelled: 5.2,
    refundId: 'RF20007003',
  },
  {
    id: 'HM10000853',
    customerId: 'c-zhao',
    items: ['p-vacuum-x10'],
    status: 'delivered',
    placed: 74,
    shipped: 73,
    delivered: 70.2,
    carrier: 'xunhe',
  },
  {
    id: 'HM10000640',
    customerId: 'c-zhao',
    items: ['p-hair-dryer'],
    status: 'refunded',
    placed: 152,
    shipped: 151,
    delivered: 149,
    carrier: 'zhongling',
    refundId: 'RF20000640',
  },
  {
    id: 'HM10000402',
    customerId: 'c-zhao',
    items: ['p-fan'],
    status: 'delivered',
    placed: 402,
    shipped: 401,
    delivered: 398,
    carrier: 'ancheng',
  },
]
