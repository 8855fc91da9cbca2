// The shapes of the shop's business API. The OpenAPI document is generated from these schemas.
// Money is CNY in yuan with two decimals; every date is an ISO 8601 UTC string.
import { z } from 'zod'

/** A China mobile number or an international one; spaces and dashes are allowed. */
const phone = z.string().regex(/^\+?[0-9][0-9 -]{5,19}$/, 'phone')
const line = (max: number) => z.string().trim().min(1).max(max)
const id = line(40)

export const Address = z.object({
  name: line(60),
  phone,
  province: line(40),
  city: line(40),
  district: z.string().trim().max(40),
  detail: line(200),
})

export const Customer = z.object({
  id,
  name: z.string(),
  phone: z.string(),
  email: z.string(),
  tier: z.enum(['regular', 'silver', 'gold', 'vip']),
  city: z.string(),
  birthday: z.iso.date(),
  language: z.enum(['zh', 'en']),
  memberSince: z.iso.date(),
  totalSpent: z.number(),
})

export const OrderItem = z.object({
  productId: z.string(),
  name: z.string(),
  nameEn: z.string(),
  sku: z.string(),
  quantity: z.int().positive(),
  price: z.number(),
  image: z.string().describe('absolute URL'),
})

export const OrderStatus = z.enum(['paid', 'shipped', 'in_transit', 'delivered', 'cancelled', 'refunding', 'refunded'])

export const Invoice = z.object({
  id: z.string(),
  orderId: z.string(),
  status: z.enum(['issued']),
  type: z.enum(['personal', 'company']),
  title: z.string(),
  taxNo: z.string().optional(),
  email: z.string(),
  amount: z.number(),
  issuedAt: z.string(),
  url: z.string().optional(),
})

export const Order = z.object({
  id: z.string(),
  customerId: z.string(),
  status: OrderStatus,
  items: z.array(OrderItem),
  amount: z.number(),
  placedAt: z.string(),
  shippedAt: z.string().optional(),
  deliveredAt: z.string().optional(),
  cancelledAt: z.string().optional(),
  address: Address,
  trackingNo: z.string().optional(),
  carrier: z.string().optional(),
  carrierEn: z.string().optional(),
  canCancel: z.boolean(),
  canChangeAddress: z.boolean(),
  canReturn: z.boolean().describe('return without a reason: 7 days after delivery'),
  returnDeadline: z.string().optional(),
  defectReturnDeadline: z
    .string()
    .optional()
    .describe('return of a defective, damaged or wrong item: 15 days after delivery'),
  refundId: z.string().optional(),
  exchangeId: z.string().optional(),
  invoice: Invoice.optional(),
  warrantyUntil: z.string().optional(),
})

export const OrderSummary = Order.pick({
  id: true,
  status: true,
  items: true,
  amount: true,
  placedAt: true,
  deliveredAt: true,
  trackingNo: true,
  refundId: true,
})

export const OrderList = z.object({ orders: z.array(OrderSummary) })

const LogisticsEvent = z.object({
  at: z.string(),
  place: z.string(),
  text: z.string(),
  textEn: z.string(),
})

export const Logistics = z.object({
  trackingNo: z.string(),
  carrier: z.string(),
  carrierEn: z.string(),
  status: z.enum(['preparing', 'shipped', 'in_transit', 'delayed', 'delivered']),
  estimatedAt: z.string().optional(),
  events: z.array(LogisticsEvent).describe('newest first'),
})

const RefundStep = z.object({
  at: z.string(),
  status: z.string(),
  text: z.string(),
  textEn: z.string(),
})

export const Refund = z.object({
  id: z.string(),
  orderId: z.string(),
  type: z.enum(['refund_only', 'return_refund']),
  status: z.enum(['reviewing', 'waiting_return', 'inspecting', 'approved', 'refunded', 'rejected']),
  amount: z.number(),
  reason: z.string(),
  note: z.string().optional(),
  items: z.array(z.object({ productId: z.string(), quantity: z.int().positive() })),
  photos: z.array(z.string()),
  steps: z.array(RefundStep).describe('oldest first'),
  returnAddress: Address.optional(),
})

export const Exchange = z.object({
  id: z.string(),
  orderId: z.string(),
  status: z.enum(['waiting_return', 'inspecting', 'sent', 'closed']),
  productId: z.string().describe('the product that will be sent'),
  productName: z.string(),
  productNameEn: z.string(),
  sku: z.string(),
  reason: z.string(),
  priceDifference: z.number().describe('positive: the customer pays the difference'),
  createdAt: z.string(),
  returnAddress: Address,
})

export const Warranty = z.object({
  orderId: z.string(),
  covered: z.boolean(),
  until: z.string().nullable().describe('null before delivery and for goods without a warranty'),
  productId: z.string(),
  productName: z.string(),
  productNameEn: z.string(),
  serial: z.string().describe('empty for goods without a serial number'),
})

export const Repair = z.object({
  id: z.string(),
  orderId: z.string(),
  productId: z.string(),
  status: z.enum(['booked', 'done', 'cancelled']),
  covered: z.boolean().describe('false: the visit is charged'),
  faultCode: z.string().optional(),
  description: z.string(),
  phone: z.string(),
  visitAt: z.string(),
  createdAt: z.string(),
})

export const Complaint = z.object({
  id: z.string(),
  customerId: z.string(),
  orderId: z.string().optional(),
  category: z.string(),
  description: z.string(),
  status: z.enum(['open', 'closed']),
  createdAt: z.string(),
  dueAt: z.string(),
  result: z.string().optional(),
  resultEn: z.string().optional(),
})

export const Voucher = z.object({
  id: z.string(),
  customerId: z.string(),
  kind: z.enum(['coupon', 'points', 'express']),
  amount: z.number().describe('what it is worth'),
  reason: z.string(),
  status: z.enum(['active', 'revoked']),
  issuedAt: z.string(),
  expiresAt: z.string(),
})

export const Product = z.object({
  id: z.string(),
  name: z.string(),
  nameEn: z.string(),
  sku: z.string(),
  category: z.enum(['kitchen', 'home', 'care']),
  price: z.number(),
  image: z.string().describe('absolute URL'),
  description: z.string(),
  descriptionEn: z.string(),
  stock: z.int(),
  warrantyMonths: z.int().describe('0: no warranty, as for skin care'),
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

export const ProductList = z.object({ products: z.array(Product) })
export const PartStock = z.object({
  partId: z.string(),
  name: z.string(),
  nameEn: z.string(),
  stock: z.int(),
})

export const ShopErrorBody = z.object({
  error: z.object({ code: z.string(), message: z.string(), messageEn: z.string() }),
})

/** Name and phone may be left out: the ones of the present address stay. */
export const ChangeAddressBody = z.object({
  address: Address.partial({ name: true, phone: true, district: true }),
})
export const CancelBody = z.object({ reason: line(200) })
export const RefundBody = z.object({
  type: z.enum(['refund_only', 'return_refund']),
  reason: line(200).describe(
    'a code (no_longer_needed, quality, damaged, wrong_item, missing_parts, not_as_described, other) or free words',
  ),
  items: z
    .array(z.object({ productId: id, quantity: z.int().positive().max(99) }))
    .min(1)
    .max(20)
    .optional()
    .describe('left out: the whole order'),
  photos: z
    .array(z.url({ protocol: /^https?$/ }).max(1000))
    .max(9)
    .optional(),
  note: z.string().trim().max(1000).optional(),
})
export const ExchangeBody = z.object({
  productId: id.optional(),
  sku: id.optional(),
  reason: line(200),
})
export const InvoiceBody = z.object({
  type: z.enum(['personal', 'company']),
  title: line(100),
  taxNo: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z]{15,20}$/, 'taxNo')
    .optional()
    .describe('required for a company'),
  email: z.email().max(120),
})
export const RepairBody = z.object({
  faultCode: z.string().trim().max(20).optional(),
  description: line(1000),
  visitAt: z
    .string()
    .max(40)
    .refine((text) => !Number.isNaN(Date.parse(text)), 'visitAt')
    .optional()
    .describe('ISO date-time; without a zone it is China time; left out: tomorrow 10:00'),
  phone,
})
export const ComplaintBody = z.object({
  customerId: id,
  orderId: id.optional(),
  category: line(40).describe('logistics, product, service, refund, price or other'),
  description: line(2000),
})
export const VoucherBody = z.object({
  kind: Voucher.shape.kind,
  amount: z.number().positive().max(200),
  reason: line(100),
})
export const RevokeBody = z.object({ voucherId: id })
export const LimitQuery = z.object({ limit: z.coerce.number().int().min(1).max(100).optional() })
export const SearchQuery = LimitQuery.extend({ q: z.string().trim().max(200).optional() })

export type Address = z.infer<typeof Address>
export type Customer = z.infer<typeof Customer>
export type Order = z.infer<typeof Order>
export type OrderStatus = z.infer<typeof OrderStatus>
export type OrderItem = z.infer<typeof OrderItem>
export type OrderSummary = z.infer<typeof OrderSummary>
export type Logistics = z.infer<typeof Logistics>
export type Refund = z.infer<typeof Refund>
export type Exchange = z.infer<typeof Exchange>
export type Invoice = z.infer<typeof Invoice>
export type Warranty = z.infer<typeof Warranty>
export type Repair = z.infer<typeof Repair>
export type Complaint = z.infer<typeof Complaint>
export type Voucher = z.infer<typeof Voucher>
export type Product = z.infer<typeof Product>
export type PartStock = z.infer<typeof PartStock>
