import type { Locale } from '#platform/errors.ts'
import type { Ticket } from '#tickets/contract.ts'

type Column = { zh: string; en: string; of: (ticket: Ticket, locale: Locale) => string }

const TERMS: Record<string, { zh: string; en: string }> = {
  refund: { zh: '退款退换', en: 'refund' },
  logistics: { zh: '物流', en: 'logistics' },
  quality: { zh: '质量', en: 'quality' },
  complaint: { zh: '投诉', en: 'complaint' },
  repair: { zh: '维修', en: 'repair' },
  invoice: { zh: '发票', en: 'invoice' },
  account: { zh: '账号', en: 'account' },
  other: { zh: '其他', en: 'other' },
  low: { zh: '低', en: 'low' },
  normal: { zh: '普通', en: 'normal' },
  high: { zh: '高', en: 'high' },
  urgent: { zh: '紧急', en: 'urgent' },
  open: { zh: '待处理', en: 'open' },
  pending: { zh: '等待中', en: 'pending' },
  resolved: { zh: '已解决', en: 'resolved' },
  closed: { zh: '已关闭', en: 'closed' },
}
const term = (value: string, locale: Locale) => TERMS[value]?.[locale] ?? value

/** Wall clock in China, in the form that spreadsheets read as a date. */
const clock = (at: string | null) => (at ? new Date(at).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }) : '')

const COLUMNS: Column[] = [
  { zh: '编号', en: 'Number', of: (one) => String(one.number) },
  { zh: '类型', en: 'Type', of: (one, locale) => term(one.type, locale) },
  { zh: '标题', en: 'Title', of: (one) => one.title },
  { zh: '描述', en: 'Description', of: (one) => one.description },
  { zh: '优先级', en: 'Priority', of: (one, locale) => term(one.priority, locale) },
  { zh: '状态', en: 'Status', of: (one, locale) => term(one.status, locale) },
  { zh: '客户', en: 'Customer', of: (one) => one.customerName },
  { zh: '负责人', en: 'Assignee', of: (one) => one.assigneeName ?? '' },
  { zh: '创建时间', en: 'Opened', of: (one) => clock(one.createdAt) },
  { zh: '截止时间', en: 'Due', of: (one) => clock(one.dueAt) },
  { zh: '解决时间', en: 'Resolved', of: (one) => clock(one.resolvedAt) },
  {
    zh: '字段',
    en: 'Fields',
    of: (one) =>
      Object.entries(one.fields)
        .map(([name, value]) => `${name}: ${value}`)
        .join('\n'),
  },
]

/** CSV (RFC 4180) in UTF-8 with a byte order mark, so that Excel reads Chinese; times are those of China. */
export async function* exportCsv(pages: AsyncIterable<Ticket[]>, locale: Locale): AsyncGenerator<string> {
  yield `\uFEFF${line(COLUMNS.map((column) => column[locale]))}`
  for await (const page of pages) {
    yield page.map((ticket) => line(COLUMNS.map((column) => column.of(ticket, locale)))).join('')
  }
}

const line = (cells: string[]) => `${cells.map(cell).join(',')}\r\n`

/** A spreadsheet runs what begins like a formula; a leading apostrophe makes it text. */
function cell(value: string): string {
  const safe = /^[\s\uFEFF]*[=+\-@|%＝＋－＠]/.test(value) || /^[\t\r\n]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
