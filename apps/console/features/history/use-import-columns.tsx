import { Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import type { HistoryImport } from '../../../../src/learning/history/contract.ts'
import type { Column } from '../../components/list/record-table.tsx'
import { StatusMark, type Tone } from '../../components/list/status-mark.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useActorName } from '../team/use-actor-name.ts'
import styles from './history.module.css'

const TONES: Record<HistoryImport['status'], Tone> = {
  uploaded: 'person',
  running: 'action',
  done: 'good',
  failed: 'risk',
  cancelled: 'quiet',
}

export function ImportStatus({ status }: { status: HistoryImport['status'] }) {
  const { t } = useTranslation('history')
  return <StatusMark tone={TONES[status]}>{t(`status.${status}`)}</StatusMark>
}

export function useImportColumns(): Column<HistoryImport>[] {
  const { t, i18n } = useTranslation('history')
  const nameOf = useActorName()
  const number = new Intl.NumberFormat(i18n.language)
  return [
    { key: 'name', title: t('field.file'), cell: (one) => <span className={styles.name}>{one.name}</span> },
    {
      key: 'status',
      title: t('field.status'),
      width: 190,
      cell: (one) =>
        one.status === 'running' ? (
          <Progress percent={Math.round(one.progress * 100)} size="small" aria-label={t('status.running')} />
        ) : (
          <ImportStatus status={one.status} />
        ),
    },
    {
      key: 'kept',
      title: t('field.kept'),
      width: 110,
      align: 'right',
      cell: (one) => (one.report ? number.format(one.report.kept) : '–'),
    },
    {
      key: 'questions',
      title: t('field.questions'),
      width: 110,
      align: 'right',
      cell: (one) => (one.report ? number.format(one.report.questions) : '–'),
    },
    { key: 'by', title: t('field.by'), width: 120, wideOnly: true, cell: (one) => nameOf(one.createdBy) },
    {
      key: 'at',
      title: t('field.at'),
      width: 120,
      cell: (one) => (
        <span className={styles.soft}>
          <RelativeTime at={one.createdAt} />
        </span>
      ),
    },
  ]
}
