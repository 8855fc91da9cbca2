import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import type { Store } from '../../kit/service/store.ts'
import { operation } from '../contract.ts'
import { accountOf, saveCard } from './cards.ts'
import { cents } from './days.ts'
import { Payee, type Profile } from './shapes.ts'

/** From these sums on somebody of the bank speaks with the customer first. */
const LARGE = 50_000
const LARGE_FOR_ELDERLY = 5000
const ELDERLY = 65
const refusals = ['not_found', 'no_account', 'insufficient']

const Transfer = z.object({
  id: z.string(),
  customerId: z.string(),
  payeeId: z.string(),
  amount: z.number(),
  arrival: z.enum(['ordinary', 'next_day']),
  status: z.string(),
})

export const transferOperations = [
  operation('listPayees', 'GET /customers/{customerId}/payees', {
    summary: 'Saved payees',
    answer: z.object({ payees: z.array(Payee) }),
    run: ({ store }, { params }) => ({ payees: store.listUnder<Payee>('payee', params.customerId!, 20) }),
  }),
  operation('getPayee', 'GET /payees/{payeeId}', {
    summary: 'A saved payee',
    answer: Payee,
    errors: ['not_found'],
    run: ({ store }, { params }) => findPayee(store, params.payeeId!),
  }),
  operation('quoteTransfer', 'GET /payees/{payeeId}/transfer-quote', {
    summary: 'Whether a transfer may be made in the chat; what is large is checked by a person',
    query: z.object({ amount: z.coerce.number().positive() }),
    answer: z.object({ amount: z.number(), payee: Payee, needsPerson: z.boolean(), elderly: z.boolean() }),
    errors: refusals,
    run: ({ store }, { params, query }) => check(store, params.payeeId!, query.amount),
  }),
  operation('getTransfer', 'GET /transfers/{transferId}', {
    summary: 'A transfer',
    answer: Transfer,
    errors: ['not_found'],
    run({ store }, { params }) {
      const transfer = store.get<z.infer<typeof Transfer>>('transfer', params.transferId!)
      if (!transfer) throw new ServiceError('not_found', params.transferId)
      return transfer
    },
  }),
  operation('createTransfer', 'POST /transfers', {
    summary: 'Submit a transfer after two confirmations; it leaves when authorised in the app',
    body: z.object({
      payeeId: z.string(),
      amount: z.number().positive(),
      confirmations: z.number(),
      channel: z.string(),
    }),
    answer: Transfer,
    status: 201,
    errors: [...refusals, 'needs_person', 'needs_second_yes'],
    run({ store, now }, { body }) {
      const { needsPerson, elderly, payee } = check(store, body.payeeId, body.amount)
      if (needsPerson) throw new ServiceError('needs_person')
      if (body.confirmations < 2) throw new ServiceError('needs_second_yes')
      const { customerId } = payee
      const account = accountOf(store, customerId)
      saveCard(store, { ...account, balance: cents(account.balance - body.amount) })
      const transfer = {
        id: `SZ${store.nextNumber('transfer', 6001)}`,
        ...{ customerId, payeeId: payee.id, amount: body.amount, status: 'to_authorise' },
        arrival: elderly ? ('next_day' as const) : ('ordinary' as const),
      }
      store.put('transfer', transfer.id, transfer, customerId, now().toISOString())
      return transfer
    },
  }),
]

function findPayee(store: Store, id: string): Payee {
  const payee = store.get<Payee>('payee', id)
  if (!payee) throw new ServiceError('not_found', id)
  return payee
}

function check(store: Store, payeeId: string, amount: number) {
  const payee = findPayee(store, payeeId)
  const elderly = (store.get<Profile>('profile', payee.customerId)?.age ?? 0) >= ELDERLY
  if (amount > accountOf(store, payee.customerId).balance) throw new ServiceError('insufficient')
  return { amount, payee, elderly, needsPerson: amount >= (elderly ? LARGE_FOR_ELDERLY : LARGE) }
}
