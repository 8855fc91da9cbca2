import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import type { Store } from '../../kit/service/store.ts'
import { operation } from '../contract.ts'
import { type Region, roaming } from './catalogue.ts'
import { usableLine } from './lines.ts'

const dayMs = 86_400_000
const Pack = z.enum(['day', 'week'])

function offered(store: Store, lineId: string | undefined, region: string, pack: 'day' | 'week') {
  const line = usableLine(store, lineId)
  if (!Object.hasOwn(roaming, region)) throw new ServiceError('not_found', region)
  if (store.get('roaming', `${line.id}-${region}`)) throw new ServiceError('roaming_on')
  const { name, nameEn, ...prices } = roaming[region as Region]
  return { lineId: line.id, name, nameEn, price: prices[pack], days: pack === 'day' ? 1 : 7 }
}

export const roamingOperations = [
  operation('quoteRoaming', 'GET /lines/{lineId}/roaming/{region}/{pack}', {
    summary: 'What a roaming pack costs',
    answer: z.object({ name: z.string(), nameEn: z.string(), price: z.number(), days: z.number() }),
    errors: ['not_found', 'arrears', 'line_lost', 'roaming_on'],
    run({ store }, { params }) {
      const pack = Pack.safeParse(params.pack)
      if (!pack.success) throw new ServiceError('not_found', params.pack)
      return offered(store, params.lineId, params.region!, pack.data)
    },
  }),
  operation('activateRoaming', 'POST /lines/{lineId}/roaming', {
    summary: 'Switch on roaming with a pack, after two confirmations',
    body: z.object({
      region: z.string(),
      pack: Pack,
      startsOn: z.iso.date(),
      confirmations: z.number(),
      channel: z.string(),
    }),
    answer: z.object({ id: z.string(), startsOn: z.string(), endsOn: z.string() }),
    status: 201,
    errors: ['not_found', 'arrears', 'line_lost', 'roaming_on', 'needs_second_yes'],
    run({ store }, { params, body }) {
      const { lineId, days } = offered(store, params.lineId, body.region, body.pack)
      if (body.confirmations < 2) throw new ServiceError('needs_second_yes')
      const id = `YR${store.nextNumber('roaming-order', 9001)}`
      const endsOn = new Date(Date.parse(body.startsOn) + (days - 1) * dayMs).toISOString().slice(0, 10)
      store.put('roaming', `${lineId}-${body.region}`, { id, startsOn: body.startsOn, endsOn }, lineId)
      return { id, startsOn: body.startsOn, endsOn }
    },
  }),
]
