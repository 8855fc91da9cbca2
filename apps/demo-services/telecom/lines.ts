import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import type { Store } from '../../kit/service/store.ts'
import { operation } from '../contract.ts'
import { Line } from './shapes.ts'

const dayMs = 86_400_000
/** What the rules of number portability ask for: days in the network. */
const PORT_DAYS = 120

export function lineOf(store: Store, id: string | undefined): Line {
  const line = store.get<Line>('line', String(id))
  if (!line) throw new ServiceError('not_found', id)
  return line
}

/** A line on which something may be ordered. */
export function usableLine(store: Store, id: string | undefined): Line {
  const line = lineOf(store, id)
  if (line.status === 'stopped') throw new ServiceError('arrears')
  if (line.status === 'lost') throw new ServiceError('line_lost')
  return line
}

export const putLine = (store: Store, line: Line): void => store.put('line', line.id, line, line.customerId)

export const lineOperations = [
  operation('listLines', 'GET /customers/{customerId}/lines', {
    summary: 'Mobile lines of a customer',
    answer: z.object({ lines: z.array(Line) }),
    run: ({ store }, { params }) => ({ lines: store.listUnder<Line>('line', params.customerId!) }),
  }),
  operation('getLine', 'GET /lines/{lineId}', {
    summary: 'A line with plan, bill and usage of this month',
    answer: Line,
    errors: ['not_found'],
    run: ({ store }, { params }) => lineOf(store, params.lineId),
  }),
  operation('createTopUp', 'POST /lines/{lineId}/top-ups', {
    summary: 'Make a payment order for a top-up',
    body: z.object({ amount: z.number().min(10).max(500), channel: z.string() }),
    answer: z.object({ id: z.string(), amount: z.number(), payBefore: z.string() }),
    status: 201,
    errors: ['not_found'],
    run({ store, now }, { params, body }) {
      const line = lineOf(store, params.lineId)
      const id = `YP${store.nextNumber('top-up', 700_001)}`
      const payBefore = new Date(now().getTime() + 30 * 60_000).toISOString()
      const order = { id, amount: body.amount, payBefore }
      store.put('top-up', id, { ...order, lineId: line.id, status: 'unpaid' }, line.id, payBefore)
      return order
    },
  }),
  operation('getTopUp', 'GET /top-ups/{topUpId}', {
    summary: 'A payment order',
    answer: z.object({ id: z.string(), amount: z.number(), lineId: z.string(), status: z.string() }),
    errors: ['not_found'],
    run({ store }, { params }) {
      const order = store.get<{ id: string; amount: number; lineId: string; status: string }>('top-up', params.topUpId!)
      if (!order) throw new ServiceError('not_found', params.topUpId)
      return order
    },
  }),
  operation('reportLoss', 'POST /lines/{lineId}/loss', {
    summary: 'Block a lost line at once',
    body: z.object({ channel: z.string() }),
    answer: z.object({ id: z.string(), status: z.string() }),
    status: 201,
    errors: ['not_found', 'already_lost'],
    run({ store }, { params }) {
      const line = lineOf(store, params.lineId)
      if (line.status === 'lost') throw new ServiceError('already_lost')
      putLine(store, { ...line, status: 'lost' })
      return { id: `YS${store.nextNumber('loss', 3001)}`, status: 'lost' }
    },
  }),
  operation('replaceSim', 'POST /lines/{lineId}/sim-cards', {
    summary: 'Order a new SIM card for the same number',
    body: z.object({ delivery: z.enum(['shop', 'mail']), channel: z.string() }),
    answer: z.object({ id: z.string(), delivery: z.string(), fee: z.number(), readyOn: z.string() }),
    status: 201,
    errors: ['not_found', 'arrears'],
    run({ store, now }, { params, body }) {
      const line = lineOf(store, params.lineId)
      if (line.status === 'stopped') throw new ServiceError('arrears')
      const id = `YK${store.nextNumber('sim', 8001)}`
      const readyOn = new Date(now().getTime() + (body.delivery === 'shop' ? 0 : 3) * dayMs).toISOString()
      const order = { id, delivery: body.delivery, fee: 10, readyOn }
      store.put('sim', id, { ...order, lineId: line.id }, line.id, readyOn)
      return order
    },
  }),
  operation('checkPorting', 'GET /lines/{lineId}/porting', {
    summary: 'Whether a number may be ported to another operator, and what hinders it',
    answer: z.object({
      eligible: z.boolean(),
      hinders: z.array(z.object({ name: z.string(), nameEn: z.string() })),
    }),
    errors: ['not_found'],
    run: ({ store, now }, { params }) => {
      const hinders = hindersOf(lineOf(store, params.lineId), now())
      return { eligible: hinders.length === 0, hinders }
    },
  }),
]

function hindersOf(line: Line, now: Date): { name: string; nameEn: string }[] {
  const days = Math.floor((now.getTime() - Date.parse(line.joinedAt)) / dayMs)
  const until = line.contractUntil?.slice(0, 10)
  return [
    ...(line.status === 'active' ? [] : [{ name: '号码不在正常使用状态', nameEn: 'the line is not in normal use' }]),
    ...(line.balance < 0
      ? [{ name: `欠费 ${-line.balance} 元未结清`, nameEn: `¥${-line.balance} is still owed` }]
      : []),
    ...(until ? [{ name: `合约 ${until} 到期`, nameEn: `the contract runs until ${until}` }] : []),
    ...(days < PORT_DAYS
      ? [{ name: `入网 ${days} 天，未满 ${PORT_DAYS} 天`, nameEn: `only ${days} of ${PORT_DAYS} days with us` }]
      : []),
  ]
}
