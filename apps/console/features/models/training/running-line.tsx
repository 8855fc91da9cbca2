import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './training.module.css'
import { useRunning } from './use-training.ts'

/** A training under way, in one line. */
export function RunningLine() {
  const { t } = useTranslation('models')
  const run = useRunning()
  if (!run) return null
  return (
    <span className={styles.running} role="status">
      {t('run.line', { step: t(`step.${run.step}`) })}
      <Progress percent={run.progress} size="small" className={styles.bar} aria-label={t('run.progress')} />
    </span>
  )
}
