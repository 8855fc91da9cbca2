import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../components/page-header.tsx'
import { PageTabs } from '../../components/page-tabs.tsx'
import { useSession } from '../../session.tsx'
import { useCounts } from './use-counts.ts'

/** Top of every page of learning; `end` stands beside the tabs. */
export function LearningHead({ children, end }: { children?: ReactNode; end?: ReactNode }) {
  const { t } = useTranslation('learning')
  const { may } = useSession()
  const { data } = useCounts()
  const tabs = [
    { to: '/learning', name: t('tab.annotate'), end: true, count: data?.open },
    { to: '/learning/groups', name: t('tab.groups') },
    { to: '/learning/cases', name: t('tab.cases') },
  ]
  const figures = [
    { to: '/learning/agreement', name: t('tab.agreement') },
    { to: '/learning/feedback', name: t('tab.feedback') },
  ]
  return (
    <>
      <PageHeader title={t('title')} hint={t('hint')}>
        {children}
      </PageHeader>
      <PageTabs label={t('title')} tabs={may('models.read') ? [...tabs, ...figures] : tabs}>
        {end}
      </PageTabs>
    </>
  )
}
