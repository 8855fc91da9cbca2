import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../components/page-header.tsx'
import { PageTabs } from '../../components/page-tabs.tsx'

export function RoutingHead({ hint, children }: { hint: string; children?: ReactNode }) {
  const { t } = useTranslation('routing')
  const tabs = [
    { to: '/routing', name: t('tab.queues'), end: true },
    { to: '/routing/policy', name: t('tab.policy') },
    { to: '/routing/agents', name: t('tab.agents') },
    { to: '/routing/pre-chat', name: t('tab.preChat') },
    { to: '/routing/staffing', name: t('tab.staffing') },
  ]
  return (
    <>
      <PageHeader title={t('title')} hint={hint}>
        {children}
      </PageHeader>
      <PageTabs label={t('title')} tabs={tabs} />
    </>
  )
}
