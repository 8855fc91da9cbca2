import { AlertOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { EmotionCurve } from '../../components/emotion/emotion-curve.tsx'
import { EmotionMark } from '../../components/emotion/emotion-mark.tsx'
import { BackLink } from '../../components/list/back-link.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { TierMark } from '../../components/tier-mark.tsx'
import { AlertActions } from './alert-actions.tsx'
import { AlertReplay } from './alert-replay.tsx'
import { AlertState } from './alert-row.tsx'
import styles from './alerts.module.css'
import { useAlert } from './use-alert-list.ts'
import { useWarningText } from './use-warning-text.ts'

/** Why it fired: the curve, the message it fired on, and what was said then. */
export function AlertPage() {
  const { t } = useTranslation('alerts')
  const { id = '' } = useParams()
  const warningText = useWarningText()
  const { data, isPending, error, refetch } = useAlert(id)
  if (isPending) return <Loading page />
  if (!data) return <Problem page error={error} onRetry={() => void refetch()} />
  const { alert, curve } = data
  return (
    <Page narrow>
      <BackLink to="/alerts" icon={<AlertOutlined aria-hidden />}>
        {t('title')}
      </BackLink>
      <PageHeader
        title={
          <span className={styles.top}>
            {alert.customerName || t('visitor')}
            <TierMark tier={alert.tier} />
            <EmotionMark emotion={alert.emotion} />
          </span>
        }
        hint={
          <>
            {warningText(alert.warning)} · <RelativeTime at={alert.raisedAt} />
          </>
        }
      >
        <AlertState alert={alert} />
        <AlertActions alert={alert} />
      </PageHeader>
      <section className={styles.card}>
        <EmotionCurve curve={curve} firedAt={alert.raisedSeq} height={260} />
      </section>
      <section className={styles.card}>
        <h2>{t('replay')}</h2>
        {alert.closeReason === 'false-alarm' && <p>{t('falseAlarmHint')}</p>}
        <AlertReplay alert={alert} curve={curve} />
        <Link to={`/conversations/${alert.conversationId}`}>{t('open')}</Link>
      </section>
    </Page>
  )
}
