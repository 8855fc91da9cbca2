import type { Store } from '../../kit/service/store.ts'
import { dayFrom } from './calendar.ts'
import type { Appointment, Case, Fund, Person, SocialInsurance } from './records.ts'
import { seedCases } from './seed-cases.ts'

/** The demo cast as people who live in Yunxi. */
export function seed(store: Store, now: Date): void {
  for (const person of people(now)) store.put('person', person.customerId, person)
  for (const one of insured(now)) store.put('insurance', one.customerId, one)
  for (const one of funds(now)) store.put('fund', one.customerId, one)
  for (const one of appointments(now)) store.put('appointment', one.id, one, one.customerId, `${one.date}T${one.time}`)
  for (const one of seedCases(now)) store.put('case', one.id, one satisfies Case, one.customerId, one.filedAt)
  // Numbers of what is filed from now on.
  store.nextNumber('case', 20000000)
  store.nextNumber('appointment', 20000000)
}

const people = (now: Date): Person[] => {
  const base = { ownsHome: false, subsidy: false }
  const since = (days: number) => dayFrom(now, -days)
  return [
    { ...base, customerId: 'c-lin', name: '林婉清', age: 36, household: 'local', phoneTail: '0001' },
    { ...base, customerId: 'c-zhou', name: '周德福', age: 74, household: 'local', phoneTail: '0002', ownsHome: true },
    {
      ...base,
      customerId: 'c-xu',
      name: '许一诺',
      age: 24,
      household: 'elsewhere',
      phoneTail: '0003',
      livesHereSince: since(245),
    },
    {
      ...base,
      customerId: 'c-chen',
      name: '陈思远',
      age: 31,
      household: 'elsewhere',
      phoneTail: '0004',
      livesHereSince: since(95),
      ownsHome: true,
    },
    {
      ...base,
      customerId: 'c-wang',
      name: '王建国',
      age: 58,
      household: 'elsewhere',
      phoneTail: '0005',
      livesHereSince: since(940),
      permitNo: '330900200005',
      endorseBy: dayFrom(now, 155),
    },
    {
      ...base,
      customerId: 'c-emma',
      name: 'Emma Clarke',
      age: 33,
      household: 'foreign',
      phoneTail: '0006',
      livesHereSince: since(500),
    },
    {
      ...base,
      customerId: 'c-zhao',
      name: '赵敏',
      age: 42,
      household: 'elsewhere',
      phoneTail: '0007',
      livesHereSince: since(1075),
      permitNo: '330900200007',
      endorseBy: dayFrom(now, 20),
    },
  ]
}

const insured = (now: Date): SocialInsurance[] => {
  const month = (back: number) => dayFrom(now, -30 * back).slice(0, 7)
  const paying = (customerId: string, base: number, months: number, employer: [string, string]): SocialInsurance => ({
    customerId,
    status: 'paying',
    employer: employer[0],
    employerEn: employer[1],
    base,
    pensionMonths: months,
    medicalMonths: months,
    lastMonth: month(1),
  })
  return [
    paying('c-lin', 12600, 158, ['云溪清荷文化有限公司', 'Yunxi Qinghe Culture Co., Ltd']),
    { ...paying('c-zhou', 0, 372, ['云溪机械厂（退休）', 'Yunxi Machinery Works (retired)']), status: 'retired' },
    {
      ...paying('c-xu', 5200, 5, ['云溪青禾设计工作室', 'Yunxi Qinghe Design Studio']),
      status: 'stopped',
      lastMonth: month(3),
    },
    paying('c-chen', 18300, 96, ['云溪远行科技有限公司', 'Yunxi Yuanxing Technology Co., Ltd']),
    paying('c-wang', 6900, 301, ['云溪安达物流有限公司', 'Yunxi Anda Logistics Co., Ltd']),
    paying('c-emma', 22000, 16, ['云溪国际学校', 'Yunxi International School']),
    paying('c-zhao', 9800, 190, ['云溪同心药业有限公司', 'Yunxi Tongxin Pharmaceutical Co., Ltd']),
  ]
}

const funds = (now: Date): Fund[] => {
  const lastMonth = dayFrom(now, -30).slice(0, 7)
  const fund = (customerId: string, balance: number, monthly: number, months: number): Fund => ({
    customerId,
    status: 'paying',
    balance,
    monthly,
    months,
    lastMonth,
  })
  return [
    fund('c-lin', 86420.5, 3024, 158),
    fund('c-xu', 1248, 624, 2),
    fund('c-chen', 121800, 4392, 96),
    fund('c-wang', 43210, 1380, 120),
    fund('c-zhao', 65300.8, 2352, 190),
  ]
}

const appointments = (now: Date): Appointment[] => {
  const booked = (
    id: string,
    customerId: string,
    matter: Appointment['matter'],
    days: number,
    time: string,
  ): Appointment => ({
    id,
    customerId,
    matter,
    hall: 'main',
    date: dayFrom(now, days),
    time,
    status: 'booked',
    changes: 0,
  })
  const missed = (id: string, days: number): Appointment => ({
    ...booked(id, 'c-wang', 'social', -days, '10:00'),
    status: 'missed',
  })
  return [
    booked('YY10001001', 'c-lin', 'exit', 3, '10:00'),
    booked('YY10002001', 'c-zhou', 'social', 2, '09:00'),
    missed('YY10005001', 5),
    missed('YY10005002', 12),
    missed('YY10005003', 20),
    { ...booked('YY10006001', 'c-emma', 'exit', 4, '14:00'), changes: 2 },
    booked('YY10007001', 'c-zhao', 'residence', 2, '11:00'),
    booked('YY10007002', 'c-zhao', 'property', 5, '15:00'),
  ]
}
