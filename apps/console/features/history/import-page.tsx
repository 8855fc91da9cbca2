import { ArrowLeftOutlined, DeleteOutlined } from '@ant-design/icons'
import { Alert, Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { BackLink } from '../../components/list/back-link.tsx'
import { useConfirm } from '../../components/list/use-confirm.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import styles from './history.module.css'
import { ImportReport } from './import-report.tsx'
import { MappingForm } from './mapping-form.tsx'
import { QuestionList } from './question-list.tsx'
import { useImport } from './use-import.ts'
import { ImportStatus } from './use-import-columns.tsx'

export function ImportPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('history')
  const navigate = useNavigate()
  const ask = useConfirm()
  const { query, start, cancel, drop } = useImport(id)
  const back = (
    <BackLink to="/history" icon={<ArrowLeftOutlined aria-hidden />}>
      {t('title')}
    </BackLink>
  )
  const one = query.data
  if (!one) {
    return (
      <Page>
        {back}
        {query.isError ? <Problem error={query.error} onRetry={() => query.refetch()} /> : <Loading rows={8} />}
      </Page>
    )
  }
  const leave = async () => {
    await drop.mutateAsync()
    await navigate('/history')
  }
  const askToDelete = () =>
    ask({ title: t('delete.title'), text: t('delete.text', { name: one.name }), act: t('delete.act') }, leave)
  return (
    <Page>
      {back}
      <PageHeader title={one.name} hint={<ImportStatus status={one.status} />}>
        <Button danger icon={<DeleteOutlined aria-hidden />} onClick={askToDelete}>
          {t('delete.act')}
        </Button>
      </PageHeader>
      {one.status === 'running' && (
        <section className={styles.card} aria-live="polite">
          <Progress percent={Math.round(one.progress * 100)} aria-label={t('status.running')} />
          <p className={styles.soft}>{t('runningHint')}</p>
          <Button onClick={() => cancel.mutate()} loading={cancel.isPending}>
            {t('cancel')}
          </Button>
        </section>
      )}
      {one.status === 'failed' && (
        <Alert type="error" showIcon title={t('failedTitle')} description={t('failedHint')} />
      )}
      {one.status !== 'running' && one.status !== 'done' && (
        <MappingForm one={one} starting={start.isPending} onStart={(mapping) => start.mutate(mapping)} />
      )}
      {one.report && <ImportReport report={one.report} />}
      {one.status === 'done' && <QuestionList importId={one.id} />}
    </Page>
  )
}
