import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ColumnMapping, type ImportJob, MAPPED_FIELDS } from '../../../../src/knowledge/import/contract.ts'
import { Field } from '../../components/list/field.tsx'
import styles from './import.module.css'
import type { ImportDesk } from './use-import-job.ts'

/** Which column of a table fills which field; what is left open is found by its usual headings. */
export function ColumnMapper({ job, desk }: { job: ImportJob; desk: ImportDesk }) {
  const { t } = useTranslation('knowledge-import')
  const [mapping, setMapping] = useState<ColumnMapping>(job.options.mapping)
  const choose = (field: (typeof MAPPED_FIELDS)[number], column: string | undefined) => {
    const { [field]: _, ...others } = mapping
    setMapping(column === undefined ? others : { ...others, [field]: column })
  }
  return (
    <details className={styles.mapper} open={job.status === 'failed'}>
      <summary>{t('mapping.title')}</summary>
      <p className={styles.soft}>{t('mapping.hint')}</p>
      <div className={styles.mapping}>
        {MAPPED_FIELDS.map((field) => (
          <Field key={field} label={t(`mapping.${field}`)} id={`map-${field}`}>
            <Select
              id={`map-${field}`}
              allowClear
              value={mapping[field]}
              onChange={(column?: string) => choose(field, column)}
              placeholder={t('mapping.found')}
              options={job.source.columns.map((value) => ({ value, label: value }))}
            />
          </Field>
        ))}
      </div>
      <Button loading={desk.busy} onClick={() => desk.step({ what: 'parse', body: { mapping } })}>
        {t('mapping.act')}
      </Button>
    </details>
  )
}
