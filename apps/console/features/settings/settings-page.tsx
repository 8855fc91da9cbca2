import { useTranslation } from 'react-i18next'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { useSession } from '../../session.tsx'
import { AlertChannels } from './alert-channels.tsx'
import { BusinessSystems } from './business-systems.tsx'
import { Languages } from './languages.tsx'
import { LlmSection } from './llm-section.tsx'
import styles from './settings.module.css'
import { WidgetInstall } from './widget-install.tsx'

/** How the product is connected: the company's systems, its site, its languages. */
export default function SettingsPage() {
  const { t } = useTranslation('settings')
  const { may } = useSession()
  return (
    <Page>
      <PageHeader title={t('title')} hint={t('hint')} />
      <div className={styles.columns}>
        <div className={styles.stack}>
          <WidgetInstall />
          <LlmSection />
          <AlertChannels />
        </div>
        <div className={styles.stack}>
          {may('business.read') && <BusinessSystems />}
          <Languages />
        </div>
      </div>
    </Page>
  )
}
