import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../components/page-header.tsx'
import { PageTabs } from '../../components/page-tabs.tsx'

export function CampaignsHead({ children }: { children?: ReactNode }) {
  const { t } = useTranslation('campaigns')
  const tabs = [
    { to: '/campaigns', name: t('tab.campaigns'), end: true },
    { to: '/campaigns/consents', name: t('tab.consents') },
    { to: '/campaigns/do-not-call', name: t('tab.doNotCall') },
  ]
  return (
    <>
      <PageHeader title={t('title')} hint={t('hint')}>
        {children}
      </PageHeader>
      <PageTabs label={t('title')} tabs={tabs} />
    </>
  )
}
