import { useTranslation } from 'react-i18next'
import type { Ticket } from '../../../../src/tickets/contract.ts'
import type { TicketPriority } from '../../../../src/tickets/types/contract.ts'
import { formatDateTime, formatWait } from '../../../kit/format.ts'
import { StatusMark } from '../../components/list/status-mark.tsx'
import { useNow } from '../../components/use-now.ts'
import { usePreferences } from '../../preferences.ts'
import { dueState } from './due-state.ts'
import styles from './marks.module.css'
import { PRIORITY_BARS } from './terms.ts'
import { useTicketStates } from './use-ticket-states.ts'

/** Where a ticket stands, in the operator's words and colour. */
export function TicketStateMark({ state, plain = false }: { state: string; plain?: boolean }) {
  const states = useTicketStates()
  return (
    <StatusMark tone={states.find(state)?.colour ?? 'quiet'} plain={plain}>
      {states.name(state)}
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
export function DueMark({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation('tickets')
  const now = useNow(30)
  const state = dueState(ticket, now)
  if (!ticket.dueAt || state === 'none') return <span className={styles.faint}>—</span>
  if (state === 'paused') return <span className={styles.faint}>{t('sla.paused')}</span>
  return <Countdown at={ticket.dueAt} look={state} />
}

/** Whether the first answer came in time, or how long is left for it. */
export function FirstResponseMark({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation('tickets')
  const { firstRespondedAt, firstResponseDueAt, firstResponseSla, status } = ticket
  const now = useNow(30)
  if (firstRespondedAt && firstResponseDueAt)
    return <span className={styles.faint}>{t(firstRespondedAt > firstResponseDueAt ? 'sla.missed' : 'sla.met')}</span>
  if (!firstResponseDueAt || status !== 'open') return <span className={styles.faint}>—</span>
  const late = new Date(firstResponseDueAt).getTime() <= now
  return <Countdown at={firstResponseDueAt} look={late ? 'late' : firstResponseSla === 'warned' ? 'soon' : 'calm'} />
}

function Countdown({ at, look }: { at: string; look: 'late' | 'soon' | 'calm' }) {
  const { t } = useTranslation('tickets')
  const { locale } = usePreferences()
  const now = useNow(30)
  const ms = Math.abs(new Date(at).getTime() - now)
  const span =
    ms >= 2 * DAY
      ? t('due.days', { count: Math.round(ms / DAY) })
      : formatWait(ms > DAY / 2 ? ms - (ms % HOUR) : ms, locale)
  return (
    <time dateTime={at} title={formatDateTime(at, locale)} className={styles[look]}>
      {t(look === 'late' ? 'due.late' : 'due.left', { span })}
    </time>
  )
}
