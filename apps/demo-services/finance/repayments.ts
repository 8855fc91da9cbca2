import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import type { Store } from '../../kit/service/store.ts'
import { operation } from '../contract.ts'
import { accountOf, findCredit, saveCard } from './cards.ts'
import { cents } from './days.ts'
import type { Card } from './shapes.ts'

/** Per cent a month of the first sum, and what that comes to a year (simple), by number of months. */
const FEES = {
  '3': { monthly: 0.75, yearly: 13.5 },
  '6': { monthly: 0.7, yearly: 14.3 },
  '12': { monthly: 0.65, yearly: 14.1 },
}
const Periods = z.enum(['3', '6', '12'])
const LEAST = 500
const Way = z.enum(['whole', 'least', 'part'])
const refusals = ['not_found', 'not_credit', 'nothing_due', 'more_than_due', 'no_account', 'insufficient']
const noInstalments = ['not_found', 'not_credit', 'overdue', 'has_instalment', 'too_small', 'not_active']

export const repaymentOperations = [
  operation('quoteRepayment', 'GET /cards/{cardId}/repayment-quote', {
    summary: 'What a repayment comes to; a part needs its amount',
    query: z.object({ way: Way, amount: z.coerce.number().positive().optional() }),
    answer: z.object({ amount: z.number(), left: z.number(), fromName: z.string(), fromNameEn: z.string() }),
    errors: refusals,
    run({ store }, { params, query }) {
      const { owed, least } = findCredit(store, params.cardId!)
      const amount = query.way === 'whole' ? owed : query.way === 'least' ? least || owed : query.amount
      if (amount === undefined) throw new ServiceError('invalid', 'amount')
      return quote(store, params.cardId!, amount)
    },
  }),
  operation('repay', 'POST /cards/{cardId}/repayments', {
    summary: 'Repay from the customer’s own account',
    body: z.object({ amount: z.number().positive(), channel: z.string() }),
    answer: z.object({ id: z.string(), left: z.number() }),
    status: 201,
    errors: refusals,
    run({ store }, { params, body }) {
      const { left } = quote(store, params.cardId!, body.amount)
      const card = findCredit(store, params.cardId!)
      const account = accountOf(store, card.customerId)
      const least = Math.max(0, cents(card.least - body.amount))
      const status = card.status === 'overdue' && least === 0 ? 'active' : card.status
      saveCard(store, { ...card, owed: left, least, status })
      saveCard(store, { ...account, balance: cents(account.balance - body.amount) })
      return { id: `SH${store.nextNumber('repayment', 7001)}`, left }
    },
  }),
  operation('quoteInstalment', 'GET /cards/{cardId}/instalment-quote', {
    summary: 'What paying the statement by instalments would cost',
    query: z.object({ periods: Periods }),
    answer: z.object({ amount: z.number(), each: z.number(), fee: z.number(), rate: z.number() }),
    errors: noInstalments,
    run: ({ store }, { params, query }) => split(store, params.cardId!, query.periods),
  }),
  operation('setUpInstalment', 'POST /cards/{cardId}/instalments', {
    summary: 'Pay the statement by instalments',
    body: z.object({ periods: Periods, channel: z.string() }),
    answer: z.object({ id: z.string(), each: z.number() }),
    status: 201,
    errors: noInstalments,
    run({ store }, { params, body }) {
      const { each } = split(store, params.cardId!, body.periods)
      const id = `SF${store.nextNumber('instalment', 5001)}`
      saveCard(store, { ...findCredit(store, params.cardId!), instalmentId: id, owed: 0, least: 0 })
      return { id, each }
    },
  }),
  operation('requestInstalments', 'POST /customers/{customerId}/instalment-requests', {
    summary: 'Apply to repay what is owed in instalments; also for overdue bills, one open application a card',
    body: z.object({ reason: z.string().max(80) }),
    answer: z.object({ id: z.string(), cardId: z.string(), amount: z.number() }),
    status: 201,
    errors: ['has_instalment', 'has_request', 'too_small'],
    run({ store, now }, { params, body }) {
      const [card] = store
        .listUnder<Card>('card', params.customerId!, 20)
        .filter(({ kind, owed }) => kind === 'credit' && owed >= LEAST)
        .toSorted((a, b) => b.owed - a.owed)
      if (!card) throw new ServiceError('too_small')
      if (card.instalmentId) throw new ServiceError('has_instalment')
      if (store.get('instalmentRequest', card.id)) throw new ServiceError('has_request')
      const asked = { id: `SQ${store.nextNumber('instalmentRequest', 6001)}`, cardId: card.id, amount: card.owed }
      store.put('instalmentRequest', card.id, { ...asked, ...body, at: now().toISOString() }, card.customerId)
      return asked
    },
  }),
]

function quote(store: Store, cardId: string, amount: number) {
  const card = findCredit(store, cardId)
  if (card.owed <= 0) throw new ServiceError('nothing_due')
  if (amount > card.owed) throw new ServiceError('more_than_due')
  const account = accountOf(store, card.customerId)
  if (amount > account.balance) throw new ServiceError('insufficient')
  const [fromName, fromNameEn] = [
    `${account.name}（尾号 ${account.last4}）`,
    `${account.nameEn} ending in ${account.last4}`,
  ]
  return { amount, left: cents(card.owed - amount), fromName, fromNameEn }
}

function split(store: Store, cardId: string, periods: z.infer<typeof Periods>) {
  const { status, instalmentId, owed } = findCredit(store, cardId)
  if (status === 'overdue') throw new ServiceError('overdue')
  if (status !== 'active') throw new ServiceError('not_active')
  if (instalmentId) throw new ServiceError('has_instalment')
  if (owed < LEAST) throw new ServiceError('too_small')
  const { monthly, yearly } = FEES[periods]
  const fee = cents((owed * monthly * Number(periods)) / 100)
  return { amount: owed, each: cents((owed + fee) / Number(periods)), fee, rate: yearly }
}
