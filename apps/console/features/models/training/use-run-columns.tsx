import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { TrainingRun } from '../../../../../src/understanding/models/contract.ts'
import type { Column } from '../../../components/list/record-table.tsx'
import { StatusMark, type Tone } from '../../../components/list/status-mark.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import { useActorName } from '../../team/use-actor-name.ts'
import styles from '../models.module.css'

const OUTCOME: Record<NonNullable<TrainingRun['outcome']>, Tone> = {
  released: 'good',
  candidate: 'person',
  unchanged: 'quiet',
}

export function useRunColumns(): Column<TrainingRun>[] {
  const { t } = useTranslation('models')
  const nameOf = useActorName()
  return [
    {
      key: 'trigger',
      title: t('run.trigger'),
      cell: (run) => (
        <span className={styles.two}>
          <span className={styles.strong}>{t(`trigger.${run.trigger}`)}</span>
          {run.note && <span className={styles.soft}>{run.note}</span>}
        </span>
      ),
    },
    { key: 'state', title: t('run.outcome'), width: 260, cell: (run) => <Outcome run={run} /> },
    {
      key: 'version',
      title: t('run.version'),
      width: 120,
      cell: (run) =>
        run.versionId ? (
          <Link to={`/models/versions/${encodeURIComponent(run.versionId)}`}>{t('run.look')}</Link>
        ) : (
          <span className={styles.soft}>–</span>
        ),
    },
    {
      key: 'seconds',
      title: t('run.took'),
      width: 90,
      align: 'right',
      cell: (run) => (run.endedAt ? t('seconds', { count: secondsOf(run.startedAt, run.endedAt) }) : ''),
    },
    {
      key: 'by',
      title: t('run.by'),
      width: 120,
      wideOnly: true,
      cell: (run) => <span className={styles.soft}>{nameOf(run.startedBy)}</span>,
    },
    {
      key: 'at',
      title: t('run.at'),
      width: 120,
      cell: (run) => (
        <span className={styles.soft}>
          <RelativeTime at={run.startedAt} />
        </span>
      ),
    },
  ]
}

const secondsOf = (from: string, to: string): number =>
  Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 1000))

function Outcome({ run }: { run: TrainingRun }) {
  const { t } = useTranslation('models')
  if (run.state === 'running')
    return (
      <StatusMark tone="action">
        {t('run.runningAt', { step: t(`step.${run.step}`), progress: run.progress })}
      </StatusMark>
    )
  if (run.state === 'failed')
    return (
      <span className={styles.two}>
        <StatusMark tone="risk">{t('run.failed')}</StatusMark>
        {run.error && <span className={styles.soft}>{run.error}</span>}
      </span>
    )
  const outcome = run.outcome ?? 'unchanged'
  return <StatusMark tone={OUTCOME[outcome]}>{t(`outcome.${outcome}`)}</StatusMark>
}
