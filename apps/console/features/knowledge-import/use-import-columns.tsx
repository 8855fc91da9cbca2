import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ImportJob } from '../../../../src/knowledge/import/contract.ts'
import { formatNumber } from '../../../kit/format.ts'
import type { Column } from '../../components/list/record-table.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { usePreferences } from '../../preferences.ts'
import { useActorName } from '../team/use-actor-name.ts'
import styles from './import.module.css'
import { ImportStatus, isBusy } from './import-status.tsx'

export function useImportColumns(): Column<ImportJob>[] {
  const { t } = useTranslation('knowledge-import')
  const { locale } = usePreferences()
  const nameOf = useActorName()
  const found = ({ counts }: ImportJob) =>
    counts.new + counts.duplicate + counts.conflict + counts.error + counts.accepted + counts.undone
  return [
    { key: 'name', title: t('field.source'), cell: (job) => <span className={styles.name}>{job.source.name}</span> },
    {
      key: 'status',
      title: t('field.status'),
      width: 180,
      cell: (job) =>
        isBusy(job.status) ? (
          <Progress percent={job.progress} size="small" aria-label={t(`status.${job.status}`)} />
        ) : (
          <ImportStatus status={job.status} />
        ),
    },
    {
      key: 'found',
      title: t('field.found'),
      width: 90,
      align: 'right',
      cell: (job) => formatNumber(found(job), locale),
    },
    {
      key: 'accepted',
      title: t('field.accepted'),
      width: 90,
      align: 'right',
      cell: (job) => formatNumber(job.counts.accepted, locale),
    },
    { key: 'by', title: t('field.by'), width: 120, wideOnly: true, cell: (job) => nameOf(job.createdBy) },
    {
      key: 'at',
      title: t('field.at'),
      width: 120,
      cell: (job) => (
        <span className={styles.soft}>
          <RelativeTime at={job.createdAt} />
        </span>
      ),
    },
  ]
}
