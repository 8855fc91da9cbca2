import { useTranslation } from 'react-i18next'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { Alerts } from './alerts.tsx'
import { PasswordChange } from './password-change.tsx'
import { Sessions } from './sessions.tsx'

/** A person's own password, devices and alerts. */
export default function AccountPage() {
  const { t } = useTranslation('account')
  return (
    <Page narrow>
      <PageHeader title={t('title')} />
      <PasswordChange />
      <Alerts />
      <Sessions />
    </Page>
  )
}
