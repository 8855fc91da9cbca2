import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import type { Store } from '../../kit/service/store.ts'
import { operation } from '../contract.ts'
import { dayFrom, daysBetween } from './days.ts'
import { Card } from './shapes.ts'

const ACTIVATE_WITHIN = 180
const channel = z.object({ channel: z.string() })

export const cardOperations = [
  operation('listCards', 'GET /customers/{customerId}/cards', {
    summary: 'Cards of a customer',
    answer: z.object({ cards: z.array(Card) }),
    run: ({ store }, { params }) => ({ cards: store.listUnder<Card>('card', params.customerId!, 20) }),
  }),
  operation('getCard', 'GET /cards/{cardId}', {
    summary: 'A card with its latest statement',
    answer: Card,
    errors: ['not_found'],
    run: ({ store }, { params }) => findCard(store, params.cardId!),
  }),
  operation('reportLoss', 'POST /cards/{cardId}/loss', {
    summary: 'Block a lost card; it works at once',
    body: channel,
    answer: z.object({ id: z.string(), status: z.string() }),
    status: 201,
    errors: ['not_found', 'already_lost'],
    run({ store, now }, { params, body }) {
      const card = findCard(store, params.cardId!)
      if (card.status === 'lost') throw new ServiceError('already_lost')
      saveCard(store, { ...card, status: 'lost' })
      const loss = { id: `SG${store.nextNumber('loss', 3001)}`, status: 'blocked' }
      store.put('loss', loss.id, { ...loss, ...body, cardId: card.id }, card.id, now().toISOString())
      return loss
    },
  }),
  operation('activateCard', 'POST /cards/{cardId}/activation', {
    summary: 'Begin the activation of a new card; face check and PIN follow in the app',
    body: channel,
    answer: z.object({ id: z.string(), finishBefore: z.string() }),
    status: 201,
    errors: ['not_found', 'not_inactive', 'activation_expired'],
    run({ store, now }, { params }) {
      const card = findCard(store, params.cardId!)
      if (card.status !== 'inactive') throw new ServiceError('not_inactive')
      if (daysBetween(card.issuedOn, dayFrom(now())) > ACTIVATE_WITHIN) throw new ServiceError('activation_expired')
      saveCard(store, { ...card, status: 'activating' })
      const finishBefore = new Date(now().getTime() + 24 * 3_600_000).toISOString()
      return { id: `SJ${store.nextNumber('activation', 2001)}`, finishBefore }
    },
  }),
]

export function findCard(store: Store, id: string): Card {
  const card = store.get<Card>('card', id)
  if (!card) throw new ServiceError('not_found', id)
  return card
}

export function findCredit(store: Store, id: string): Card {
  const card = findCard(store, id)
  if (card.kind !== 'credit') throw new ServiceError('not_credit')
  return card
}

/** The account that repayments, transfers and purchases are taken from. */
export function accountOf(store: Store, customerId: string): Card {
  const account = store
    .listUnder<Card>('card', customerId)
    .find(({ kind, status }) => kind === 'debit' && status === 'active')
  if (!account) throw new ServiceError('no_account')
  return account
}

export const saveCard = (store: Store, card: Card): void =>
  store.put('card', card.id, card, card.customerId, card.issuedOn)
