import { CSV_START, csvClock, csvLine } from '#platform/csv.ts'
import type { Locale } from '#platform/errors.ts'
import type { Ticket } from '#tickets/contract.ts'
import type { TicketStateView } from '#tickets/states/contract.ts'
import type { TicketTypeView } from '#tickets/types/contract.ts'

type Named = { name: string; nameEn: string }
type Reader = { locale: Locale; types: Map<string, Named>; states: Map<string, Named> }
type Column = { zh: string; en: string; of: (ticket: Ticket, reader: Reader) => string }

const TERMS: Record<string, { zh: string; en: string }> = {
  low: { zh: '低', en: 'low' },
  normal: { zh: '普通', en: 'normal' },
  high: { zh: '高', en: 'high' },
  urgent: { zh: '紧急', en: 'urgent' },
  open: { zh: '待处理', en: 'open' },
  pending: { zh: '等待中', en: 'pending' },
  resolved: { zh: '已解决', en: 'resolved' },
  closed: { zh: '已关闭', en: 'closed' },
}
const nameOf = (id: string, known: Map<string, Named>, locale: Locale) =>
  known.get(id)?.[locale === 'zh' ? 'name' : 'nameEn'] ?? id
const term = (value: string, locale: Locale) => TERMS[value]?.[locale] ?? value

export const EXPORT_COLUMNS = [
  'number',
  'type',
  'title',
  'description',
  'priority',
  'status',
  'state',
  'customer',
  'assignee',
  'skill',
  'created',
  'firstResponse',
  'due',
  'resolved',
  'fields',
] as const
export type ExportColumn = (typeof EXPORT_COLUMNS)[number]

const COLUMNS: Record<ExportColumn, Column> = {
  number: { zh: '编号', en: 'Number', of: (one) => String(one.number) },
  type: {
    zh: '类型',
    en: 'Type',
    of: (one, { locale, types }) => nameOf(one.type, types, locale),
  },
  title: { zh: '标题', en: 'Title', of: (one) => one.title },
  description: { zh: '描述', en: 'Description', of: (one) => one.description },
  priority: { zh: '优先级', en: 'Priority', of: (one, { locale }) => term(one.priority, locale) },
  status: { zh: '类别', en: 'Category', of: (one, { locale }) => term(one.status, locale) },
  state: { zh: '状态', en: 'Status', of: (one, { locale, states }) => nameOf(one.state, states, locale) },
  customer: { zh: '客户', en: 'Customer', of: (one) => one.customerName },
  assignee: { zh: '负责人', en: 'Assignee', of: (one) => one.assigneeName ?? '' },
  skill: { zh: '技能', en: 'Skill', of: (one) => one.skill ?? '' },
  created: { zh: '创建时间', en: 'Opened', of: (one) => csvClock(one.createdAt) },
  firstResponse: { zh: '首次响应', en: 'First response', of: (one) => csvClock(one.firstRespondedAt) },
  due: { zh: '截止时间', en: 'Due', of: (one) => csvClock(one.dueAt) },
  resolved: { zh: '解决时间', en: 'Resolved', of: (one) => csvClock(one.resolvedAt) },
  fields: {
    zh: '字段',
    en: 'Fields',
    of: (one) =>
      Object.entries(one.fields)
        .map(([name, value]) => `${name}: ${value}`)
        .join('\n'),
  },
}

/** CSV (RFC 4180) in UTF-8 with a byte order mark, so that Excel reads Chinese; times are those of China. */
export async function* exportCsv(
  pages: AsyncIterable<Ticket[]>,
  known: { locale: Locale; types: readonly TicketTypeView[]; states: readonly TicketStateView[] },
  chosen: readonly ExportColumn[] = EXPORT_COLUMNS,
): AsyncGenerator<string> {
  const columns = chosen.map((name) => COLUMNS[name])
  const { locale } = known
  const byId = <T extends { id: string }>(all: readonly T[]) => new Map(all.map((one) => [one.id, one]))
  const reader = { locale, types: byId(known.types), states: byId(known.states) }
  yield CSV_START + csvLine(columns.map((column) => column[locale]))
  for await (const page of pages) {
    yield page.map((ticket) => csvLine(columns.map((column) => column.of(ticket, reader)))).join('')
  }
}
