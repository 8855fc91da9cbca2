import { type Action, SHOP } from '#business/action.ts'
import type { ActionOutcome } from '#business/contract.ts'
import type { CallResult } from '#business/openapi-connector.ts'

type Sentence = { zh: string; en: string }

const sentence = (zh: string, en: string): Sentence => ({ zh, en })

/** Refusals a customer may read, by the code of the business. */
const REFUSALS: Record<string, Sentence> = {
  sign_in_needed: sentence(
    '请您先登录账号，我才能为您查询和办理。',
    'Please sign in first, so that I can look this up and take care of it.',
  ),
  address_incomplete: sentence(
    '请您补充完整的收货地址：省、市、区和详细门牌。',
    'Please give the full delivery address: province, city, district and street.',
  ),
  not_changeable: sentence(
    '这个订单已经发货，收货地址不能再修改了。',
    'This order has already shipped, so its address can no longer be changed.',
  ),
  not_cancellable: sentence(
    '这个订单已经发货或已结束，不能取消了。',
    'This order has shipped or is closed, so it can no longer be cancelled.',
  ),
  not_returnable: sentence(
    '这个订单已超过可退货的时间，或当前状态不支持退货。',
    'This order is past its return period, or cannot be returned in its present state.',
  ),
  already_refunding: sentence(
    '这个订单已经有退款申请了，不需要重复提交。',
    'A refund has already been requested for this order.',
  ),
  not_exchangeable: sentence(
    '这个订单已超过可换货的时间，或当前状态不支持换货。',
    'This order is past its exchange period, or cannot be exchanged in its present state.',
  ),
  already_exchanging: sentence(
    '这个订单已经有换货申请了，不需要重复提交。',
    'An exchange has already been requested for this order.',
  ),
  out_of_stock: sentence('您想换的商品暂时没有库存。', 'The item you would like instead is out of stock.'),
  already_invoiced: sentence('这个订单已经开过发票了。', 'An invoice has already been issued for this order.'),
  not_invoiceable: sentence('已取消或已退款的订单不能开发票。', 'A cancelled or refunded order cannot be invoiced.'),
  not_repairable: sentence(
    '只有已签收的电器才能预约维修。',
    'Only an appliance that has been delivered can be booked for repair.',
  ),
  compensation_capped: sentence(
    '您近 30 天的补偿已达到上限，暂时不能再发放。',
    'The compensation for the last 30 days has reached its limit.',
  ),
  already_booked: sentence('这个订单已经预约过维修了。', 'A repair visit has already been booked for this order.'),
}

const NOT_FOUND = sentence(
  '没有查到这个编号，请您核对后再告诉我。',
  'I cannot find that number. Please check it and tell me again.',
)
const REFUSED = sentence(
  '业务系统没有通过这次办理，您可以找人工客服帮忙。',
  'Our system did not accept this. One of our team can help you.',
)

/** What a customer may correct, by the name of the field. */
export const FIELDS: Record<string, Sentence> = {
  orderId: sentence('订单号', 'order number'),
  refundId: sentence('退款单号', 'refund number'),
  address: sentence('收货地址', 'delivery address'),
  taxNo: sentence('税号（15 至 20 位字母或数字）', 'tax number (15 to 20 letters or digits)'),
  email: sentence('邮箱地址', 'e-mail address'),
  phone: sentence('手机号', 'phone number'),
  visitAt: sentence('上门时间（须在 60 天之内）', 'time of the visit (within the next 60 days)'),
  photos: sentence('照片（最多 9 张）', 'photos (at most 9)'),
  title: sentence('发票抬头', 'invoice title'),
  reason: sentence('原因', 'reason'),
  description: sentence('问题描述', 'description'),
  sku: sentence('要换的款式', 'item you would like instead'),
  productId: sentence('商品', 'product'),
}

/** The outcome for something wrong in what was given; `fields` are names as in `address.detail, phone`. */
export function invalidInput(fields: string, titles: Record<string, Sentence> = FIELDS): ActionOutcome {
  const field = fields
    .split(/[\s,.]+/)
    .map((name) => titles[name])
    .find(Boolean)
  const message = field
    ? sentence(
        `您提供的${field.zh}不完整或有误，请核对后再告诉我。`,
        `The ${field.en} is missing or not valid. Please check it.`,
      )
    : sentence(
        '您提供的信息不完整或有误，请核对后再试。',
        'Something is missing or not valid. Please check it and try again.',
      )
  return { ok: false, why: 'refused', code: 'invalid_input', message }
}

export const refused = (code: string): ActionOutcome => ({
  ok: false,
  why: 'refused',
  code,
  message: refusalText(code),
})

/** Why the business refused, by its code. */
export const refusalText = (code: string): Sentence => REFUSALS[code] ?? REFUSED

/** What a failed call means for the customer. `writes`: whether something may have been done although no answer came. */
export function failedOutcome(
  result: Extract<CallResult<unknown>, { ok: false }>,
  { writes, fieldTitles, system }: Pick<Action, 'writes' | 'fieldTitles' | 'system'>,
): ActionOutcome {
  if (result.why === 'unavailable') {
    return { ok: false, why: 'unavailable', code: result.code, message: unavailable(result, writes) }
  }
  if (result.why === 'not_found') return { ok: false, why: 'not_found', code: 'not_found', message: NOT_FOUND }
  if (result.code === 'invalid') return invalidInput(result.fields, fieldTitles)
  const theirs = result.message && readable(result.message) ? result.message : REFUSED
  // Another system may use a code of the shop's for something of its own.
  const ours = system === SHOP || !result.message ? REFUSALS[result.code] : undefined
  return { ok: false, why: 'refused', code: result.code, message: ours ?? theirs }
}

function unavailable({ code, reached }: { code: string; reached: boolean }, writes: boolean): Sentence {
  if (writes && reached) {
    return sentence(
      '系统没有及时答复，暂时无法确认是否已办理成功，请不要重复提交，我们会为您核实。',
      'The system did not confirm in time, so I cannot tell yet whether this went through. Please do not submit it again; we will check.',
    )
  }
  if (writes) {
    return sentence(
      '业务系统暂时连接不上，这次还没有办理。',
      'Our system cannot be reached right now, so nothing has been changed yet.',
    )
  }
  return code === 'timeout'
    ? sentence(
        '系统响应有些慢，暂时没有查到结果，请您稍后再试。',
        'The system is slow right now and gave no answer. Please try again in a little while.',
      )
    : sentence(
        '业务系统暂时连接不上，请您稍后再试。',
        'Our system cannot be reached right now. Please try again in a little while.',
      )
}

/** A sentence of the business itself is shown only when it is plain text in both languages. */
const readable = ({ zh, en }: Sentence) => [zh, en].every((text) => text.trim() !== '' && !/[<>{}\p{Cc}]/u.test(text))
