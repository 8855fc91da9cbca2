import { z } from 'zod'
import { ServiceError } from '../../kit/service/errors.ts'
import { operation, type ServiceContext } from '../contract.ts'
import { workingDay } from './calendar.ts'
import { Case, FEEDBACK } from './records.ts'

/** Working days in which the bureau in charge answers. */
const REPLY_DAYS = 5

const CATEGORY: Record<(typeof FEEDBACK)[number], [name: string, nameEn: string, office: string, officeEn: string]> = {
  noise: ['诉求：噪声扰民', 'Complaint: noise', '市生态环境局', 'Ecology and Environment Bureau'],
  road: ['诉求：道路设施', 'Complaint: roads', '市城市管理局', 'Urban Management Bureau'],
  environment: ['诉求：环境卫生', 'Complaint: litter and pollution', '市城市管理局', 'Urban Management Bureau'],
  property: [
    '诉求：物业服务',
    'Complaint: property management',
    '市住房和城乡建设局',
    'Housing and Construction Bureau',
  ],
  transport: ['诉求：公共交通', 'Complaint: public transport', '市交通运输局', 'Transport Bureau'],
  service: ['诉求：政务服务', 'Complaint: government service', '市政务服务管理局', 'Government Services Bureau'],
  suggestion: ['意见建议', 'Suggestion', '市政务服务管理局', 'Government Services Bureau'],
  other: ['其他诉求', 'Other matter', '市政务服务管理局', 'Government Services Bureau'],
}

export const cases = [
  operation('listCases', 'GET /customers/{customerId}/cases', {
    summary: 'What a citizen has filed, newest first',
    answer: z.object({ cases: z.array(Case) }),
    run: ({ store }, { params }) => ({ cases: store.listUnder<Case>('case', params.customerId!) }),
  }),
  operation('getCase', 'GET /cases/{caseId}', {
    summary: 'A case',
    answer: Case,
    errors: ['not_found'],
    run({ store }, { params }) {
      const found = store.get<Case>('case', params.caseId!.toUpperCase())
      if (!found) throw new ServiceError('not_found', params.caseId)
      return found
    },
  }),
  operation('fileFeedback', 'POST /customers/{customerId}/feedback', {
    summary: 'File a complaint or a suggestion',
    body: z.object({
      category: z.enum(FEEDBACK),
      description: z.string().min(4).max(1000),
      identity: z.enum(['named', 'confidential']),
      channel: z.string(),
    }),
    answer: Case,
    status: 201,
    errors: ['same_open'],
    run(context, { params, body }) {
      const own = context.store.listUnder<Case>('case', params.customerId!)
      const isSame = (one: Case) => one.category === body.category && one.status === 'processing'
      if (body.category !== 'suggestion' && own.some(isSame)) throw new ServiceError('same_open')
      const [name, nameEn, department, departmentEn] = CATEGORY[body.category]
      return openCase(context, params.customerId!, {
        kind: 'feedback',
        name,
        nameEn,
        department,
        departmentEn,
        category: body.category,
        description: body.description,
        confidential: body.identity === 'confidential',
        dueOn: workingDay(context.now(), REPLY_DAYS),
      })
    },
  }),
]

type Opened = Omit<Case, 'id' | 'customerId' | 'status' | 'filedAt' | 'steps'>

/** Registers something new that the citizen can follow from now on. */
export function openCase({ store, now }: ServiceContext, customerId: string, what: Opened): Case {
  const at = now().toISOString()
  const filed: Case = {
    ...what,
    id: `YX${store.nextNumber('case', 20000000)}`,
    customerId,
    status: 'accepted',
    filedAt: at,
    steps: [{ at, text: '已在线登记', textEn: 'Registered online' }],
  }
  store.put('case', filed.id, filed, customerId, at)
  return filed
}
