import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import type { Store } from '../../kit/service/store.ts'
import { operation } from '../contract.ts'
import { findCredit, saveCard } from './cards.ts'
import { dayFrom, daysBetween } from './days.ts'

const TIMES = 1.5
const DAYS = 30
const KNOWN_DAYS = 180
const refusals = ['not_found', 'not_credit', 'overdue', 'not_active', 'too_new', 'has_limit', 'not_higher', 'over_most']

export const limitOperations = [
  operation('quoteLimit', 'GET /cards/{cardId}/limit-quote', {
    summary: 'Whether the limit can be raised to an amount for a while',
    query: z.object({ amount: z.coerce.number().positive() }),
    answer: z.object({ before: z.number(), limit: z.number(), until: z.string() }),
    errors: refusals,
    run: ({ store, now }, { params, query }) => quote(store, now(), params.cardId!, query.amount),
  }),
  operation('raiseLimit', 'POST /cards/{cardId}/limit', {
    summary: 'Raise the limit for 30 days',
    body: z.object({ amount: z.number().positive(), channel: z.string() }),
    answer: z.object({ id: z.string(), limit: z.number(), until: z.string() }),
    status: 201,
    errors: refusals,
    run({ store, now }, { params, body }) {
      const { limit, until } = quote(store, now(), params.cardId!, body.amount)
      saveCard(store, { ...findCredit(store, params.cardId!), limit, limitUntil: until })
      return { id: `SE${store.nextNumber('limit', 4001)}`, limit, until }
    },
  }),
]

/** At most one and a half times the limit, for who repays in time and has had the card for half a year. */
function quote(store: Store, now: Date, cardId: string, wanted: number) {
  const { status, issuedOn, limit, limitUntil } = findCredit(store, cardId)
  if (status === 'overdue') throw new ServiceError('overdue')
  if (status !== 'active') throw new ServiceError('not_active')
  if (daysBetween(issuedOn, dayFrom(now)) < KNOWN_DAYS) throw new ServiceError('too_new')
  if (limitUntil) throw new ServiceError('has_limit')
  if (wanted <= limit) throw new ServiceError('not_higher')
  if (wanted > limit * TIMES) throw new ServiceError('over_most', `¥${(limit * TIMES).toLocaleString('en')}`)
  return { before: limit, limit: wanted, until: dayFrom(now, DAYS) }
}
