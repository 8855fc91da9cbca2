import { formatDateTime } from '../../../kit/format.ts'
import type { Locale } from '../../bridge.ts'
import type { Words } from '../../locales/zh.ts'
import { type Say, useWords } from '../use-chat.ts'
import { Instead } from '../waiting.tsx'
import { nameIn } from '../who.ts'

const WORDS: Record<string, keyof Words> = {
  'handed-over': 'noticeHandedOver',
  'agent-joined': 'noticeAgentJoined',
  transferred: 'noticeTransferred',
  'agent-left': 'noticeAgentLeft',
  'returned-to-bot': 'noticeReturned',
  closed: 'noticeClosed',
  reopened: 'noticeReopened',
  signed: 'noticeSigned',
  'ticket-opened': 'noticeTicket',
  'message-left': 'noticeMessageLeft',
  'call-back-asked': 'noticeCallBack',
  recalled: 'noticeRecalled',
}

/** A line of the house in the reader's language; people's coming is amber. */
export function Notice({ code, params, at }: { code: string; params: Record<string, string>; at: string }) {
  const { t, locale } = useWords()
  if (code === 'after-hours') return <AfterHours opensAt={params.opensAt} />
  return (
    <p
      class={code === 'agent-joined' || code === 'transferred' ? 'notice person' : 'notice'}
      title={formatDateTime(at, locale)}
    >
      {wording(t, locale, code, params)}
    </p>
  )
}

/** Nobody is there now: since when somebody is, and what can be done till then. */
function AfterHours({ opensAt }: { opensAt: string | undefined }) {
  const { t, locale } = useWords()
  return (
    <div class="card after-hours">
      <p>{opensAt ? t('noticeAfterHours', { time: formatDateTime(opensAt, locale) }) : t('noticeNobody')}</p>
      <Instead />
    </div>
  )
}

function wording(t: Say, locale: Locale, code: string, params: Record<string, string>): string {
  const name = nameIn(params, locale)
  if (code === 'transferred' && name) return t('noticeTransferredTo', { name })
  return t(WORDS[code] ?? 'noticeOther', { ...params, name: name || t('agent') })
}
