import { useTranslation } from 'react-i18next'
import type { Ticket, TicketPriority, TicketStatus } from '../../../../src/tickets/contract.ts'
import { formatDateTime, formatWait } from '../../../kit/format.ts'
import { StatusMark } from '../../components/list/status-mark.tsx'
import { useNow } from '../../components/use-now.ts'
import { usePreferences } from '../../preferences.ts'
import { dueState } from './due-state.ts'
import styles from './marks.module.css'
import { PRIORITY_BARS, STATUS_TONES } from './terms.ts'

export function TicketStatusMark({ status, plain = false }: { status: TicketStatus; plain?: boolean }) {
  const { t } = useTranslation('tickets')
  return (
    <StatusMark tone={STATUS_TONES[status]} plain={plain}>
      {t(`status.${status}`)}
    </StatusMark>
  )
}

/** Rising bars and the word. */
export function PriorityMark({ priority }: { priority: TicketPriority }) {
  const { t } = useTranslation('tickets')
  const filled = PRIORITY_BARS[priority]
  return (
    <span className={`${styles.priority} ${styles[priority] ?? ''}`}>
      <svg width="13" height="12" viewBox="0 0 13 12" aria-hidden="true">
        {[0, 1, 2, 3].map((bar) => (
          <rect
            key={bar}
            x={bar * 3.4}
            y={8 - bar * 2.6}
            width="2.4"
            height={4 + bar * 2.6}
            rx="1"
            className={bar < filled ? styles.filled : styles.hollow}
          />
        ))}
      </svg>
      {t(`priority.${priority}`)}
    </span>
  )
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** How long is left, or how long it is late; the exact moment on hover. */
export function DueMark({ ticket }: { ticket: Pick<Ticket, 'dueAt' | 'status' | 'createdAt'> }) {
  const { t } = useTranslation('tickets')
  const { locale } = usePreferences()
  const now = useNow(30)
  const state = dueState(ticket, now)
  if (!ticket.dueAt || state === 'none') return <span className={styles.faint}>—</span>
  const ms = Math.abs(new Date(ticket.dueAt).getTime() - now)
  const span =
    ms >= 2 * DAY
      ? t('due.days', { count: Math.round(ms / DAY) })
      : formatWait(ms > DAY / 2 ? ms - (ms % HOUR) : ms, locale)
  return (
    <time dateTime={ticket.dueAt} title={formatDateTime(ticket.dueAt, locale)} className={styles[state]}>
      {t(state === 'late' ? 'due.late' : 'due.left', { span })}
    </time>
  )
}
