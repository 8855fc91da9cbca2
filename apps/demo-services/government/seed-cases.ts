import { dayFrom } from './calendar.ts'
import type { Case } from './records.ts'

/** Matters under way on the first day. */
export const seedCases = (now: Date): Case[] => cases(now, datedBack(now))

function datedBack(now: Date) {
  const at = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString()
  const step = (days: number, text: string, textEn: string) => ({ at: at(days), text, textEn })
  return { at, step, accepted: (days: number) => step(days, '窗口已受理', 'Accepted at the window') }
}

const cases = (now: Date, { at, step, accepted }: ReturnType<typeof datedBack>): Case[] => [
  {
    id: 'YX10001001',
    customerId: 'c-lin',
    kind: 'case',
    name: '护照换发',
    nameEn: 'Passport renewal',
    status: 'processing',
    department: '市公安局出入境管理支队',
    departmentEn: 'Exit-Entry Administration',
    filedAt: at(4),
    dueOn: dayFrom(now, 3),
    steps: [step(2, '审核通过，正在制证', 'Approved; the passport is being made'), accepted(4)],
  },
  {
    id: 'YX10001002',
    customerId: 'c-lin',
    kind: 'case',
    name: '不动产权证书补发',
    nameEn: 'Replacement of a property certificate',
    status: 'done',
    department: '市不动产登记中心',
    departmentEn: 'Property Registration Centre',
    filedAt: at(60),
    steps: [step(41, '已办结，证书已领取', 'Completed; the certificate was collected'), accepted(60)],
  },
  {
    id: 'YX10002001',
    customerId: 'c-zhou',
    kind: 'case',
    name: '老年优待证',
    nameEn: 'Senior citizen card',
    status: 'ready',
    department: '市民政局',
    departmentEn: 'Civil Affairs Bureau',
    filedAt: at(9),
    steps: [
      step(1, '证件已制好，可到市政务服务中心 3 号窗口领取', 'Ready to collect at window 3 of the City Service Centre'),
      accepted(9),
    ],
  },
  {
    id: 'YX10003001',
    customerId: 'c-xu',
    kind: 'case',
    name: '个体工商户设立登记',
    nameEn: 'Registration of a sole trader',
    status: 'need_more',
    department: '市市场监督管理局',
    departmentEn: 'Market Supervision Bureau',
    missing: '经营场所使用证明（租赁合同或产权证明）',
    missingEn: 'proof of the right to use the premises (lease or title)',
    filedAt: at(3),
    steps: [
      step(1, '一次性告知：请补正经营场所使用证明', 'Please add proof of the right to use the premises'),
      accepted(3),
    ],
  },
  {
    id: 'YX10004001',
    customerId: 'c-chen',
    kind: 'case',
    name: '住房公积金贷款',
    nameEn: 'Housing provident fund loan',
    status: 'processing',
    department: '市住房公积金管理中心',
    departmentEn: 'Housing Provident Fund Centre',
    filedAt: at(6),
    dueOn: dayFrom(now, 9),
    steps: [step(3, '资料审核中', 'Documents under review'), accepted(6)],
  },
  {
    id: 'YX10005001',
    customerId: 'c-wang',
    kind: 'feedback',
    name: '诉求：夜间施工噪声',
    nameEn: 'Complaint: construction noise at night',
    status: 'processing',
    department: '市住房和城乡建设局',
    departmentEn: 'Housing and Construction Bureau',
    category: 'noise',
    filedAt: at(2),
    dueOn: dayFrom(now, 5),
    steps: [step(1, '已转承办单位核实', 'Passed to the bureau in charge'), step(2, '诉求已登记', 'Registered')],
  },
  {
    id: 'YX10006001',
    customerId: 'c-emma',
    kind: 'case',
    name: '外国人来华工作许可延期',
    nameEn: "Extension of a foreigner's work permit",
    status: 'processing',
    department: '市科学技术局（外国人工作管理）',
    departmentEn: "Science and Technology Bureau (foreigners' work permits)",
    filedAt: at(5),
    dueOn: dayFrom(now, 6),
    steps: [step(3, '材料审查中', 'Documents under review'), accepted(5)],
  },
  {
    id: 'YX10007001',
    customerId: 'c-zhao',
    kind: 'feedback',
    name: '建议：增设公交站遮雨棚',
    nameEn: 'Suggestion: shelters at bus stops',
    status: 'replied',
    department: '市交通运输局',
    departmentEn: 'Transport Bureau',
    category: 'suggestion',
    filedAt: at(15),
    steps: [step(9, '承办单位已答复', 'The bureau has replied'), step(15, '建议已登记', 'Registered')],
  },
]
