import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../components/page-header.tsx'
import { PageTabs } from '../../components/page-tabs.tsx'

export function TeamHead({ hint, children }: { hint: string; children?: ReactNode }) {
  const { t } = useTranslation('team')
  const tabs = [
    { to: '/team', name: t('tab.people'), end: true },
    { to: '/team/teams', name: t('tab.teams') },
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
