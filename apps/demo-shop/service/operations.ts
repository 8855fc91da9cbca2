// The table of the API: every operation once. Routes and the OpenAPI document both come from it.
import type { z } from 'zod'
import { createComplaint } from './complaints.ts'
import type { ShopContext } from './context.ts'
import * as shape from './contract.ts'
import { ShopError, type ShopErrorCode } from './errors.ts'
import { createExchange } from './exchanges.ts'
import { createInvoice } from './invoices.ts'
import { getLogistics } from './logistics.ts'
import { cancelOrder, changeAddress, getOrder, listCustomerOrders } from './orders.ts'
import { getPartStock, getProduct, searchProducts } from './products.ts'
import { createRefund, getRefund } from './refunds.ts'
import { createVoucher, revokeVoucher } from './vouchers.ts'
import { createRepair, getWarranty } from './warranty.ts'

export interface Operation {
  id: string
  method: 'GET' | 'POST' | 'PUT'
  /** with `{name}` for parameters, as OpenAPI writes it */
  path: string
  tag: string
  summary: string
  query?: z.ZodObject
  body?: z.ZodType
  answer: z.ZodType
  /** 201 for what creates something */
  status: 200 | 201
  errors: ShopErrorCode[]
  run(shop: ShopContext, input: Input): unknown
}

interface Input {
  params: Record<string, string>
  query: unknown
  body: unknown
}

type Given<B extends z.ZodType, Q extends z.ZodType> = {
  param: string
  body: z.infer<B>
  query: z.infer<Q>
}

type Entry<B extends z.ZodType, Q extends z.ZodObject, A extends z.ZodType> = {
  tag: string
  summary: string
  body?: B
  query?: Q
  answer: A
  status?: 201
  errors?: ShopErrorCode[]
  run(shop: ShopContext, given: Given<B, Q>): z.infer<A>
}

/** Types one entry: its rule gets the parameter and the parsed body and query, and returns the answer. */
function operation<B extends z.ZodType, Q extends z.ZodObject, A extends z.ZodType>(
  id: string,
  route: string,
  entry: Entry<B, Q, A>,
): Operation {
  const [method, path] = route.split(' ') as [Operation['method'], string]
  const { tag, summary, body, query, answer, status = 200, errors = [], run } = entry
  return {
    id,
    method,
    path,
    tag,
    summary,
    body,
    query,
    answer,
    status,
    errors,
    run: (shop, input) =>
      run(shop, {
        param: Object.values(input.params)[0] ?? '',
        body: parse(body, input.body) as z.infer<B>,
        query: parse(query, input.query) as z.infer<Q>,
      }),
  }
}

function parse(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined
  const parsed = schema.safeParse(value ?? {})
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) => issue.path.join('.') || 'body')
  throw new ShopError('invalid', [...new Set(fields)].join(', '))
}

export const operations: Operation[] = [
  operation('getCustomer', 'GET /api/customers/{customerId}', {
    tag: 'customers',
    summary: 'A customer’s profile',
    answer: shape.Customer,
    errors: ['not_found'],
    run(shop, { param }) {
      const customer = shop.store.get('customer', param)
      if (!customer) throw new ShopError('not_found', param)
      return customer
    },
  }),
  operation('listCustomerOrders', 'GET /api/customers/{customerId}/orders', {
    tag: 'customers',
    summary: 'A customer’s orders, newest first',
    query: shape.LimitQuery,
    answer: shape.OrderList,
    errors: ['invalid', 'not_found'],
    run: (shop, { param, query }) => ({ orders: listCustomerOrders(shop, param, query.limit) }),
  }),
  operation('getOrder', 'GET /api/orders/{orderId}', {
    tag: 'orders',
    summary: 'An order and what can still be done with it',
    answer: shape.Order,
    errors: ['not_found'],
    run: (shop, { param }) => getOrder(shop, param),
  }),
  operation('getLogistics', 'GET /api/orders/{orderId}/logistics', {
    tag: 'orders',
    summary: 'Where the parcel is',
    answer: shape.Logistics,
    errors: ['not_found'],
    run: (shop, { param }) => getLogistics(shop, param),
  }),
  operation('changeAddress', 'PUT /api/orders/{orderId}/address', {
    tag: 'orders',
    summary: 'Change the delivery address; only before shipping',
    body: shape.ChangeAddressBody,
    answer: shape.Order,
    errors: ['invalid', 'not_found', 'not_changeable'],
    run: (shop, { param, body }) => changeAddress(shop, param, body),
  }),
  operation('cancelOrder', 'POST /api/orders/{orderId}/cancel', {
    tag: 'orders',
    summary: 'Cancel a paid order before shipping; it is paid back at once',
    body: shape.CancelBody,
    answer: shape.Order,
    errors: ['invalid', 'not_found', 'not_cancellable'],
    run: (shop, { param, body }) => cancelOrder(shop, param, body.reason),
  }),
  operation('createRefund', 'POST /api/orders/{orderId}/refunds', {
    tag: 'after-sale',
    summary: 'Return or refund: 7 days after delivery, 15 days for goods at fault, once per order',
    body: shape.RefundBody,
    answer: shape.Refund,
    status: 201,
    errors: ['invalid', 'not_found', 'not_returnable', 'already_refunding', 'already_exchanging'],
    run: (shop, { param, body }) => createRefund(shop, param, body),
  }),
  operation('getRefund', 'GET /api/refunds/{refundId}', {
    tag: 'after-sale',
    summary: 'A refund and its steps',
    answer: shape.Refund,
    errors: ['not_found'],
    run: (shop, { param }) => getRefund(shop, param),
  }),
  operation('createExchange', 'POST /api/orders/{orderId}/exchanges', {
    tag: 'after-sale',
    summary: 'Exchange for the same or another product, within the times of a return',
    body: shape.ExchangeBody,
    answer: shape.Exchange,
    status: 201,
    errors: ['invalid', 'not_found', 'not_exchangeable', 'already_refunding', 'already_exchanging', 'out_of_stock'],
    run: (shop, { param, body }) => createExchange(shop, param, body),
  }),
  operation('createInvoice', 'POST /api/orders/{orderId}/invoices', {
    tag: 'orders',
    summary: 'Issue the electronic invoice; once per order',
    body: shape.InvoiceBody,
    answer: shape.Invoice,
    status: 201,
    errors: ['invalid', 'not_found', 'already_invoiced', 'not_invoiceable'],
    run: (shop, { param, body }) => createInvoice(shop, param, body),
  }),
  operation('getWarranty', 'GET /api/orders/{orderId}/warranty', {
    tag: 'after-sale',
    summary: 'Whether the appliance of an order is under warranty',
    answer: shape.Warranty,
    errors: ['not_found'],
    run: (shop, { param }) => getWarranty(shop, param),
  }),
  operation('createRepair', 'POST /api/orders/{orderId}/repairs', {
    tag: 'after-sale',
    summary: 'Book a repair visit; free under warranty',
    body: shape.RepairBody,
    answer: shape.Repair,
    status: 201,
    errors: ['invalid', 'not_found', 'not_repairable', 'already_booked'],
    run: (shop, { param, body }) => createRepair(shop, param, body),
  }),
  operation('createComplaint', 'POST /api/complaints', {
    tag: 'customers',
    summary: 'File a complaint; `dueAt` is when the customer will have an answer',
    body: shape.ComplaintBody,
    answer: shape.Complaint,
    status: 201,
    errors: ['invalid', 'not_found'],
    run: (shop, { body }) => createComplaint(shop, body),
  }),
  operation('createVoucher', 'POST /api/customers/{customerId}/vouchers', {
    tag: 'customers',
    summary: 'Give a customer a voucher as compensation; at most 200 yuan in 30 days',
    body: shape.VoucherBody,
    answer: shape.Voucher,
    status: 201,
    errors: ['invalid', 'not_found', 'compensation_capped'],
    run: (shop, { param, body }) => createVoucher(shop, param, body),
  }),
  operation('revokeVoucher', 'POST /api/customers/{customerId}/vouchers/revoke', {
    tag: 'customers',
    summary: 'Take a voucher back',
    body: shape.RevokeBody,
    answer: shape.Voucher,
    errors: ['invalid', 'not_found'],
    run: (shop, { param, body }) => revokeVoucher(shop, param, body.voucherId),
  }),
  operation('searchProducts', 'GET /api/products', {
    tag: 'products',
    summary: 'Search the catalogue, best match first; without words all of it',
    query: shape.SearchQuery,
    answer: shape.ProductList,
    errors: ['invalid'],
    run: (shop, { query }) => ({ products: searchProducts(shop, query.q, query.limit) }),
  }),
  operation('getProduct', 'GET /api/products/{productId}', {
    tag: 'products',
    summary: 'A product with specifications and fault codes',
    answer: shape.Product,
    errors: ['not_found'],
    run: (shop, { param }) => getProduct(shop, param),
  }),
  operation('getPartStock', 'GET /api/parts/{partId}/stock', {
    tag: 'products',
    summary: 'Stock of a spare part',
    answer: shape.PartStock,
    errors: ['not_found'],
    run: (shop, { param }) => getPartStock(shop, param),
  }),
]
