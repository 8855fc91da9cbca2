import {
  type CommonErrorCode,
  type ErrorAnswer,
  type Refusals,
  ServiceError,
  errorAnswer as serviceAnswer,
} from '../../kit/service/errors.ts'

/** What a rule of the shop refuses. */
export const refusals = {
  not_changeable: ['订单已经发货，不能再修改地址', 'The order has shipped, so its address can no longer be changed'],
  not_cancellable: ['订单已经发货或已结束，不能取消', 'The order has shipped or is closed, so it cannot be cancelled'],
  not_returnable: [
    '订单不在可退货的时间或状态内',
    'The order is outside the time or state in which it can be returned',
  ],
  already_refunding: ['这个订单已经有退款申请', 'A refund has already been requested for this order'],
  not_exchangeable: [
    '订单不在可换货的时间或状态内',
    'The order is outside the time or state in which it can be exchanged',
  ],
  already_exchanging: ['这个订单已经有换货申请', 'An exchange has already been requested for this order'],
  out_of_stock: ['要换的商品暂时没有库存', 'The requested product is out of stock'],
  already_invoiced: ['这个订单已经开过发票', 'An invoice has already been issued for this order'],
  not_invoiceable: ['已取消或已退款的订单不能开发票', 'A cancelled or refunded order cannot be invoiced'],
  not_repairable: ['只有已签收的电器可以预约维修', 'Only a delivered appliance can be booked for repair'],
  compensation_capped: [
    '这位客户 30 天内的补偿已达到上限',
    'The compensation of this customer has reached its limit for 30 days',
  ],
  already_booked: ['这个订单已经预约了维修', 'A repair visit has already been booked for this order'],
} as const satisfies Refusals

export type ShopErrorCode = CommonErrorCode | keyof typeof refusals

/** The answer for a code; `detail` names the field or thing that is meant. */
export const errorAnswer = (code: string, detail?: string): ErrorAnswer => serviceAnswer(refusals, code, detail)

export class ShopError extends ServiceError {
  constructor(code: ShopErrorCode, detail?: string) {
    super(code, detail)
  }
}
