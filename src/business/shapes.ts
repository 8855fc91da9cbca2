import { z } from 'zod'

/**
 * What the actions answer. Only what flows and pages rely on is checked; further fields of a business system pass
 * through. Money is CNY with two decimals, times are ISO 8601.
 */
const item = z.looseObject({
  productId: z.string(),
  name: z.string(),
  nameEn: z.string(),
  sku: z.string(),
  quantity: z.number().int().positive(),
  price: z.number(),
  image: z.string(),
})

const postalAddress = z.looseObject({
  name: z.string(),
  phone: z.string(),
  province: z.string(),
  city: z.string(),
  district: z.string(),
  detail: z.string(),
})

const orderStatus = z.enum(['paid', 'shipped', 'in_transit', 'delivered', 'cancelled', 'refunding', 'refunded'])

export const order = z.looseObject({
  id: z.string(),
  customerId: z.string(),
  status: orderStatus,
  items: z.array(item).min(1),
  amount: z.number(),
  placedAt: z.string(),
  shippedAt: z.string().optional(),
  deliveredAt: z.string().optional(),
  address: postalAddress,
  trackingNo: z.string().optional(),
  carrier: z.string().optional(),
  carrierEn: z.string().optional(),
  canCancel: z.boolean(),
  canChangeAddress: z.boolean(),
  canReturn: z.boolean(),
  returnDeadline: z.string().optional(),
  defectReturnDeadline: z.string().optional(),
  refundId: z.string().optional(),
  warrantyUntil: z.string().optional(),
})

export const orderList = z.object({
  orders: z.array(
    z.looseObject({
      id: z.string(),
      status: orderStatus,
      items: z.array(item).min(1),
      amount: z.number(),
      placedAt: z.string(),
      deliveredAt: z.string().optional(),
      trackingNo: z.string().optional(),
      refundId: z.string().optional(),
    }),
  ),
})

const step = z.looseObject({ at: z.string(), text: z.string(), textEn: z.string() })

export const logistics = z.looseObject({
  trackingNo: z.string(),
  carrier: z.string(),
  carrierEn: z.string().optional(),
  status: z.string(),
  estimatedAt: z.string().optional(),
  events: z.array(step.extend({ place: z.string() })),
})

export const refund = z.looseObject({
  id: z.string(),
  orderId: z.string(),
  type: z.enum(['refund_only', 'return_refund']),
  status: z.string(),
  amount: z.number(),
  reason: z.string(),
  steps: z.array(step.extend({ status: z.string() })),
  returnAddress: postalAddress.optional(),
})

export const exchange = z.looseObject({ id: z.string(), orderId: z.string(), status: z.string() })

export const invoice = z.looseObject({
  id: z.string(),
  status: z.string(),
  title: z.string(),
  email: z.string(),
  url: z.string().optional(),
})

export const warranty = z.looseObject({
  orderId: z.string(),
  covered: z.boolean(),
  until: z.string().nullable(),
  productName: z.string(),
  productNameEn: z.string(),
  serial: z.string(),
})

export const repair = z.looseObject({ id: z.string(), status: z.string(), visitAt: z.string() })

export const complaint = z.looseObject({ id: z.string(), status: z.string(), dueAt: z.string() })

export const voucher = z.looseObject({ id: z.string(), status: z.string() })

export const product = z.looseObject({
  id: z.string(),
  name: z.string(),
  nameEn: z.string(),
  category: z.string(),
  price: z.number(),
  image: z.string(),
  description: z.string(),
  descriptionEn: z.string(),
  stock: z.number().int(),
  specs: z.array(z.object({ k: z.string(), v: z.string(), kEn: z.string(), vEn: z.string() })),
  faultCodes: z.array(
    z.object({
      code: z.string(),
      meaning: z.string(),
      meaningEn: z.string(),
      fix: z.string(),
      fixEn: z.string(),
    }),
  ),
})
export const productList = z.object({ products: z.array(product) })
export const part = z.looseObject({ partId: z.string(), name: z.string(), stock: z.number().int() })

export const shopCustomer = z.looseObject({
  id: z.string(),
  name: z.string(),
  phone: z.string().optional(),
  email: z.string().optional(),
  tier: z.string(),
  city: z.string().optional(),
  birthday: z.iso.date().optional(),
  language: z.enum(['zh', 'en']),
  memberSince: z.string().optional(),
  totalSpent: z.number().optional(),
})

export type Order = z.infer<typeof order>
export type ShopCustomer = z.infer<typeof shopCustomer>
