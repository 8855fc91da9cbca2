import { App, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { changePreferences, usePreferences } from '../../preferences.ts'
import styles from './account.module.css'
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

function Alerts() {
  const { t } = useTranslation('account')
  const { message } = App.useApp()
  const { sound, notify } = usePreferences()
  const allowNotify = async (wanted: boolean) => {
    const granted = !wanted || ('Notification' in window && (await Notification.requestPermission()) === 'granted')
    if (granted) changePreferences({ notify: wanted })
    else message.warning(t('alerts.denied'))
  }
  return (
    <section className={styles.card}>
      <h2>{t('alerts.title')}</h2>
      <label className={styles.line} htmlFor="alert-sound">
        <span>{t('alerts.sound')}</span>
        <Switch id="alert-sound" checked={sound} onChange={(wanted) => changePreferences({ sound: wanted })} />
      </label>
      <label className={styles.line} htmlFor="alert-notify">
        <span>{t('alerts.notify')}</span>
        <Switch id="alert-notify" checked={notify} onChange={allowNotify} />
      </label>
    </section>
  )
}
