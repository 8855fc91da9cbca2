import { useTranslation } from 'react-i18next'
import { useSession } from '../../session.tsx'
import styles from './alerts.module.css'
import { useOpenAlerts } from './use-alert-list.ts'

/** How many alerts nobody has yet, beside the name of the page in the rail. */
export function AlertCount() {
  const { t } = useTranslation('alerts')
  const { may } = useSession()
  const count = useOpenAlerts(may('alerts.act')).data?.unclaimed ?? 0
  if (!count) return null
  return (
    <span className={styles.count} role="status" aria-label={t('unclaimed', { count })}>
      {count > 99 ? '99+' : count}
    </span>
  )
}
