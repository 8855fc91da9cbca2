import { useTranslation } from 'react-i18next'
import type { HistoryImport } from '../../../../src/learning/history/contract.ts'
import { Empty } from '../../components/empty.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { RecordTable } from '../../components/list/record-table.tsx'
import { usePages } from '../../components/list/use-pages.ts'
import { useRenewal } from '../../components/list/use-renewal.ts'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { UploadButton } from './upload-button.tsx'
import { useImportColumns } from './use-import-columns.tsx'

export function ImportList() {
  const { t } = useTranslation('history')
  const pages = usePages<HistoryImport>('history', '/api/learning/history')
  useRenewal('history.', 'history')
  const columns = useImportColumns()
  return (
    <Page>
      <PageHeader title={t('title')} hint={t('hint')}>
        <UploadButton />
      </PageHeader>
      <ListBody
        pages={pages}
        filtered={false}
        onClear={() => undefined}
        empty={
          <Empty title={t('empty')} hint={t('emptyHint')}>
            <UploadButton />
          </Empty>
        }
      >
        <RecordTable
          label={t('title')}
          columns={columns}
          rows={pages.items}
          to={(one) => `/history/${encodeURIComponent(one.id)}`}
        />
      </ListBody>
    </Page>
  )
}
