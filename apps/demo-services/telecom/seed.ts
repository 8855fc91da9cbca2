import type { Store } from '../../kit/service/store.ts'
import { plans, services } from './catalogue.ts'
import type { Broadband, Line, Subscription } from './shapes.ts'

const dayMs = 86_400_000

/** `[line, customer, number, name, nameEn, plan, balance, dataUsed, minutesUsed, age, days with us, days of contract left]` */
const lineRows = [
  ['YL1001', 'c-lin', '17100002101', '主卡', 'main line', 'yx129', 186.4, 64.2, 305, 38, 2900, 0],
  ['YL1002', 'c-lin', '17100002102', '妈妈副卡', "mother's line", 'yx39', 42, 3.1, 88, 66, 900, 0],
  ['YL1011', 'c-zhou', '17100002111', '主卡', 'main line', 'yx39', 12.5, 1.8, 96, 74, 3300, 0],
  ['YL1021', 'c-xu', '17100002121', '主卡', 'main line', 'yx59', 55, 31.5, 60, 24, 60, 0],
  ['YL1031', 'c-chen', '17100002131', '主卡', 'main line', 'yx99', 101.3, 79.4, 210, 31, 500, 200],
  ['YL1041', 'c-wang', '17100002141', '主卡', 'main line', 'yx59', -23.6, 22, 180, 52, 2100, 0],
  ['YL1051', 'c-emma', '17100002151', '主卡', 'main line', 'yx99', 320, 27.7, 140, 35, 700, 0],
  ['YL1061', 'c-zhao', '17100002161', '主卡', 'main line', 'yx59', 77, 18.6, 45, 44, 1500, 0],
] as const

/** `[line, service]` */
const subscribed = [
  ['YL1001', 'caller-id'],
  ['YL1001', 'cloud'],
  ['YL1011', 'caller-id'],
  ['YL1011', 'video'],
  ['YL1011', 'video-tone'],
  ['YL1021', 'caller-id'],
  ['YL1031', 'video'],
  ['YL1051', 'caller-id'],
] as const

/** `[id, customer, line, name, nameEn, address, state]` */
const broadbandRows = [
  ['YB2001', 'c-lin', 'YL1001', '家里千兆宽带', 'home broadband 1000M', '上海市浦东新区', 'no_light'],
  ['YB2011', 'c-zhou', 'YL1011', '家里300M宽带', 'home broadband 300M', '四川省成都市青羊区', 'outage'],
  ['YB2031', 'c-chen', 'YL1031', '家里500M宽带', 'home broadband 500M', '广东省深圳市南山区', 'arrears'],
  ['YB2041', 'c-wang', 'YL1041', '家里300M宽带', 'home broadband 300M', '山东省济南市历下区', 'weak_light'],
  ['YB2051', 'c-emma', 'YL1051', '家里500M宽带', 'home broadband 500M', '北京市朝阳区', 'good'],
] as const

export function seed(store: Store, now: Date): void {
  const on = (days: number) => new Date(now.getTime() + days * dayMs).toISOString()
  for (const row of lineRows) putLine(store, row, on)
  for (const [lineId, serviceId] of subscribed) putSubscription(store, lineId, serviceId, on(-90))
  for (const [id, customerId, lineId, name, nameEn, address, state] of broadbandRows) {
    const line = store.get<Line>('line', lineId)!
    const booked = customerId === 'c-wang'
    const broadband: Broadband = {
      ...{ id, customerId, name, nameEn, address, state, phone: line.number },
      owed: state === 'arrears' ? 69 : 0,
      outageUntil: state === 'outage' ? new Date(now.getTime() + 5 * 3_600_000).toISOString() : null,
      visitId: booked ? 'YF5001' : null,
      visitAt: booked ? `${on(1).slice(0, 10)}T14:00` : null,
    }
    store.put('broadband', id, broadband, customerId)
  }
}

function putLine(store: Store, row: (typeof lineRows)[number], on: (days: number) => string): void {
  const [id, customerId, number, name, nameEn, planId, balance, dataUsedGb, minutesUsed, ownerAge, days, left] = row
  const plan = plans.find((one) => one.id === planId)!
  const extras = subscribed.flatMap(([lineId, serviceId]) => {
    const service = services.find((one) => one.id === serviceId)!
    return lineId === id && service.price > 0
      ? [{ name: service.name, nameEn: service.nameEn, amount: service.price }]
      : []
  })
  const items = [{ name: '套餐月费', nameEn: 'plan', amount: plan.price }, ...extras]
  const line: Line = {
    ...{ id, customerId, number, name, nameEn, plan, balance, dataUsedGb, minutesUsed, ownerAge },
    detail: items.map(({ name, amount }) => `${name} ${amount} 元`).join('、'),
    detailEn: items.map(({ nameEn, amount }) => `${nameEn} ¥${amount}`).join(', '),
    status: balance < 0 ? 'stopped' : 'active',
    nextPlanId: null,
    month: on(0).slice(0, 7),
    total: items.reduce((sum, { amount }) => sum + amount, 0),
    dataTotalGb: plan.dataGb,
    minutesTotal: plan.minutes,
    joinedAt: on(-days),
    contractUntil: left ? on(left) : null,
  }
  store.put('line', id, line, customerId)
}

export function putSubscription(store: Store, lineId: string, serviceId: string, since: string): Subscription {
  const line = store.get<Line>('line', lineId)!
  const { name, nameEn, price } = services.find((one) => one.id === serviceId)!
  const subscription: Subscription = {
    ...{ id: `${lineId}-${serviceId}`, customerId: line.customerId, lineId, serviceId, name, nameEn, price, since },
    number: line.number,
  }
  store.put('subscription', subscription.id, subscription, line.customerId)
  return subscription
}
