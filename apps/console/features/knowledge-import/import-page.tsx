import { ArrowLeftOutlined, UndoOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { ImportJob } from '../../../../src/knowledge/import/contract.ts'
import { formatSize } from '../../../kit/format.ts'
import { BackLink } from '../../components/list/back-link.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { usePreferences } from '../../preferences.ts'
import { Notice } from '../knowledge/notice.tsx'
import { useActorName } from '../team/use-actor-name.ts'
import { ColumnMapper } from './column-mapper.tsx'
import styles from './import.module.css'
import { ImportProgress } from './import-progress.tsx'
import { ImportRows } from './import-rows.tsx'
import { ImportStatus, isBusy } from './import-status.tsx'
import { useImportJob } from './use-import-job.ts'

/** One import: its progress, the preview to look through, and what became of it. */
export function ImportPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('knowledge-import')
  const { locale } = usePreferences()
  const desk = useImportJob(id)
  const job = desk.query.data
  const back = (
    <BackLink to="/knowledge/import" icon={<ArrowLeftOutlined aria-hidden />}>
      {t('title')}
    </BackLink>
  )
  if (!job) {
    const { isError, error, refetch } = desk.query
    return (
      <Page>
        {back}
        {isError ? <Problem error={error} onRetry={() => refetch()} /> : <Loading rows={8} />}
      </Page>
    )
  }
  const table = job.source.columns.length > 0 && (job.status === 'ready' || job.status === 'failed')
  return (
    <Page>
      {back}
      <PageHeader title={job.source.name} hint={<Facts job={job} />}>
        {(job.status === 'ready' || isBusy(job.status)) && (
          <Button loading={desk.busy} onClick={() => desk.step({ what: 'cancel', body: {} })}>
            {t('cancel')}
          </Button>
        )}
        {job.status === 'done' && job.counts.accepted > 0 && (
          <Button icon={<UndoOutlined aria-hidden />} onClick={desk.askToUndo}>
            {t('undo.act')}
          </Button>
        )}
      </PageHeader>
      {isBusy(job.status) && <ImportProgress job={job} />}
      {job.status === 'failed' && (
        <Alert
          type="error"
          showIcon
          className={styles.notice}
          title={t('failed')}
          description={job.error?.[locale] ?? t('failedHint')}
        />
      )}
      {job.status === 'done' && (
        <div className={styles.notice}>
          <Notice tone="good" title={t('done', { count: job.counts.accepted })}>
            {t('doneHint')}
          </Notice>
        </div>
      )}
      {table && <ColumnMapper key={job.updatedAt} job={job} desk={desk} />}
      {job.status !== 'waiting' && job.status !== 'parsing' && job.status !== 'failed' && (
        <ImportRows job={job} desk={desk} />
      )}
    </Page>
  )
}

function Facts({ job }: { job: ImportJob }) {
  const { t } = useTranslation('knowledge-import')
  const { locale } = usePreferences()
  const nameOf = useActorName()
  return (
    <span className={styles.facts}>
      <ImportStatus status={job.status} />
      {job.source.format && <span>{t(`format.${job.source.format}`)}</span>}
      {job.source.size > 0 && <span>{formatSize(job.source.size, locale)}</span>}
      <span>{nameOf(job.createdBy)}</span>
      <RelativeTime at={job.createdAt} />
    </span>
  )
}
