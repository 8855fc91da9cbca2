import { useTranslation } from 'react-i18next'
import styles from './versions.module.css'

/** A share as per cent with one decimal, and how far it is from the one before. */
export function Accuracy({ now, before }: { now: number | null; before: number | null }) {
  const { t } = useTranslation('models')
  if (now === null) return <span className={styles.soft}>{t('version.notEvaluated')}</span>
  const points = before === null ? null : Math.round((now - before) * 1000) / 10
  return (
    <span className={styles.accuracy}>
      <b>{percent(now)}</b>
      {points !== null && (
        <span className={points < 0 ? styles.down : points > 0 ? styles.up : styles.soft}>
          {points === 0 ? t('version.same') : `${points > 0 ? '▲' : '▼'} ${Math.abs(points).toFixed(1)}`}
        </span>
      )}
    </span>
  )
}

export const percent = (share: number): string => `${(share * 100).toFixed(1)}%`
