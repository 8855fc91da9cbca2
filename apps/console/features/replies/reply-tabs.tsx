import { useTranslation } from 'react-i18next'
import { PageTabs } from '../../components/page-tabs.tsx'

export function ReplyTabs() {
  const { t } = useTranslation('replies')
  return (
    <PageTabs
      label={t('title')}
      tabs={[
        { to: '/replies', name: t('tab.replies'), end: true },
        { to: '/replies/macros', name: t('tab.macros') },
      ]}
    />
  )
}
