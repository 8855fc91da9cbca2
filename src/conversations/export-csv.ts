import type { Conversations } from '#conversations/change.ts'
import { type ConversationFilter, type ExportFacts, exportFacts } from '#conversations/list-queries.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import { CSV_START, csvClock, csvLine } from '#platform/csv.ts'
import type { Database } from '#platform/db/open.ts'
import type { Locale } from '#platform/errors.ts'

type Column = { zh: string; en: string; of: (one: StoredConversation, facts: ExportFacts | undefined) => string }

const seconds = (from: string | null, to: string | null | undefined) =>
  from && to ? String(Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000))) : ''

const COLUMNS: Column[] = [
  { zh: '会话编号', en: 'Conversation', of: (one) => one.id },
  { zh: '客户', en: 'Customer', of: (one) => one.customerName },
  { zh: '客户等级', en: 'Tier', of: (one) => one.tier },
  { zh: '渠道', en: 'Channel', of: (one) => one.channel },
  { zh: '语言', en: 'Language', of: (one) => one.language },
  { zh: '主题', en: 'Subject', of: (one) => one.subject ?? '' },
  { zh: '标签', en: 'Tags', of: (one) => one.tags.join(' ') },
  { zh: '状态', en: 'Status', of: (one) => one.status },
  { zh: '客服', en: 'Agent', of: (_one, facts) => facts?.assignee ?? '' },
  { zh: '技能组', en: 'Skill', of: (one) => one.skill ?? '' },
  { zh: '优先级', en: 'Priority', of: (one) => String(one.priority) },
  { zh: '转人工原因', en: 'Hand-over reason', of: (one) => one.handOver?.reason ?? '' },
  { zh: '开始时间', en: 'Opened', of: (one) => csvClock(one.openedAt) },
  { zh: '排队时间', en: 'Queued', of: (one) => csvClock(one.queuedAt) },
  { zh: '接入时间', en: 'Accepted', of: (one) => csvClock(one.acceptedAt) },
  { zh: '结束时间', en: 'Closed', of: (one) => csvClock(one.closedAt) },
  { zh: '结束原因', en: 'Close reason', of: (one) => one.closeReason ?? '' },
  { zh: '等待秒数', en: 'Seconds waited', of: (one) => seconds(one.queuedAt, one.acceptedAt) },
  {
    zh: '首次回复秒数',
    en: 'Seconds to first reply',
    of: (one, facts) => seconds(one.acceptedAt, facts?.firstReplyAt),
  },
  { zh: '处理秒数', en: 'Seconds handled', of: (one) => seconds(one.acceptedAt, one.closedAt) },
  { zh: '客户消息数', en: 'Customer messages', of: (_one, facts) => String(facts?.customerMessages ?? 0) },
  { zh: '客服消息数', en: 'Agent messages', of: (_one, facts) => String(facts?.agentMessages ?? 0) },
  { zh: '评分', en: 'Rating', of: (one) => (one.rating === null ? '' : String(one.rating)) },
  { zh: '评价', en: 'Comment', of: (one) => one.ratingComment ?? '' },
]
const PAGE = 500

/** CSV (RFC 4180) in UTF-8, page by page, so that an export of any size needs little memory; times are those of China. */
export async function* exportCsv(
  database: Database,
  conversations: Conversations,
  filter: Omit<ConversationFilter, 'limit'>,
  locale: Locale,
): AsyncGenerator<string> {
  yield CSV_START + csvLine(COLUMNS.map((column) => column[locale]))
  for (let before: ConversationFilter['before']; ; ) {
    const page = await conversations.list({ ...filter, before, limit: PAGE })
    const facts = await exportFacts(
      database,
      page.map(({ id }) => id),
    )
    yield page.map((one) => csvLine(COLUMNS.map((column) => column.of(one, facts.get(one.id))))).join('')
    const last = page.at(-1)
    if (page.length < PAGE || !last) return
    before = { at: last.lastMessageAt, id: last.id }
  }
}
