import { maskPhone } from '#governance/mask.ts'
import { listTargets } from '#outbound/attempt-queries.ts'
import type { Question, Target, TargetStatus } from '#outbound/contract.ts'
import type { StoredCampaign } from '#outbound/queries.ts'
import { CSV_START, csvClock, csvLine } from '#platform/csv.ts'
import type { Db } from '#platform/db/open.ts'
import type { Locale } from '#platform/errors.ts'

const STATUS: Record<TargetStatus, Record<Locale, string>> = {
  waiting: { zh: '待呼叫', en: 'waiting' },
  calling: { zh: '呼叫中', en: 'calling' },
  reached: { zh: '已接通', en: 'reached' },
  'hung-up': { zh: '中途挂断', en: 'hung up early' },
  machine: { zh: '语音信箱', en: 'answering machine' },
  busy: { zh: '占线', en: 'busy' },
  'no-answer': { zh: '无人接听', en: 'no answer' },
  refused: { zh: '拒接', en: 'declined' },
  'opted-out': { zh: '要求不再来电', en: 'opted out' },
  failed: { zh: '呼叫失败', en: 'failed' },
  skipped: { zh: '已跳过', en: 'skipped' },
  expired: { zh: '未及呼叫', en: 'not reached in time' },
  cancelled: { zh: '已取消', en: 'cancelled' },
}

type Column = { zh: string; en: string; of: (one: Target, locale: Locale) => string }
const COLUMNS: Column[] = [
  { zh: '姓名', en: 'Name', of: (one) => one.name },
  { zh: '号码', en: 'Number', of: (one) => one.number && maskPhone(one.number) },
  { zh: '客户编号', en: 'Customer', of: (one) => one.customerId ?? '' },
  { zh: '结果', en: 'Result', of: (one, locale) => STATUS[one.status][locale] },
  { zh: '呼叫次数', en: 'Attempts', of: (one) => String(one.attempts) },
  { zh: '完成时间', en: 'Settled', of: (one) => csvClock(one.settledAt) },
  { zh: '通话编号', en: 'Call', of: (one) => one.callId ?? '' },
]
const PAGE = 500

/** What a campaign came to, one line a person, numbers masked, answers in words; page by page. */
export async function* exportCampaign(db: Db, { id, plan }: StoredCampaign, locale: Locale): AsyncGenerator<string> {
  const columns = [...COLUMNS, ...plan.questions.map(answerColumn)]
  yield CSV_START + csvLine(columns.map((column) => column[locale]))
  for (let after: string | undefined; ; ) {
    const page = await listTargets(db, id, { after, limit: PAGE })
    yield page.map((one) => csvLine(columns.map((column) => column.of(one, locale)))).join('')
    after = page.at(-1)?.id
    if (page.length < PAGE) return
  }
}

function answerColumn({ id, text, choices }: Question): Column {
  const of = ({ answers }: Target, locale: Locale) => {
    const label = choices.find(({ key }) => key === answers[id])?.label
    return label ? label[locale] || label.zh || label.en : ''
  }
  return { zh: text.zh || text.en, en: text.en || text.zh, of }
}
