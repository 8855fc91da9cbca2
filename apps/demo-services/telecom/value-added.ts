import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import type { Store } from '../../kit/service/store.ts'
import { operation } from '../contract.ts'
import { services } from './catalogue.ts'
import { lineOf, putLine, usableLine } from './lines.ts'
import { putSubscription } from './seed.ts'
import { Subscription, ValueAdded } from './shapes.ts'

const emptied = { customerId: '', lineId: '' }

function orderable(store: Store, lineId: string | undefined, serviceId: string): ValueAdded {
  const line = usableLine(store, lineId)
  const wanted = services.find((one) => one.id === serviceId)
  if (!wanted) throw new ServiceError('not_found', serviceId)
  if (!wanted.once && activeOn(store, line.id, serviceId)) throw new ServiceError('already_active')
  return wanted
}

/** What was cancelled stays in the store without an owner. */
const activeOn = (store: Store, lineId: string, serviceId: string): Subscription | undefined => {
  const found = store.get<Subscription>('subscription', `${lineId}-${serviceId}`)
  return found?.customerId ? found : undefined
}

export const serviceOperations = [
  operation('quoteService', 'GET /lines/{lineId}/services/{serviceId}/quote', {
    summary: 'What switching on a service would cost',
    answer: ValueAdded,
    errors: ['not_found', 'arrears', 'line_lost', 'already_active'],
    run: ({ store }, { params }) => orderable(store, params.lineId, params.serviceId!),
  }),
  operation('activateService', 'POST /lines/{lineId}/services', {
    summary: 'Switch on a service; a paid one after two confirmations',
    body: z.object({ serviceId: z.string(), confirmations: z.number(), channel: z.string() }),
    answer: z.object({ id: z.string(), status: z.string() }),
    status: 201,
    errors: ['not_found', 'arrears', 'line_lost', 'already_active', 'needs_second_yes'],
    run({ store, now }, { params, body }) {
      const wanted = orderable(store, params.lineId, body.serviceId)
      if (wanted.price > 0 && body.confirmations < 2) throw new ServiceError('needs_second_yes')
      const line = lineOf(store, params.lineId)
      if (wanted.once) putLine(store, { ...line, dataTotalGb: line.dataTotalGb + Number.parseInt(wanted.name, 10) })
      else putSubscription(store, line.id, wanted.id, now().toISOString())
      return { id: `YV${store.nextNumber('activation', 6001)}`, status: 'active' }
    },
  }),
  operation('listSubscriptions', 'GET /customers/{customerId}/services', {
    summary: 'Services that are switched on, of all lines of a customer',
    answer: z.object({ services: z.array(Subscription) }),
    run: ({ store }, { params }) => ({ services: store.listUnder<Subscription>('subscription', params.customerId!) }),
  }),
  operation('getSubscription', 'GET /services/{subscriptionId}', {
    summary: 'A service that is switched on, or was',
    answer: Subscription,
    errors: ['not_found'],
    run({ store }, { params }) {
      const found = store.get<Subscription>('subscription', params.subscriptionId!)
      if (!found) throw new ServiceError('not_found', params.subscriptionId)
      return found
    },
  }),
  operation('cancelService', 'POST /services/{subscriptionId}/cancellation', {
    summary: 'Switch a service off at the end of the month',
    body: z.object({ channel: z.string() }),
    answer: z.object({ id: z.string(), status: z.string() }),
    status: 201,
    errors: ['not_found', 'not_active'],
    run({ store }, { params }) {
      const found = store.get<Subscription>('subscription', params.subscriptionId!)
      if (!found) throw new ServiceError('not_found', params.subscriptionId)
      if (!found.customerId) throw new ServiceError('not_active')
      store.put('subscription', found.id, { ...found, ...emptied })
      return { id: `YV${store.nextNumber('activation', 6001)}`, status: 'cancelled' }
    },
  }),
]
