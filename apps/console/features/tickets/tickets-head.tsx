import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../components/page-header.tsx'
import { PageTabs } from '../../components/page-tabs.tsx'
import { useSession } from '../../session.tsx'

/** Top of the list and of what makes tickets what they are; agents see the list alone. */
export function TicketsHead({ children }: { children?: ReactNode }) {
  const { t } = useTranslation('tickets')
  const { may } = useSession()
  const tabs = [
    { to: '/tickets', name: t('tab.list'), end: true },
    { to: '/tickets/types', name: t('tab.types') },
    { to: '/tickets/states', name: t('tab.states') },
    { to: '/tickets/clocks', name: t('tab.clocks') },
    { to: '/tickets/rules', name: t('tab.rules') },
  ]
  return (
    <>
      <PageHeader title={t('title')} hint={t('hint')}>
        {children}
      </PageHeader>
      {may('tickets.manage') && <PageTabs label={t('title')} tabs={tabs} />}
    </>
  )
}
