import { useTranslation } from 'react-i18next'
import styles from './try-it.module.css'

/** A score from 0 to 1 on a line that carries the two thresholds. */
export function ScoreBar({ score, answer, askBack }: { score: number; answer: number; askBack: number }) {
  const { t } = useTranslation('knowledge')
  const shown = score.toFixed(2)
  const tone = score >= answer ? styles.sure : score >= askBack ? styles.maybe : styles.low
  return (
    <span className={styles.score} role="img" aria-label={t('try.score', { score: shown })}>
      <span className={styles.track}>
        <span
          className={`${styles.fill} ${tone ?? ''}`}
          style={{ width: `${Math.round(Math.min(1, score) * 100)}%` }}
        />
        <span className={styles.tick} style={{ left: `${askBack * 100}%` }} />
        <span className={styles.tick} style={{ left: `${answer * 100}%` }} />
      </span>
      <span className={styles.number}>{shown}</span>
    </span>
  )
}
