import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { languageName } from '../../../kit/format.ts'
import { changePreferences, type Locale, usePreferences } from '../../preferences.ts'
import styles from './settings.module.css'

/** Which language the console speaks here, and which ones customers are served in. */
export function Languages() {
  const { t } = useTranslation('settings')
  const { locale } = usePreferences()
  return (
    <section className={styles.card}>
      <h2>{t('languages.title')}</h2>
      <div className={styles.line}>
        <span>
          {t('languages.console')}
          <span className={styles.faint}>{t('languages.consoleHint')}</span>
        </span>
        <Segmented<Locale>
          value={locale}
          onChange={(value) => changePreferences({ locale: value })}
          options={[
            { value: 'zh', label: languageName('zh') },
            { value: 'en', label: languageName('en') },
          ]}
        />
      </div>
      <div className={styles.line}>
        <span>
          {t('languages.customers')}
          <span className={styles.faint}>{t('languages.customersHint')}</span>
        </span>
        <span className={styles.kept}>
          {languageName('zh')} · {languageName('en')}
        </span>
      </div>
    </section>
  )
}
