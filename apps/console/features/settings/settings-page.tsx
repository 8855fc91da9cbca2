import { useTranslation } from 'react-i18next'
import { Columns, Stack } from '../../components/columns.tsx'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { useSession } from '../../session.tsx'
import { AlertChannels } from './alert-channels.tsx'
import { BusinessSystems } from './business-systems.tsx'
import { Languages } from './languages.tsx'
import { LlmSection } from './llm-section.tsx'
import { WidgetInstall } from './widget-install.tsx'

/** How the product is connected: the company's systems, its site, its languages. */
export default function SettingsPage() {
  const { t } = useTranslation('settings')
  const { may } = useSession()
  return (
    <Page>
      <PageHeader title={t('title')} hint={t('hint')} />
      <Columns side={380}>
        <Stack>
          <WidgetInstall />
          <LlmSection />
          <AlertChannels />
        </Stack>
        <Stack>
          {may('business.read') && <BusinessSystems />}
          <Languages />
        </Stack>
      </Columns>
    </Page>
  )
}
