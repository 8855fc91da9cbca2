import { CheckCircleOutlined, WarningOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { Guards } from '../../../../../src/understanding/models/contract.ts'
import { percent } from './accuracy.tsx'
import styles from './versions.module.css'

/** What teaching feelings must not break, and whether it did. */
export function GuardCard({ guards }: { guards: Guards }) {
  const { t } = useTranslation('models')
  const { kept, plain, sentences } = guards
  return (
    <section className={styles.card} aria-label={t('guard.title')}>
      <h2 className={kept ? styles.heading : `${styles.heading} ${styles.broken}`}>
        {kept ? <CheckCircleOutlined aria-hidden /> : <WarningOutlined aria-hidden />}{' '}
        {t(kept ? 'guard.kept' : 'guard.broken')}
      </h2>
      <ul className={styles.guards}>
        <li>{t('guard.plain', plain)}</li>
        <li>
          {t('guard.sentences', {
            texts: sentences.texts,
            right: percent(sentences.right),
            shipped: percent(sentences.shipped),
          })}
        </li>
      </ul>
      {plain.examples.length > 0 && (
        <>
          <p className={styles.soft}>{t('guard.examples')}</p>
          <ul className={styles.guards}>
            {plain.examples.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
