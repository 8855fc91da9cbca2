import { App, Switch } from 'antd'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { ALERT_KINDS, type AlertKind, changePreferences, usePreferences } from '../../preferences.ts'
import styles from './account.module.css'
import { Push } from './push.tsx'

/** What rings and shows itself here, and whether it does with the console closed too. */
export function Alerts() {
  const { t } = useTranslation('account')
  const { message } = App.useApp()
  const { alerts } = usePreferences()
  const set = (kind: AlertKind, change: Partial<(typeof alerts)[AlertKind]>) =>
    changePreferences({ alerts: { ...alerts, [kind]: { ...alerts[kind], ...change } } })
  const setDesktop = async (kind: AlertKind, wanted: boolean) => {
    const granted = !wanted || ('Notification' in window && (await Notification.requestPermission()) === 'granted')
    if (granted) set(kind, { desktop: wanted })
    else message.warning(t('alerts.denied'))
  }
  return (
    <section className={styles.card}>
      <h2>{t('alerts.title')}</h2>
      <div className={styles.alerts}>
        <span />
        <span>{t('alerts.sound')}</span>
        <span>{t('alerts.desktop')}</span>
        {ALERT_KINDS.map((kind) => (
          <Fragment key={kind}>
            <span>{t(`alerts.kind.${kind}`)}</span>
            <Switch
              size="small"
              checked={alerts[kind].sound}
              aria-label={`${t(`alerts.kind.${kind}`)}: ${t('alerts.sound')}`}
              onChange={(sound) => set(kind, { sound })}
            />
            <Switch
              size="small"
              checked={alerts[kind].desktop}
              aria-label={`${t(`alerts.kind.${kind}`)}: ${t('alerts.desktop')}`}
              onChange={(wanted) => void setDesktop(kind, wanted)}
            />
          </Fragment>
        ))}
      </div>
      <Push />
    </section>
  )
}
