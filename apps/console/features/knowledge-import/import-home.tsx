import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportJob } from '../../../../src/knowledge/import/contract.ts'
import { Empty } from '../../components/empty.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { RecordTable } from '../../components/list/record-table.tsx'
import { usePages } from '../../components/list/use-pages.ts'
import { Page } from '../../components/page-header.tsx'
import { usePreferences } from '../../preferences.ts'
import { KnowledgeHead } from '../knowledge/knowledge-head.tsx'
import { AddressForm } from './address-form.tsx'
import { DropZone } from './drop-zone.tsx'
import styles from './import.module.css'
import { OptionFields } from './option-fields.tsx'
import type { Given } from './use-begin.ts'
import { useImportColumns } from './use-import-columns.tsx'
import { useImportEvents } from './use-import-events.ts'

/** Where documents come in, and what came before. */
export function ImportHome() {
  const { t } = useTranslation('knowledge-import')
  const { locale } = usePreferences()
  const [given, setGiven] = useState<Given>({ language: locale, category: '', departmentId: '' })
  const pages = usePages<ImportJob>('knowledge-imports', '/api/knowledge/imports')
  useImportEvents()
  const columns = useImportColumns()
  return (
    <Page>
      <KnowledgeHead hint={t('hint')} />
      <section className={styles.begin} aria-label={t('begin')}>
        <DropZone given={given} />
        <div className={styles.beside}>
          <AddressForm given={given} />
          <OptionFields given={given} onChange={setGiven} />
        </div>
      </section>
      <h2 className={styles.heading}>{t('before')}</h2>
      <ListBody
        pages={pages}
        filtered={false}
        onClear={() => undefined}
        empty={<Empty title={t('empty')} hint={t('emptyHint')} />}
      >
        <RecordTable
          label={t('before')}
          columns={columns}
          rows={pages.items}
          to={(job) => `/knowledge/import/${encodeURIComponent(job.id)}`}
          faded={(job) => job.status === 'undone' || job.status === 'cancelled'}
        />
      </ListBody>
    </Page>
  )
}
