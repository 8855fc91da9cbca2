import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import { operation } from '../contract.ts'
import { dayFrom, daysBetween } from './calendar.ts'
import { openCase } from './cases.ts'
import { Case, type Person } from './records.ts'

/** Half a year of registered residence; endorsement opens a month before it is due. */
const HALF_YEAR = 183
const ENDORSE_AHEAD = 30

const Residence = z.object({
  customerId: z.string(),
  can: z.enum(['apply', 'endorse', 'too_early', 'too_short', 'local', 'foreign', 'unregistered']),
  since: z.string().optional(),
  permitNo: z.string().optional(),
  endorseBy: z.string().optional(),
  /** first day on which it can be filed */
  from: z.string().optional(),
})

export const residence = [
  operation('getResidence', 'GET /customers/{customerId}/residence', {
    summary: 'Residence registration and what can be filed now',
    answer: Residence,
    errors: ['not_found'],
    run({ store, now }, { params }) {
      const person = store.get<Person>('person', params.customerId!)
      if (!person) throw new ServiceError('not_found', params.customerId)
      return stateOf(person, now())
    },
  }),
  operation('fileResidence', 'POST /customers/{customerId}/residence/filings', {
    summary: 'Apply for a residence permit or have it endorsed for a year',
    body: z.object({ basis: z.enum(['job', 'home', 'study']), channel: z.string() }),
    answer: Case,
    status: 201,
    errors: ['not_found', 'residence_not_open', 'filing_open'],
    run(context, { params, body }) {
      const person = context.store.get<Person>('person', params.customerId!)
      if (!person) throw new ServiceError('not_found', params.customerId)
      const { can } = stateOf(person, context.now())
      if (can !== 'apply' && can !== 'endorse') throw new ServiceError('residence_not_open')
      const own = context.store.listUnder<Case>('case', person.customerId)
      if (own.some((one) => one.category?.startsWith('residence') && one.status === 'accepted'))
        throw new ServiceError('filing_open')
      const isNew = can === 'apply'
      return openCase(context, person.customerId, {
        kind: 'case',
        name: isNew ? '居住证申领' : '居住证签注',
        nameEn: isNew ? 'Residence permit application' : 'Residence permit endorsement',
        department: '居住地派出所',
        departmentEn: 'Local police station',
        category: `residence-${body.basis}`,
        ...(isNew && { dueOn: dayFrom(context.now(), 15) }),
      })
    },
  }),
]

function stateOf(person: Person, now: Date): z.infer<typeof Residence> {
  const { customerId, household, livesHereSince: since, permitNo, endorseBy } = person
  const today = dayFrom(now)
  if (household !== 'elsewhere') return { customerId, can: household }
  if (permitNo && endorseBy) {
    const from = dayFrom(new Date(`${endorseBy}T00:00+08:00`), -ENDORSE_AHEAD)
    return { customerId, can: from <= today ? 'endorse' : 'too_early', since, permitNo, endorseBy, from }
  }
  if (!since) return { customerId, can: 'unregistered' }
  const from = dayFrom(new Date(`${since}T00:00+08:00`), HALF_YEAR)
  return { customerId, can: daysBetween(since, today) >= HALF_YEAR ? 'apply' : 'too_short', since, from }
}
