import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { PageHeader } from '../../components/page-header.tsx'
import { PageTabs } from '../../components/page-tabs.tsx'
import { useKind } from './kind-switch.tsx'
import { RunningLine } from './training/running-line.tsx'

/** Top of every page of the models; a training that runs is seen from all of them. */
export function ModelsHead({ children }: { children?: ReactNode }) {
  const { t } = useTranslation('models')
  const here = useLocation().pathname === '/models/feelings'
  const kind = useKind()
  const same = kind === 'emotion' || here ? '?kind=emotion' : ''
  const tabs = [
    { to: '/models', name: t('tab.intents'), end: true },
    { to: '/models/feelings', name: t('tab.feelings') },
    { to: `/models/training${same}`, name: t('tab.training') },
    { to: `/models/versions${same}`, name: t('tab.versions') },
    { to: '/models/try', name: t('tab.try') },
  ]
  return (
    <>
      <PageHeader title={t('title')} hint={t('hint')}>
        {children}
      </PageHeader>
      <PageTabs label={t('title')} tabs={tabs}>
        <RunningLine />
      </PageTabs>
    </>
  )
}
