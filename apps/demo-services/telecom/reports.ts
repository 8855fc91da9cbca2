import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import { operation } from '../contract.ts'

export const reportOperations = [
  operation('reportNumber', 'POST /customers/{customerId}/reports', {
    summary: 'Report a number that harasses or tries to cheat',
    body: z.object({
      number: z.string(),
      kind: z.enum(['harassment', 'fraud', 'spam_sms']),
      note: z.string().optional(),
      channel: z.string(),
    }),
    answer: z.object({ id: z.string(), status: z.string() }),
    status: 201,
    errors: ['already_reported'],
    run({ store, now }, { params, body }) {
      const key = `${params.customerId}-${body.number}-${now().toISOString().slice(0, 10)}`
      if (store.get('report', key)) throw new ServiceError('already_reported')
      const report = { id: `YJ${store.nextNumber('report', 2001)}`, status: 'checking' }
      store.put('report', key, { ...report, ...body }, params.customerId)
      return report
    },
  }),
]
