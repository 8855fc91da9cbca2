import { CheckOutlined } from '@ant-design/icons'
import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TrainingRun } from '../../../../../src/understanding/models/contract.ts'
import styles from './training.module.css'

const STEPS: readonly TrainingRun['step'][] = ['reading', 'evaluating', 'comparing', 'training', 'storing']

/** Where a training is. */
export function Steps({ run }: { run: TrainingRun }) {
  const { t } = useTranslation('models')
  const now = STEPS.indexOf(run.step)
  return (
    <div role="status">
      <ol className={styles.steps}>
        {STEPS.map((step, at) => (
          <li
            key={step}
            className={at === now ? styles.now : at < now ? styles.past : undefined}
            aria-current={at === now ? 'step' : undefined}
          >
            {at < now ? <CheckOutlined aria-hidden /> : <span className={styles.number}>{at + 1}</span>}
            {t(`step.${step}`)}
          </li>
        ))}
      </ol>
      <Progress percent={run.progress} aria-label={t('run.progress')} />
    </div>
  )
}
