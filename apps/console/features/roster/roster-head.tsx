import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../components/page-header.tsx'
import { PageTabs } from '../../components/page-tabs.tsx'
import { useSession } from '../../session.tsx'
import { useRequests } from './use-roster.ts'

/** Name and pages of the roster; who only works by it has one page and needs no tabs. */
export function RosterHead({ hint, children }: { hint: string; children?: ReactNode }) {
  const { t } = useTranslation('roster')
  const { may } = useSession()
  const requests = useRequests()
  const open = requests.data?.items.filter(({ status }) => status === 'waiting').length
  const tabs = [
    { to: '/roster', name: t('tab.week'), end: true },
    { to: '/roster/requests', name: t('tab.requests'), count: open },
    { to: '/roster/attendance', name: t('tab.attendance') },
    { to: '/roster/shifts', name: t('tab.shifts') },
    { to: '/roster/mine', name: t('tab.mine') },
  ]
  return (
    <>
      <PageHeader title={t('title')} hint={hint}>
        {children}
      </PageHeader>
      {may('roster.manage') && <PageTabs label={t('title')} tabs={tabs} />}
    </>
  )
}
