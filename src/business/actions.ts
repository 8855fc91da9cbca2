import type { z } from 'zod'
import { type Action, NOT_FOUND, refusal, SHOP, type Work } from '#business/action.ts'
import { completeAddress } from '#business/complete-address.ts'
import { type ActionName, type InputOf, inputs } from '#business/inputs.ts'
import type { CallResult } from '#business/openapi-connector.ts'
import * as shapes from '#business/shapes.ts'
import { FIELDS } from '#business/wording.ts'

const IDS = ['orderId', 'refundId', 'productId', 'partId', 'voucherId']

type Spec<N extends ActionName> = Pick<Action, 'title' | 'answers'> & {
  writes?: boolean
  access?: Action['access']
  held?: boolean
  run: (work: Work, input: InputOf<N>) => Promise<CallResult<unknown>>
}

function action<N extends ActionName>(name: N, spec: Spec<N>): Action {
  return {
    writes: false,
    held: false,
    access: 'customer',
    ...spec,
    name,
    system: SHOP,
    references: IDS,
    fieldTitles: FIELDS,
    input: inputs[name],
    run: spec.run as Action['run'],
  }
}

/** Everything the shop can do, typed. */
export const actions: readonly Action[] = [
  action('orders.list', {
    title: { zh: '查询订单列表', en: 'List orders' },
    run: ({ ask, shopCustomer }) =>
      ask({
        operation: 'listCustomerOrders',
        parameters: { customerId: shopCustomer, limit: 50 },
        answer: shapes.orderList,
      }),
  }),
  action('orders.get', {
    title: { zh: '查询订单', en: 'Look up an order' },
    run: (work, { orderId }) => ownOrder(work, orderId),
  }),
  action('orders.logistics', {
    title: { zh: '查询物流', en: 'Track a parcel' },
    run: (work, { orderId }) =>
      onOwnOrder(work, orderId, () =>
        work.ask({ operation: 'getLogistics', parameters: { orderId }, answer: shapes.logistics }),
      ),
  }),
  action('orders.changeAddress', {
    title: { zh: '修改收货地址', en: 'Change the delivery address' },
    writes: true,
    run: (work, { orderId, address }) =>
      onOwnOrder(work, orderId, async (order) => {
        const complete = completeAddress(address, order.address)
        if (!complete) return refusal('address_incomplete')
        return write(work, 'changeAddress', { orderId }, { address: complete }, shapes.order)
      }),
  }),
  action('orders.cancel', {
    title: { zh: '取消订单', en: 'Cancel an order' },
    writes: true,
    run: (work, { orderId, reason }) =>
      onOwnOrder(work, orderId, () => write(work, 'cancelOrder', { orderId }, { reason }, shapes.order)),
  }),
  action('refunds.create', {
    title: { zh: '申请退款退货', en: 'Request a refund or return' },
    writes: true,
    answers: 'refundId',
    run: (work, { orderId, photos, ...body }) =>
      onOwnOrder(work, orderId, () => {
        const pictures = photos?.map((photo) => (/^https?:\/\//.test(photo) ? photo : work.fileUrl(photo)))
        return write(work, 'createRefund', { orderId }, { ...body, photos: pictures }, shapes.refund)
      }),
  }),
  action('refunds.get', {
    title: { zh: '查询退款进度', en: 'Look up a refund' },
    run: async (work, { refundId }) => {
      const found = await work.ask({ operation: 'getRefund', parameters: { refundId }, answer: shapes.refund })
      return found.ok ? onOwnOrder(work, found.data.orderId, async () => found) : found
    },
  }),
  action('exchanges.create', {
    title: { zh: '申请换货', en: 'Request an exchange' },
    writes: true,
    answers: 'exchangeId',
    run: (work, { orderId, ...body }) =>
      onOwnOrder(work, orderId, () => write(work, 'createExchange', { orderId }, body, shapes.exchange)),
  }),
  action('invoices.create', {
    title: { zh: '开具发票', en: 'Issue an invoice' },
    writes: true,
    answers: 'invoiceId',
    run: (work, { orderId, ...body }) =>
      onOwnOrder(work, orderId, () => write(work, 'createInvoice', { orderId }, body, shapes.invoice)),
  }),
  action('warranty.get', {
    title: { zh: '查询保修', en: 'Check the warranty' },
    run: (work, { orderId }) =>
      onOwnOrder(work, orderId, () =>
        work.ask({ operation: 'getWarranty', parameters: { orderId }, answer: shapes.warranty }),
      ),
  }),
  action('repairs.create', {
    title: { zh: '预约维修', en: 'Book a repair' },
    writes: true,
    answers: 'repairId',
    run: (work, { orderId, ...body }) =>
      onOwnOrder(work, orderId, () => write(work, 'createRepair', { orderId }, body, shapes.repair)),
  }),
  action('complaints.create', {
    title: { zh: '登记投诉', en: 'File a complaint' },
    writes: true,
    answers: 'complaintId',
    run: (work, input) => {
      const body = { ...input, customerId: work.shopCustomer }
      const file = () => write(work, 'createComplaint', {}, body, shapes.complaint)
      return input.orderId ? onOwnOrder(work, input.orderId, file) : file()
    },
  }),
  action('vouchers.create', {
    title: { zh: '发放补偿券', en: 'Give a voucher' },
    writes: true,
    held: true,
    answers: 'voucherId',
    run: (work, body) => write(work, 'createVoucher', { customerId: work.shopCustomer }, body, shapes.voucher),
  }),
  action('vouchers.revoke', {
    title: { zh: '收回补偿券', en: 'Take a voucher back' },
    writes: true,
    held: true,
    run: (work, body) => write(work, 'revokeVoucher', { customerId: work.shopCustomer }, body, shapes.voucher),
  }),
  action('products.search', {
    title: { zh: '搜索商品', en: 'Search products' },
    access: 'anyone',
    run: ({ ask }, { q }) =>
      ask({ operation: 'searchProducts', parameters: { q, limit: 10 }, answer: shapes.productList }),
  }),
  action('products.get', {
    title: { zh: '查询商品', en: 'Look up a product' },
    access: 'anyone',
    run: ({ ask }, { productId }) =>
      ask({ operation: 'getProduct', parameters: { productId }, answer: shapes.product }),
  }),
  action('parts.stock', {
    title: { zh: '查询配件库存', en: 'Check stock of a part' },
    access: 'anyone',
    run: ({ ask }, { partId }) => ask({ operation: 'getPartStock', parameters: { partId }, answer: shapes.part }),
  }),
  action('customer.get', {
    title: { zh: '查询会员资料', en: 'Look up the customer' },
    run: ({ ask, shopCustomer }) =>
      ask({ operation: 'getCustomer', parameters: { customerId: shopCustomer }, answer: shapes.shopCustomer }),
  }),
]

/** The order when it is the customer's; somebody else's is not found, so that nobody learns that it exists. */
async function ownOrder(work: Work, orderId: string): Promise<CallResult<shapes.Order>> {
  const found = await work.ask({ operation: 'getOrder', parameters: { orderId }, answer: shapes.order })
  return found.ok && found.data.customerId !== work.shopCustomer ? NOT_FOUND : found
}

async function onOwnOrder(
  work: Work,
  orderId: string,
  then: (order: shapes.Order) => Promise<CallResult<unknown>>,
): Promise<CallResult<unknown>> {
  const found = await ownOrder(work, orderId)
  return found.ok ? then(found.data) : found
}

function write<T>(
  work: Work,
  operation: string,
  parameters: Record<string, string>,
  body: unknown,
  answer: z.ZodType<T>,
): Promise<CallResult<T>> {
  return work.ask({ operation, parameters, body, answer, idempotencyKey: work.idempotencyKey })
}
