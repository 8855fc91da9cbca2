import type { z } from 'zod'
import type { order } from '#business/shapes.ts'

type Sentence = { zh: string; en: string }
type Order = z.infer<typeof order>
/** One thing the business allows or refuses for an order now; `intents` are those it matters to. */
export type OrderRule = { title: Sentence; text: Sentence; intents: readonly string[] }

const RETURNS = ['refund_request', 'exchange_request', 'complaint', 'fault_diagnosis', 'refund_progress']

/** What an order's own state allows: return, cancel, change of address, warranty. In words for its customer. Pure. */
export function orderRules(one: Order, now: Date): OrderRule[] {
  const { id } = one
  const until = day(one.returnDeadline)
  const rules: OrderRule[] = []
  if (one.canReturn)
    rules.push({
      title: { zh: `订单 ${id} 可以退货`, en: `Order ${id} can be returned` },
      text: {
        zh: `您的订单 ${id} 现在可以申请退货${until ? `，最晚 ${until}` : ''}。您同意的话，我现在就为您提交。`,
        en: `Your order ${id} can be returned${until ? `, until ${until}` : ''}. If you agree, I will submit it now.`,
      },
      intents: RETURNS,
    })
  else if (one.status === 'delivered')
    rules.push({
      title: { zh: `订单 ${id} 已过退货期`, en: `Order ${id} is past its return period` },
      text: {
        zh: `您的订单 ${id} 已超过无理由退货的时间。如果是质量问题，我可以为您申请维修或检测。`,
        en: `Order ${id} is past the period for returns without a reason. If it is faulty, I can arrange a check or a repair.`,
      },
      intents: RETURNS,
    })
  if (one.canCancel)
    rules.push({
      title: { zh: `订单 ${id} 可以取消`, en: `Order ${id} can be cancelled` },
      text: {
        zh: `您的订单 ${id} 还没有发货，可以直接取消，款项原路退回。需要我现在为您取消吗？`,
        en: `Your order ${id} has not shipped yet, so it can be cancelled and the money goes back the way it came. Shall I cancel it now?`,
      },
      intents: ['cancel_order', 'refund_request'],
    })
  if (one.canChangeAddress)
    rules.push({
      title: { zh: `订单 ${id} 可以改地址`, en: `The address of order ${id} can be changed` },
      text: {
        zh: `您的订单 ${id} 还没有发货，收货地址可以修改。请把新的地址发给我。`,
        en: `Your order ${id} has not shipped yet, so its address can be changed. Please send me the new one.`,
      },
      intents: ['change_address'],
    })
  const warranty = day(one.warrantyUntil)
  if (warranty && one.warrantyUntil! > now.toISOString())
    rules.push({
      title: { zh: `订单 ${id} 在保修期内`, en: `Order ${id} is under warranty` },
      text: {
        zh: `您的订单 ${id} 在保修期内（至 ${warranty}），维修不收费。我来为您登记上门或寄修。`,
        en: `Your order ${id} is under warranty until ${warranty}, so the repair is free. I will register it for you.`,
      },
      intents: ['repair_request', 'warranty_query', 'fault_diagnosis'],
    })
  return rules
}

const day = (at: string | undefined): string => at?.slice(0, 10) ?? ''
