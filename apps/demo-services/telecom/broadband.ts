import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import type { Store } from '../../kit/service/store.ts'
import { operation } from '../contract.ts'
import { Broadband } from './shapes.ts'

const dayMs = 86_400_000
const symptoms = ['no_internet', 'red_light', 'slow', 'wifi', 'tv'] as const

function accessOf(store: Store, id: string | undefined): Broadband {
  const found = store.get<Broadband>('broadband', String(id))
  if (!found) throw new ServiceError('not_found', id)
  return found
}

export const broadbandOperations = [
  operation('listBroadbands', 'GET /customers/{customerId}/broadbands', {
    summary: 'Broadband accesses of a customer',
    answer: z.object({ broadbands: z.array(Broadband) }),
    run: ({ store }, { params }) => ({ broadbands: store.listUnder<Broadband>('broadband', params.customerId!) }),
  }),
  operation('getBroadband', 'GET /broadbands/{broadbandId}', {
    summary: 'A broadband access, tested just now',
    answer: Broadband,
    errors: ['not_found'],
    run: ({ store }, { params }) => accessOf(store, params.broadbandId),
  }),
  operation('reportFault', 'POST /broadbands/{broadbandId}/faults', {
    summary: 'Report a fault and book an engineer',
    body: z.object({
      symptom: z.enum(symptoms),
      day: z.iso.date(),
      time: z.string(),
      phone: z.string().optional(),
      channel: z.string(),
    }),
    answer: z.object({ id: z.string(), visitAt: z.string() }),
    status: 201,
    errors: ['not_found', 'visit_exists', 'day_full', 'hours'],
    run({ store, now }, { params, body }) {
      const access = accessOf(store, params.broadbandId)
      if (access.visitId) throw new ServiceError('visit_exists', access.visitId)
      const today = new Date(now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
      const ahead = (Date.parse(body.day) - Date.parse(today)) / dayMs
      if (ahead < 1 || ahead > 7) throw new ServiceError('day_full')
      if (body.time < '08:00' || body.time > '20:00') throw new ServiceError('hours')
      const visit = { id: `YF${store.nextNumber('fault', 5101)}`, visitAt: `${body.day}T${body.time}` }
      store.put('broadband', access.id, { ...access, visitId: visit.id, visitAt: visit.visitAt }, access.customerId)
      return visit
    },
  }),
]
