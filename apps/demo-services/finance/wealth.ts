import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import type { Store } from '../../kit/service/store.ts'
import { operation } from '../contract.ts'
import { accountOf } from './cards.ts'
import { products } from './seed.ts'
import { Product, type Profile } from './shapes.ts'

const dayMs = 86_400_000
const VALID_DAYS = 365

/** An assessment counts for a year; a product may not be riskier than the customer's level. */
function suitable(store: Store, now: Date, customerId: string, productId: string, amount: number) {
  const product = products.find(({ id }) => id === productId)
  const profile = store.get<Profile>('profile', customerId)
  if (!(product && profile)) throw new ServiceError('not_found', productId)
  if (profile.level === null || !profile.assessedAt) throw new ServiceError('not_assessed')
  if (now.getTime() - Date.parse(profile.assessedAt) > VALID_DAYS * dayMs) throw new ServiceError('assessment_old')
  const risk = Number(product.risk.slice(1))
  if (risk > profile.level) throw new ServiceError('too_risky')
  if (amount < product.least) throw new ServiceError('below_least', `¥${product.least}`)
  if (accountOf(store, customerId).balance < amount) throw new ServiceError('insufficient')
  return { product, amount, level: `C${profile.level}`, needsPerson: profile.age >= 65 && risk >= 3 }
}

const refusals = ['not_found', 'not_assessed', 'assessment_old', 'too_risky', 'below_least', 'insufficient']

export const wealthOperations = [
  operation('listProducts', 'GET /customers/{customerId}/wealth-products', {
    summary: 'Wealth products on offer',
    answer: z.object({ products: z.array(Product) }),
    run: () => ({ products }),
  }),
  operation('quotePurchase', 'GET /customers/{customerId}/suitability/{productId}/{amount}', {
    summary: 'Whether a product suits the customer',
    answer: z.object({ product: Product, amount: z.number(), level: z.string(), needsPerson: z.boolean() }),
    errors: refusals,
    run({ store, now }, { params }) {
      const amount = Number(params.amount)
      if (!(amount > 0)) throw new ServiceError('invalid', 'amount')
      return suitable(store, now(), params.customerId!, params.productId!, amount)
    },
  }),
  operation('reservePurchase', 'POST /customers/{customerId}/wealth-orders', {
    summary: 'Order a product after two confirmations; signed and paid in the app',
    body: z.object({
      productId: z.string(),
      amount: z.number().positive(),
      confirmations: z.number(),
      channel: z.string(),
    }),
    answer: z.object({ id: z.string(), status: z.string() }),
    status: 201,
    errors: [...refusals, 'needs_person', 'needs_second_yes'],
    run({ store, now }, { params, body }) {
      const { needsPerson } = suitable(store, now(), params.customerId!, body.productId, body.amount)
      if (needsPerson) throw new ServiceError('needs_person')
      if (body.confirmations < 2) throw new ServiceError('needs_second_yes')
      return { id: `SL${store.nextNumber('order', 9001)}`, status: 'to_sign' }
    },
  }),
  operation('reportScam', 'POST /customers/{customerId}/scam-reports', {
    summary: 'Register a suspected scam',
    body: z.object({
      kind: z.enum(['police', 'link', 'invest', 'refund', 'loan']),
      note: z.string().optional(),
      channel: z.string(),
    }),
    answer: z.object({ id: z.string(), status: z.string() }),
    status: 201,
    errors: [],
    run({ store }, { params, body }) {
      const report = { id: `SX${store.nextNumber('scam', 1001)}`, status: 'checking' }
      store.put('scam', report.id, { ...report, ...body }, params.customerId)
      return report
    },
  }),
]
