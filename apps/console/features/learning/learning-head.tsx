import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { PageHeader } from '../../components/page-header.tsx'
import { PageTabs } from '../../components/page-tabs.tsx'
import { useSession } from '../../session.tsx'
import { KindSwitch, useKind } from '../models/kind-switch.tsx'
import { useCounts } from './use-counts.ts'

/** Top of every page of learning; `end` stands beside the tabs. */
export function LearningHead({ children, end }: { children?: ReactNode; end?: ReactNode }) {
  const { t } = useTranslation('learning')
  const { may } = useSession()
  const kind = useKind()
  // The choice among answers knows no kinds.
  const asks = !useLocation().pathname.endsWith('/feedback')
  const open = { intent: useCounts('intent').data?.open, emotion: useCounts('emotion').data?.open }
  const same = kind === 'emotion' ? '?kind=emotion' : ''
  const tabs = [
    { to: `/learning${same}`, name: t('tab.annotate'), end: true, count: open[kind] },
    { to: `/learning/groups${same}`, name: t('tab.groups') },
    { to: `/learning/cases${same}`, name: t('tab.cases') },
  ]
  const figures = [
    { to: `/learning/agreement${same}`, name: t('tab.agreement') },
    { to: `/learning/feedback${same}`, name: t('tab.feedback') },
  ]
  return (
    <>
      <PageHeader title={t('title')} hint={t(kind === 'emotion' ? 'feelingHint' : 'hint')}>
        {children}
        {asks && <KindSwitch counts={open} />}
      </PageHeader>
      <PageTabs label={t('title')} tabs={may('models.read') ? [...tabs, ...figures] : tabs}>
        {end}
      </PageTabs>
    </>
  )
}
