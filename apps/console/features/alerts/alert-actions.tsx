import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Alert } from '../../../../src/emotion/alerts/contract.ts'
import { useSession } from '../../session.tsx'
import styles from './alerts.module.css'
import { useAlertActs } from './use-alert-acts.ts'

const NAPS = [5, 15, 60] as const

/** The acts that fit an alert as it stands; the first one is what most need. */
export function AlertActions({ alert }: { alert: Alert }) {
  const { t } = useTranslation('alerts')
  const { user, may } = useSession()
  const { act, takeOver, busy } = useAlertActs()
  if (alert.status === 'closed') return null
  const mine = alert.claimedBy === user.id
  const others = alert.claimedBy !== null && !mine
  const more = [
    ...(alert.status === 'open' && !alert.claimedBy
      ? [{ key: 'acknowledge', label: t('act.acknowledge'), onClick: () => act(alert.id, { what: 'acknowledge' }) }]
      : []),
    ...(mine ? [{ key: 'release', label: t('act.release'), onClick: () => act(alert.id, { what: 'release' }) }] : []),
    ...(others
      ? []
      : NAPS.map((minutes) => ({
          key: `snooze-${minutes}`,
          label: t('act.snooze', { count: minutes }),
          onClick: () => act(alert.id, { what: 'snooze', minutes }),
        }))),
    { type: 'divider' as const },
    { key: 'handled', label: t('act.handled'), onClick: () => act(alert.id, { what: 'close', reason: 'handled' }) },
    {
      key: 'false',
      label: t('act.falseAlarm'),
      onClick: () => act(alert.id, { what: 'close', reason: 'false-alarm' }),
    },
  ]
  return (
    <div className={styles.actions}>
      {!others && may('conversations.assign') && (
        <Button type="primary" size="small" loading={busy} onClick={() => takeOver(alert)}>
          {t('act.takeOver')}
        </Button>
      )}
      {!alert.claimedBy && (
        <Button size="small" disabled={busy} onClick={() => act(alert.id, { what: 'claim' })}>
          {t('act.claim')}
        </Button>
      )}
      <Dropdown trigger={['click']} menu={{ items: more }} placement="bottomRight">
        <Button size="small">{t('act.more')}</Button>
      </Dropdown>
    </div>
  )
}
