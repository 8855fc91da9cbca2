// The journey of a parcel: scan events between the warehouse in Hangzhou and the customer's door.

import type { Address, Logistics } from '../contract.ts'
import { dateBack } from './date-back.ts'
import type { SeedOrder } from './orders.ts'

const carriers = {
  xunhe: ['迅禾速运', 'Xunhe Express', 'XH'],
  ancheng: ['安程物流', 'Ancheng Logistics', 'AC'],
  zhongling: ['中岭快递', 'Zhongling Express', 'ZL'],
} as const

const englishCity: Record<string, string> = {
  上海市: 'Shanghai',
  成都市: 'Chengdu',
  杭州市: 'Hangzhou',
  南京市: 'Nanjing',
  广州市: 'Guangzhou',
  北京市: 'Beijing',
  武汉市: 'Wuhan',
}

type Event = Logistics['events'][number]

/** Undefined for an order that never shipped. */
export function parcelOf(order: SeedOrder, address: Address, now: Date): Logistics | undefined {
  if (order.shipped === undefined) return undefined
  const [carrier, carrierEn, prefix] = carriers[order.carrier ?? 'xunhe']
  const at = (daysAgo: number) => dateBack(now, daysAgo)
  const delivered = order.delivered
  const stuck = delivered === undefined && order.delayed !== undefined
  return {
    trackingNo: `${prefix}${order.id.slice(2)}${(Number(order.id.slice(2)) * 7) % 10000}`,
    carrier,
    carrierEn,
    status: delivered !== undefined ? 'delivered' : stuck ? 'delayed' : 'in_transit',
    estimatedAt: delivered === undefined ? at(stuck ? -2 : -1) : undefined,
    events: eventsOf(order, order.shipped, address)
      .filter((event) => event.daysAgo >= (delivered ?? 0.05))
      .sort((a, b) => a.daysAgo - b.daysAgo)
      .map(({ daysAgo, ...event }) => ({ at: at(daysAgo), ...event })),
  }
}

type Step = Omit<Event, 'at'> & { daysAgo: number }

function eventsOf(order: SeedOrder, shipped: number, address: Address): Step[] {
  const city = address.city.replace(/市$/, '')
  const cityEn = englishCity[address.city] ?? city
  const steps: Step[] = [
    step(order.placed, '杭州', '订单已付款，仓库开始备货', 'Paid; the warehouse starts packing'),
    step(shipped, '杭州', '快递员已揽收', 'Picked up by the courier'),
    step(shipped - 0.4, '杭州', '已离开杭州转运中心', 'Left the Hangzhou sorting centre'),
  ]
  if (order.delayed !== undefined) {
    steps.push(
      step(
        order.delayed,
        '合肥',
        '受道路管制影响，包裹滞留合肥转运中心，预计晚到 2 天',
        'Held at the Hefei sorting centre by road restrictions; about 2 days late',
      ),
    )
  }
  if (order.delivered === undefined) {
    if (order.delayed === undefined) {
      steps.push(step(0.35, city, `已到达${city}转运中心`, `Arrived at the ${cityEn} sorting centre`))
    }
    return steps
  }
  return [
    ...steps,
    step(order.delivered + 0.6, city, `已到达${city}转运中心`, `Arrived at the ${cityEn} sorting centre`),
    step(order.delivered + 0.2, city, '快递员正在派送', 'Out for delivery'),
    step(order.delivered, city, '已签收，本人签收', 'Delivered and signed for'),
  ]
}

function step(daysAgo: number, place: string, text: string, textEn: string): Step {
  return { daysAgo, place, text, textEn }
}
