// Refunds: 7 days after delivery without a reason, 15 days for goods that are at fault, never twice.
import type { z } from 'zod'
import { defectReturnDays, returnDays, type ShopContext } from './context.ts'
import type { Address, Refund, RefundBody } from './contract.ts'
import { ShopError } from './errors.ts'
import type { StoredOrder } from './store.ts'
import { isWithin, saveOrder, storedOrder } from './stored-order.ts'

export const returnAddress: Address = {
  name: '禾木生活售后',
  phone: '0571-8660 1234',
  province: '浙江省',
  city: '杭州市',
  district: '余杭区',
  detail: '仓前街道禾木路 18 号 3 号仓',
}

const faultCodes = ['quality', 'damaged', 'wrong_item', 'missing_parts', 'not_as_described']
const faultWords =
  /质量|故障|坏|破|裂|漏|损|不工作|失灵|异响|发错|少发|少件|缺件|与描述不符|过敏|defect|broken|faulty|damage|not work|wrong item|missing|leak|crack/i

export function getRefund(shop: ShopContext, refundId: string): Refund {
  const refund = shop.store.get('refund', refundId)
  if (!refund) throw new ShopError('not_found', refundId)
  return refund
}

export function createRefund(shop: ShopContext, orderId: string, body: z.infer<typeof RefundBody>): Refund {
  const order = storedOrder(shop, orderId)
  if (order.refundId) throw new ShopError('already_refunding', order.refundId)
  if (order.exchangeId) throw new ShopError('already_exchanging', order.exchangeId)
  const unshipped = order.status === 'paid' && body.type === 'refund_only'
  if (!unshipped && !isReturnable(shop, order, body.reason)) throw new ShopError('not_returnable')

  const items = refundItems(order, body.items)
  const refund = newRefund(shop, order, { ...body, items }, unshipped ? 'approved' : undefined)
  order.status = 'refunding'
  order.refundId = refund.id
  saveOrder(shop, order)
  return refund
}

/** A cancelled order is paid back at once; the customer needs to do nothing. */
export function openRefundForCancelled(shop: ShopContext, order: StoredOrder, reason: string): Refund {
  const items = refundItems(order)
  return newRefund(shop, order, { type: 'refund_only', reason, items }, 'approved')
}

/** Fault is read from the reason code or, in free words, from what people write about faulty goods. */
export function isReturnable(shop: ShopContext, order: StoredOrder, reason: string): boolean {
  const atFault = faultCodes.includes(reason) || faultWords.test(reason)
  return isWithin(shop, order, atFault ? defectReturnDays : returnDays)
}

function refundItems(order: StoredOrder, wanted?: Refund['items']): Refund['items'] {
  const bought = order.items.map(({ productId, quantity }) => ({ productId, quantity }))
  if (!wanted) return bought
  for (const item of wanted) {
    const have = bought.find((one) => one.productId === item.productId)
    const asked = wanted.filter((one) => one.productId === item.productId).length
    if (!have || asked > 1 || item.quantity > have.quantity) {
      throw new ShopError('invalid', `items ${item.productId}`)
    }
  }
  return wanted
}

function newRefund(
  shop: ShopContext,
  order: StoredOrder,
  body: z.infer<typeof RefundBody> & { items: Refund['items'] },
  status: Refund['status'] = body.type === 'return_refund' ? 'waiting_return' : 'reviewing',
): Refund {
  const at = shop.now().toISOString()
  const refund: Refund = {
    id: `RF${shop.store.nextNumber('refund', 20_100_001)}`,
    orderId: order.id,
    type: body.type,
    status,
    amount: amountOf(order, body.items),
    reason: body.reason,
    note: body.note,
    items: body.items,
    photos: body.photos ?? [],
    steps: [
      { at, status: 'submitted', text: '退款申请已提交', textEn: 'Refund request submitted' },
      { at, status, ...stepText[status] },
    ],
    returnAddress: body.type === 'return_refund' ? returnAddress : undefined,
  }
  shop.store.put('refund', refund.id, refund, order.id, at)
  return refund
}

function amountOf(order: StoredOrder, items: Refund['items']): number {
  const goods = order.items.reduce((sum, item) => sum + item.price * item.quantity, 0)
  const wanted = items.reduce((sum, { productId, quantity }) => {
    const price = order.items.find((item) => item.productId === productId)?.price ?? 0
    return sum + price * quantity
  }, 0)
  // a discount on the order is shared by its items
  return Math.round(((wanted / goods) * order.amount + Number.EPSILON) * 100) / 100
}

export const stepText: Record<Refund['status'], { text: string; textEn: string }> = {
  reviewing: {
    text: '客服正在审核，24 小时内给出结果',
    textEn: 'Under review, with a result within 24 hours',
  },
  waiting_return: {
    text: '申请已通过，请在 7 天内寄回商品',
    textEn: 'Approved: please send the goods back within 7 days',
  },
  inspecting: {
    text: '仓库已收到退货，正在验货，预计 1–2 个工作日',
    textEn: 'The warehouse has the goods and is inspecting them, 1–2 working days',
  },
  approved: {
    text: '退款已通过，1–3 个工作日内原路退回',
    textEn: 'Refund approved; it reaches the original payment method in 1–3 working days',
  },
  refunded: {
    text: '退款已原路退回',
    textEn: 'Refunded to the original payment method',
  },
  rejected: {
    text: '退款申请未通过，客服会联系您说明原因',
    textEn: 'Refund declined; our team will contact you with the reason',
  },
}
