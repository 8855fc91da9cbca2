import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Alert } from '../../../../src/emotion/alerts/contract.ts'
import { EmotionMark } from '../../components/emotion/emotion-mark.tsx'
import { useReasonText } from '../../components/emotion/use-reason-text.ts'
import { StatusMark, Word } from '../../components/list/status-mark.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { TierMark } from '../../components/tier-mark.tsx'
import { useColleagues } from '../team/use-colleagues.ts'
import { AlertActions } from './alert-actions.tsx'
import styles from './alerts.module.css'
import { useWarningText } from './use-warning-text.ts'

const TONES = { open: 'risk', acknowledged: 'person', claimed: 'action', snoozed: 'quiet', closed: 'quiet' } as const

/** One alert: who, how bad, why, who has it, and what can be done at once. */
export function AlertRow({ alert }: { alert: Alert }) {
  const { t } = useTranslation('alerts')
  const warningText = useWarningText()
  const reasonText = useReasonText()
  return (
    <li
      className={`${styles.row} ${alert.severity === 'critical' && alert.status !== 'closed' ? styles.critical : ''}`}
    >
      <div className={styles.words}>
        <div className={styles.top}>
          <Link to={`/alerts/${alert.id}`} className={styles.name}>
            {alert.customerName || t('visitor')}
          </Link>
          <TierMark tier={alert.tier} />
          <EmotionMark emotion={alert.emotion} />
          <span className={styles.at}>
            <RelativeTime at={alert.raisedAt} />
          </span>
        </div>
        <p className={styles.why}>{warningText(alert.warning)}</p>
        <p className={styles.reasons}>
          {alert.emotion.because.slice(0, 4).map((reason) => (
            <Word key={`${reason.kind}${reason.text}${reason.seq}`}>{reasonText(reason)}</Word>
          ))}
        </p>
      </div>
      <div className={styles.side}>
        <AlertState alert={alert} />
        <AlertActions alert={alert} />
      </div>
    </li>
  )
}

export function AlertState({ alert }: { alert: Alert }) {
  const { t } = useTranslation('alerts')
  const { name } = useColleagues()
  const claimedBy = (alert.claimedBy && name(alert.claimedBy)) || alert.claimedByName
  return (
    <span className={styles.state}>
      <StatusMark tone={TONES[alert.status]}>
        {alert.status === 'closed' && alert.closeReason
          ? t(`closed.${alert.closeReason}`)
          : claimedBy
            ? t('claimedBy', { name: claimedBy })
            : t(`status.${alert.status}`)}
      </StatusMark>
      {alert.escalations > 0 && alert.status !== 'closed' && !alert.claimedBy && (
        <StatusMark tone="risk" plain>
          {t('escalated', { count: alert.escalations })}
        </StatusMark>
      )}
      {alert.status === 'snoozed' && alert.dueAt && <RelativeTime at={alert.dueAt} />}
    </span>
  )
}
