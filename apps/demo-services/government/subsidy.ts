import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import { operation, type ServiceContext } from '../contract.ts'
import { openCase } from './cases.ts'
import { Case, type Person } from './records.ts'

/** Yuan a month from an age on, highest first. */
const RATES = [
  [100, 800],
  [90, 300],
  [80, 120],
  [70, 60],
] as const

const Subsidy = z.object({
  customerId: z.string(),
  can: z.enum(['apply', 'receiving', 'too_young', 'not_local']),
  monthly: z.number(),
})

export const subsidy = [
  operation('getSubsidy', 'GET /customers/{customerId}/subsidy', {
    summary: 'Whether a citizen can have the subsidy for the elderly',
    answer: Subsidy,
    errors: ['not_found'],
    run: (context, { params }) => stateOf(personOf(context, params.customerId!)),
  }),
  operation('fileSubsidy', 'POST /customers/{customerId}/subsidy/filings', {
    summary: 'Apply for the subsidy for the elderly',
    body: z.object({ pay: z.enum(['social_card', 'pension_account']), channel: z.string() }),
    answer: Case,
    status: 201,
    errors: ['not_found', 'subsidy_not_open', 'filing_open'],
    run(context, { params, body }) {
      const person = personOf(context, params.customerId!)
      if (stateOf(person).can !== 'apply') throw new ServiceError('subsidy_not_open')
      const own = context.store.listUnder<Case>('case', person.customerId)
      if (own.some((one) => one.category?.startsWith('subsidy') && one.status === 'accepted'))
        throw new ServiceError('filing_open')
      return openCase(context, person.customerId, {
        kind: 'case',
        name: '高龄津贴申请',
        nameEn: 'Subsidy for the elderly',
        department: '市民政局',
        departmentEn: 'Civil Affairs Bureau',
        category: `subsidy-${body.pay}`,
      })
    },
  }),
]

function personOf({ store }: ServiceContext, customerId: string): Person {
  const person = store.get<Person>('person', customerId)
  if (!person) throw new ServiceError('not_found', customerId)
  return person
}

function stateOf({ customerId, age, household, subsidy: receives }: Person): z.infer<typeof Subsidy> {
  const monthly = RATES.find(([from]) => age >= from)?.[1] ?? 0
  const can = receives ? 'receiving' : household !== 'local' ? 'not_local' : monthly ? 'apply' : 'too_young'
  return { customerId, can, monthly }
}
