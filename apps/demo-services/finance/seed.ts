import type { Store } from '../../kit/service/store.ts'
import { saveCard } from './cards.ts'
import { dayFrom } from './days.ts'
import type { Card, Loan, Payee, Product, Profile } from './shapes.ts'

type Day = (days: number) => string

/** Wealth products on sale. */
export const products: Product[] = [
  {
    id: 'W101',
    name: '云山天天盈',
    nameEn: 'Daily Cash',
    risk: 'R1',
    term: '随时可赎',
    termEn: 'no fixed term',
    least: 1,
  },
  {
    id: 'W102',
    name: '云山稳享90天',
    nameEn: 'Steady 90 Days',
    risk: 'R2',
    term: '90 天',
    termEn: '90 days',
    least: 1000,
  },
  {
    id: 'W103',
    name: '云山均衡一年',
    nameEn: 'Balanced One Year',
    risk: 'R3',
    term: '一年',
    termEn: 'one year',
    least: 10_000,
  },
  {
    id: 'W104',
    name: '云山进取',
    nameEn: 'Growth Mixed',
    risk: 'R4',
    term: '每季度开放',
    termEn: 'opens each quarter',
    least: 10_000,
  },
]

/** Fills the bank with the people of the demo, dated back from now. */
export function seed(store: Store, now: Date): void {
  const day: Day = (days) => dayFrom(now, days)
  for (const card of [...creditCards(day), ...debitCards(day)]) saveCard(store, card)
  for (const profile of profiles(now)) store.put('profile', profile.id, profile)
  for (const payee of payees) store.put('payee', payee.id, payee, payee.customerId)
  for (const loan of loans(day)) store.put('loan', loan.id, loan, loan.customerId)
  for (const product of products) store.put('product', product.id, product)
}

const common = {
  ...{ status: 'active' as const, balance: 0, owed: 0, least: 0, dueOn: null },
  ...{ limit: 0, limitUntil: null, instalmentId: null },
}

function creditCards(day: Day): Card[] {
  const credit = (id: string, customerId: string, last4: string, more: Partial<Card>): Card => ({
    ...{ ...common, id, customerId, last4, kind: 'credit', name: '云山金卡', nameEn: 'Gold credit card' },
    ...{ issuedOn: day(-900), limit: 40_000, ...more },
  })
  const owes = (owed: number, dueIn: number) => ({ owed, least: owed / 10, dueOn: day(dueIn) })
  return [
    credit('FC1001', 'c-lin', '8001', {
      ...{ name: '云山白金卡', nameEn: 'Platinum credit card', limit: 120_000, ...owes(12_560, 8) },
    }),
    credit('FC1002', 'c-lin', '8011', { name: '云山车主卡', nameEn: 'Driver’s credit card', issuedOn: day(-500) }),
    credit('FC3001', 'c-xu', '8003', {
      ...{ name: '云山青春卡', nameEn: 'Youth credit card', status: 'inactive', limit: 8000, issuedOn: day(-6) },
    }),
    credit('FC4001', 'c-chen', '8004', owes(6800, 6)),
    credit('FC5001', 'c-wang', '8005', { status: 'overdue', limit: 20_000, ...owes(3200, -9) }),
    credit('FC6001', 'c-emma', '8006', owes(4500, 7)),
    credit('FC7001', 'c-zhao', '8007', owes(9600, 10)),
  ]
}

function debitCards(day: Day): Card[] {
  const debit = (id: string, customerId: string, last4: string, balance: number): Card => ({
    ...{ ...common, id, customerId, last4, balance, kind: 'debit', issuedOn: day(-2000) },
    ...{ name: '云山储蓄卡', nameEn: 'savings card' },
  })
  return [
    debit('FD1001', 'c-lin', '6001', 268_450.32),
    debit('FD2001', 'c-zhou', '6002', 186_300),
    debit('FD3001', 'c-xu', '6003', 8200),
    debit('FD4001', 'c-chen', '6004', 520.15),
    debit('FD5001', 'c-wang', '6005', 9800),
    debit('FD6001', 'c-emma', '6006', 83_000),
    debit('FD7001', 'c-zhao', '6007', 41_200.5),
  ]
}

function profiles(now: Date): Profile[] {
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString()
  return [
    { id: 'c-lin', age: 36, level: 4, assessedAt: ago(160) },
    { id: 'c-zhou', age: 74, level: 3, assessedAt: ago(240) },
    { id: 'c-xu', age: 24, level: null, assessedAt: null },
    { id: 'c-chen', age: 31, level: 2, assessedAt: ago(90) },
    { id: 'c-wang', age: 47, level: 3, assessedAt: ago(400) },
    { id: 'c-emma', age: 34, level: 3, assessedAt: ago(60) },
    { id: 'c-zhao', age: 42, level: 3, assessedAt: ago(150) },
  ]
}

const payee = (id: string, customerId: string, name: string, nameEn: string, last4: string): Payee => ({
  ...{ id, customerId, name, nameEn, last4, bank: '云山银行', bankEn: 'Yunshan Bank' },
})
const payees: Payee[] = [
  payee('FP1001', 'c-lin', '妈妈', 'Mum', '3107'),
  payee('FP1002', 'c-lin', '房东陈先生', 'landlord Mr Chen', '3190'),
  payee('FP2001', 'c-zhou', '儿子', 'my son', '3172'),
  payee('FP4001', 'c-chen', '爱人', 'my wife', '3175'),
  payee('FP6001', 'c-emma', '房东李女士', 'landlady Li', '3166'),
  payee('FP7001', 'c-zhao', '妹妹', 'my sister', '3171'),
]

function loans(day: Day): Loan[] {
  const home = { name: '个人住房贷款', nameEn: 'home loan', rate: 3.1 }
  const personal = { name: '个人消费贷款', nameEn: 'personal loan', rate: 4.2 }
  return [
    { id: 'FL1001', customerId: 'c-lin', ...home, left: 1_520_000, monthsLeft: 300, nextOn: day(12) },
    { id: 'FL4001', customerId: 'c-chen', ...home, left: 960_000, monthsLeft: 240, nextOn: day(9) },
    { id: 'FL6001', customerId: 'c-emma', ...personal, left: 36_000, monthsLeft: 18, nextOn: day(5) },
  ]
}
