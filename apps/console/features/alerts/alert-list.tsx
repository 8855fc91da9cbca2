import { SmileOutlined } from '@ant-design/icons'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Alert } from '../../../../src/emotion/alerts/contract.ts'
import { Empty } from '../../components/empty.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { usePages } from '../../components/list/use-pages.ts'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { useSession } from '../../session.tsx'
import { AlertRow } from './alert-row.tsx'
import styles from './alerts.module.css'
import { EscalationSettings } from './escalation-settings.tsx'

/** The worst and the unclaimed first; what is over behind the second tab. */
export function AlertList() {
  const { t } = useTranslation('alerts')
  const { may } = useSession()
  const [escalating, setEscalating] = useState(false)
  const filters = useFilters(['state'])
  const state = filters.values.state === 'closed' ? 'closed' : 'open'
  const pages = usePages<Alert>('alerts', '/api/alerts', { state })
  const items = state === 'open' ? pages.items.toSorted(urgentFirst) : pages.items
  return (
    <Page>
      <PageHeader title={t('title')} hint={t('hint')}>
        {may('settings.write') && <Button onClick={() => setEscalating(true)}>{t('settings.open')}</Button>}
        <Segmented
          value={state}
          onChange={(value) => filters.set({ state: value === 'closed' ? 'closed' : '' })}
          options={(['open', 'closed'] as const).map((value) => ({ value, label: t(`tab.${value}`) }))}
        />
      </PageHeader>
      <ListBody
        pages={{ ...pages, items }}
        filtered={false}
        onClear={filters.clear}
        empty={
          <Empty
            icon={<SmileOutlined aria-hidden />}
            title={t(state === 'open' ? 'none' : 'noneClosed')}
            hint={t('noneHint')}
          />
        }
      >
        <ul className={styles.rows} aria-label={t('title')}>
          {items.map((alert) => (
            <AlertRow key={alert.id} alert={alert} />
          ))}
        </ul>
      </ListBody>
      {escalating && <EscalationSettings onClose={() => setEscalating(false)} />}
    </Page>
  )
}

const weight = (alert: Alert) =>
  (alert.claimedBy || alert.status === 'snoozed' ? 0 : 10) + (alert.severity === 'critical' ? 5 : 0) + alert.escalations
const urgentFirst = (a: Alert, b: Alert) => weight(b) - weight(a)
