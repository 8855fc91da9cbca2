import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { languageName } from '../../../kit/format.ts'
import { Mark } from '../../components/mark.tsx'
import { changePreferences, usePreferences } from '../../preferences.ts'
import styles from './sign-in.module.css'

/** The door: the name of the house on one side, the form on the other. */
export function SignInFrame({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const { t } = useTranslation()
  const { locale } = usePreferences()
  return (
    <div className={styles.door}>
      <aside className={styles.house}>
        <svg className={styles.arcs} viewBox="0 0 400 400" fill="none" strokeLinecap="round" aria-hidden="true">
          {[60, 96, 132, 168].map((radius, index) => (
            <g key={radius}>
              <path
                d={`M180 ${200 - radius}a${radius} ${radius} 0 0 0 0 ${radius * 2}`}
                className={styles.call}
                style={{ opacity: 0.9 - index * 0.22 }}
              />
              <path
                d={`M220 ${200 - radius * 0.62}a${radius * 0.62} ${radius * 0.62} 0 0 1 0 ${radius * 1.24}`}
                className={styles.answer}
                style={{ opacity: 0.9 - index * 0.22 }}
              />
            </g>
          ))}
        </svg>
        <div className={styles.name}>
          <Mark size={36} />
          <span>{t('product')}</span>
        </div>
        <p className={styles.lead}>{lead}</p>
      </aside>
      <main className={styles.side}>
        <div className={styles.form}>
          <h1>{title}</h1>
          {children}
        </div>
        <button
          type="button"
          className={styles.language}
          lang={locale === 'zh' ? 'en' : 'zh'}
          onClick={() => changePreferences({ locale: locale === 'zh' ? 'en' : 'zh' })}
        >
          {languageName(locale === 'zh' ? 'en' : 'zh')}
        </button>
      </main>
    </div>
  )
}
