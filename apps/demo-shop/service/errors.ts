// Every error the API can answer with: status and wording in both languages.
const errors = {
  invalid: [400, '提交的内容不完整或格式不对', 'The request is incomplete or malformed'],
  unauthorized: [401, '缺少有效的 API 密钥', 'A valid API key is required'],
  not_found: [404, '没有找到', 'Not found'],
  not_changeable: [
    409,
    '订单已经发货，不能再修改地址',
    'The order has shipped, so its address can no longer be changed',
  ],
  not_cancellable: [
    409,
    '订单已经发货或已结束，不能取消',
    'The order has shipped or is closed, so it cannot be cancelled',
  ],
  not_returnable: [
    409,
    '订单不在可退货的时间或状态内',
    'The order is outside the time or state in which it can be returned',
  ],
  already_refunding: [409, '这个订单已经有退款申请', 'A refund has already been requested for this order'],
  not_exchangeable: [
    409,
    '订单不在可换货的时间或状态内',
    'The order is outside the time or state in which it can be exchanged',
  ],
  already_exchanging: [409, '这个订单已经有换货申请', 'An exchange has already been requested for this order'],
  out_of_stock: [409, '要换的商品暂时没有库存', 'The requested product is out of stock'],
  already_invoiced: [409, '这个订单已经开过发票', 'An invoice has already been issued for this order'],
  not_invoiceable: [409, '已取消或已退款的订单不能开发票', 'A cancelled or refunded order cannot be invoiced'],
  not_repairable: [409, '只有已签收的电器可以预约维修', 'Only a delivered appliance can be booked for repair'],
  already_booked: [409, '这个订单已经预约了维修', 'A repair visit has already been booked for this order'],
  too_large: [413, '提交的内容太大', 'The request is too large'],
  unsupported: [415, '只接受 JSON', 'Only JSON is accepted'],
  idempotency_mismatch: [
    422,
    '同一个 Idempotency-Key 用于了不同的请求',
    'This Idempotency-Key was used for a different request',
  ],
  internal: [500, '系统出错了，请稍后再试', 'Something went wrong, please try again later'],
  unavailable: [503, '业务系统暂时不可用，请稍后再试', 'The business system is unavailable, please try again later'],
} as const satisfies Record<string, readonly [number, string, string]>

export type ShopErrorCode = keyof typeof errors

interface ErrorAnswer {
  status: number
  body: { error: { code: ShopErrorCode; message: string; messageEn: string } }
}

/** The answer for a code; `detail` names the field or thing that is meant. */
export function errorAnswer(code: ShopErrorCode, detail?: string): ErrorAnswer {
  const [status, message, messageEn] = errors[code]
  return {
    status,
    body: {
      error: {
        code,
        message: detail ? `${message}：${detail}` : message,
        messageEn: detail ? `${messageEn}: ${detail}` : messageEn,
      },
    },
  }
}

export class ShopError extends Error {
  readonly answer: ErrorAnswer
  constructor(code: ShopErrorCode, detail?: string) {
    super(detail ? `${code}: ${detail}` : code)
    this.answer = errorAnswer(code, detail)
  }
}

export function statusOf(code: ShopErrorCode): number {
  return errors[code][0]
}
