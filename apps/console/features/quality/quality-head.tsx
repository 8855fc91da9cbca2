import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../components/page-header.tsx'
import { PageTabs } from '../../components/page-tabs.tsx'
import { useSession } from '../../session.tsx'

/** Title and tabs of quality inspection. */
export function QualityHead({ hint, children }: { hint: string; children?: ReactNode }) {
  const { t } = useTranslation('quality')
  const { may } = useSession()
  const reads = may('quality.read')
  return (
    <>
      <PageHeader title={t('title')} hint={hint}>
        {children}
      </PageHeader>
      <PageTabs
        label={t('title')}
        tabs={[
          { to: '/quality', name: reads ? t('tab.reviews') : t('tab.mine'), end: true },
          { to: '/quality/coaching', name: t('tab.coaching') },
          ...(reads
            ? [
                { to: '/quality/calibration', name: t('tab.calibration') },
                { to: '/quality/settings', name: t('tab.settings') },
              ]
            : []),
        ]}
      />
    </>
  )
}
