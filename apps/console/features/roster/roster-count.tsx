import { useTranslation } from 'react-i18next'
import { useSession } from '../../session.tsx'
import styles from '../alerts/alerts.module.css'
import { useOwnRoster, useRequests } from './use-roster.ts'

/** In the rail: requests to be decided, for who decides; for others, how many colleagues ask them to take a shift. */
export function RosterCount() {
  const { t } = useTranslation('roster')
  const { may, user } = useSession()
  const decides = may('roster.manage')
  const all = useRequests()
  const own = useOwnRoster()
  const open = ((decides ? all.data?.items : own.data?.requests) ?? []).filter(({ status }) => status === 'waiting')
  const count = decides
    ? open.length
    : open.filter(({ colleagueId, agreed }) => colleagueId === user.id && agreed === null).length
  if (!count) return null
  return (
    <span className={styles.count} role="status" aria-label={t('request.open', { count })}>
      {count > 99 ? '99+' : count}
    </span>
  )
}
