import { z } from 'zod'
import { type Operation, operation } from '../contract.ts'

const line = z.object({ name: z.string(), nameEn: z.string() })
type Line = z.infer<typeof line>

const country = z.enum(['japan', 'schengen', 'usa', 'uk', 'australia', 'visa_free'])
const applicant = z.enum(['employed', 'student', 'retired', 'minor'])
const Checklist = z.object({ country, applicant, items: z.array(line), days: z.number() })

const always: Line[] = [
  {
    name: '护照原件，有效期 6 个月以上，至少 2 张空白签证页',
    nameEn: 'Passport valid for 6 more months, with two blank visa pages',
  },
  { name: '近 6 个月白底彩色证件照', nameEn: 'Recent colour photo on a white background' },
  { name: '签证申请表', nameEn: 'Visa application form' },
  { name: '往返机票、酒店预订和行程单', nameEn: 'Flight and hotel bookings with an itinerary' },
]
const byCountry: Record<z.infer<typeof country>, { days: number; more: Line[] }> = {
  japan: { days: 8, more: [{ name: '户口本和身份证复印件', nameEn: 'Copies of household register and ID card' }] },
  schengen: {
    days: 15,
    more: [{ name: '医疗保险，保额不低于 3 万欧元', nameEn: 'Medical insurance of at least 30,000 euros' }],
  },
  usa: {
    days: 30,
    more: [{ name: 'DS-160 确认页和面谈预约单', nameEn: 'DS-160 confirmation page and interview appointment' }],
  },
  uk: {
    days: 20,
    more: [{ name: '近 6 个月银行流水的英文翻译件', nameEn: 'Six months of bank statements in English' }],
  },
  australia: {
    days: 25,
    more: [{ name: '全套材料的彩色扫描件（电子递交）', nameEn: 'Colour scans of everything (filed online)' }],
  },
  visa_free: { days: 0, more: [] },
}
const byApplicant: Record<z.infer<typeof applicant>, Line[]> = {
  employed: [
    {
      name: '在职证明（加盖公章）和近 6 个月银行流水',
      nameEn: 'Stamped employment letter and 6 months of bank statements',
    },
  ],
  student: [{ name: '在读证明，以及父母的收入证明', nameEn: 'Letter from the school and income proof of the parents' }],
  retired: [{ name: '退休证，以及养老金或存款证明', nameEn: 'Retirement certificate and proof of pension or savings' }],
  minor: [
    {
      name: '出生医学证明、监护人同意书（需公证）',
      nameEn: 'Birth certificate and notarised consent of the guardians',
    },
  ],
}

export const visaOperations: Operation[] = [
  operation('visaChecklist', 'GET /visas/{country}/{applicant}', {
    summary: 'What to hand in for a tourist visa with a Chinese passport',
    answer: Checklist,
    errors: ['invalid'],
    run(_, { params }) {
      const [place, who] = [country.parse(params.country), applicant.parse(params.applicant)]
      const { days, more } = byCountry[place]
      const items =
        place === 'visa_free'
          ? always.filter((_, at) => at === 0 || at === 3)
          : [...always, ...more, ...byApplicant[who]]
      return { country: place, applicant: who, items, days }
    },
  }),
]
