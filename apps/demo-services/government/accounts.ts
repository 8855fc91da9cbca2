import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import { operation } from '../contract.ts'
import { dayFrom } from './calendar.ts'
import { openCase } from './cases.ts'
import { Case, Fund, PAPERS, type Person, REASONS, SocialInsurance } from './records.ts'

/** Rent: three months paid in full, no home here, at most so much a year. */
const RENT_MONTHS = 3
const RENT_LIMIT = 18_000
const RETIREMENT_AGE = 60

export const accounts = [
  operation('getSocialInsurance', 'GET /customers/{customerId}/social-insurance', {
    summary: 'Social insurance record of a citizen',
    answer: SocialInsurance,
    errors: ['not_found'],
    run({ store }, { params }) {
      const found = store.get<SocialInsurance>('insurance', params.customerId!)
      if (!found) throw new ServiceError('not_found', params.customerId)
      return found
    },
  }),
  operation('getFund', 'GET /customers/{customerId}/fund', {
    summary: 'Housing provident fund account of a citizen',
    answer: Fund,
    errors: ['no_fund'],
    run({ store }, { params }) {
      const found = store.get<Fund>('fund', params.customerId!)
      if (!found) throw new ServiceError('no_fund')
      return found
    },
  }),
  operation('withdrawFund', 'POST /customers/{customerId}/fund/withdrawals', {
    summary: 'Ask for a withdrawal from the housing provident fund',
    body: z.object({
      reason: z.enum(REASONS),
      amount: z.number().positive(),
      phoneTail: z.string().regex(/^\d{4}$/),
      channel: z.string(),
    }),
    answer: Case,
    status: 201,
    errors: [
      'no_fund',
      'tail_wrong',
      'withdrawal_open',
      'few_months',
      'owns_home',
      'rent_limit',
      'over_balance',
      'not_retired',
    ],
    run(context, { params, body }) {
      const customerId = params.customerId!
      const fund = context.store.get<Fund>('fund', customerId)
      const person = context.store.get<Person>('person', customerId)
      if (!fund || !person) throw new ServiceError('no_fund')
      if (person.phoneTail !== body.phoneTail) throw new ServiceError('tail_wrong')
      const own = context.store.listUnder<Case>('case', customerId)
      if (own.some((one) => one.category?.startsWith('fund') && one.status === 'accepted'))
        throw new ServiceError('withdrawal_open')
      checkReason(body, person, fund)
      return openCase(context, customerId, {
        kind: 'case',
        name: '住房公积金提取',
        nameEn: 'Provident fund withdrawal',
        department: '市住房公积金管理中心',
        departmentEn: 'Housing Provident Fund Centre',
        category: `fund-${body.reason}`,
        dueOn: dayFrom(context.now(), 3),
      })
    },
  }),
  operation('printCertificate', 'POST /customers/{customerId}/certificates', {
    summary: 'Issue an electronic certificate',
    body: z.object({ kind: z.enum(PAPERS), channel: z.string() }),
    answer: z.object({ id: z.string(), kind: z.enum(PAPERS), code: z.string(), validUntil: z.string() }),
    status: 201,
    errors: ['no_record'],
    run({ store, now }, { params, body }) {
      const customerId = params.customerId!
      const person = store.get<Person>('person', customerId)
      const has = {
        social: store.get('insurance', customerId),
        fund: store.get('fund', customerId),
        residence: person?.livesHereSince,
        housing: person,
      }
      if (!has[body.kind]) throw new ServiceError('no_record')
      const number = store.nextNumber('certificate', 60000001)
      const paper = {
        id: `ZM${number}`,
        kind: body.kind,
        code: String((number * 7919) % 1_000_000).padStart(6, '0'),
        validUntil: dayFrom(now(), 90),
      }
      store.put('certificate', paper.id, { ...paper, customerId }, customerId, now().toISOString())
      return paper
    },
  }),
]

function checkReason(asked: { reason: string; amount: number }, person: Person, fund: Fund): void {
  if (asked.reason === 'rent') {
    if (fund.months < RENT_MONTHS) throw new ServiceError('few_months')
    if (person.ownsHome) throw new ServiceError('owns_home')
    if (asked.amount > RENT_LIMIT) throw new ServiceError('rent_limit')
  }
  if (asked.reason === 'retire' && person.age < RETIREMENT_AGE) throw new ServiceError('not_retired')
  if (asked.amount > fund.balance) throw new ServiceError('over_balance')
}
