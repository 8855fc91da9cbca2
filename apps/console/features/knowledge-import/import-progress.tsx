import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ImportJob } from '../../../../src/knowledge/import/contract.ts'
import styles from './import.module.css'

const PARSING = ['fetching', 'reading', 'comparing'] as const

/** How far the import is, in which of its stages. */
export function ImportProgress({ job }: { job: ImportJob }) {
  const { t } = useTranslation('knowledge-import')
  const stages = (job.status === 'accepting' ? (['writing'] as const) : PARSING).filter(
    (stage) => stage !== 'fetching' || job.source.kind === 'url',
  )
  return (
    <section className={styles.progress} aria-live="polite">
      <ol className={styles.stages}>
        {stages.map((stage) => (
          <li
            key={stage}
            className={stage === job.stage ? styles.now : undefined}
            aria-current={stage === job.stage || undefined}
          >
            {t(`stage.${stage}`)}
          </li>
        ))}
      </ol>
      <Progress percent={job.progress} aria-label={t(`status.${job.status}`)} />
      <p className={styles.soft}>{t('goesOn')}</p>
    </section>
  )
}
