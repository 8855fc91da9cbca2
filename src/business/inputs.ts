import { z } from 'zod'

/** Slots of a conversation are text: a structured value may come as its JSON. */
const fromJson = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => {
    if (typeof value !== 'string' || !/^[[{]/.test(value)) return value
    try {
      return JSON.parse(value)
    } catch {
      return value
    }
  }, schema)

/** Empty text means that nothing was given. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional())

const words = (max: number) => z.string().trim().min(1).max(max)
const id = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][\w-]{0,39}$/)
const orderId = id.toUpperCase()
const phone = z
  .string()
  .trim()
  .regex(/^\+?[0-9][0-9 -]{5,19}$/)

/** Where something is sent; what is left out stays as it was, as far as that makes sense. */
const addressInput = z.object({
  name: optional(words(60)),
  phone: optional(phone),
  province: optional(words(40)),
  city: optional(words(40)),
  district: optional(words(40)),
  detail: words(200),
})
export type AddressInput = z.infer<typeof addressInput>

const nothing = z.object({})
const byOrder = z.object({ orderId })

/** What each action takes. */
export const inputs = {
  'orders.list': nothing,
  'orders.get': byOrder,
  'orders.logistics': byOrder,
  'orders.changeAddress': byOrder.extend({ address: fromJson(addressInput) }),
  'orders.cancel': byOrder.extend({ reason: words(200) }),
  'refunds.create': byOrder.extend({
    type: z.enum(['refund_only', 'return_refund']),
    reason: words(200),
    /** Ids of files the customer sent, or addresses of pictures. */
    photos: optional(fromJson(z.array(words(1000)).max(9))),
    note: optional(words(1000)),
  }),
  'refunds.get': z.object({ refundId: id.toUpperCase() }),
  'exchanges.create': byOrder.extend({ reason: words(200), sku: optional(id), productId: optional(id) }),
  'invoices.create': byOrder
    .extend({
      type: z.enum(['personal', 'company']),
      title: words(100),
      taxNo: optional(
        z
          .string()
          .trim()
          .toUpperCase()
          .regex(/^[0-9A-Z]{15,20}$/),
      ),
      email: z.string().trim().pipe(z.email().max(120)),
    })
    .refine((input) => input.type === 'personal' || input.taxNo, { path: ['taxNo'], error: 'needed for a company' }),
  'warranty.get': byOrder,
  'repairs.create': byOrder.extend({
    faultCode: optional(words(20)),
    description: words(1000),
    visitAt: optional(
      z
        .string()
        .trim()
        .max(40)
        .refine((text) => !Number.isNaN(Date.parse(text))),
    ),
    phone,
  }),
  'complaints.create': z.object({ orderId: optional(orderId), category: words(40), description: words(2000) }),
  'vouchers.create': z.object({
    kind: z.enum(['coupon', 'points', 'express']),
    amount: z.coerce.number().positive().max(10_000),
    reason: words(100),
  }),
  'vouchers.revoke': z.object({ voucherId: id.toUpperCase() }),
  'products.search': z.object({ q: z.string().trim().max(200).default('') }),
  'products.get': z.object({ productId: id }),
  'parts.stock': z.object({ partId: id }),
  'customer.get': nothing,
} as const

export type ActionName = keyof typeof inputs
export type InputOf<N extends ActionName> = z.output<(typeof inputs)[N]>
