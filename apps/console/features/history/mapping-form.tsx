import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type ColumnRole,
  columnRole,
  type HistoryImport,
  type Mapping,
} from '../../../../src/learning/history/contract.ts'
import { Field } from '../../components/list/field.tsx'
import styles from './history.module.css'

/** What each column holds, over the first rows of the file; already filled in as far as it can be guessed. */
export function MappingForm({ one, starting, onStart }: MappingFormProps) {
  const { t } = useTranslation('history')
  const [mapping, setMapping] = useState(one.mapping)
  const options = columnRole.options.map((value) => ({ value, label: t(`role.${value}`) }))
  const choose = (column: string, role: ColumnRole) =>
    setMapping((old) => ({ ...old, columns: { ...old.columns, [column]: role } }))
  return (
    <section className={styles.card}>
      <h2>{t('columns')}</h2>
      <p className={styles.soft}>{t('columnsHint')}</p>
      <div className={styles.scroll}>
        <table className={styles.sample}>
          <thead>
            <tr>
              {one.columns.map((column) => (
                <th key={column} scope="col">
                  <span className={styles.column}>{column}</span>
                  <Select
                    size="small"
                    aria-label={t('roleOf', { column })}
                    value={mapping.columns[column] ?? 'ignore'}
                    options={options}
                    popupMatchSelectWidth={false}
                    className={styles.role}
                    onChange={(role) => choose(column, role)}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {one.sample.map((row) => (
              <tr key={JSON.stringify(row)}>
                {one.columns.map((column) => (
                  <td key={column} className={mapping.columns[column] === 'ignore' ? styles.unused : undefined}>
                    {row[column]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Field label={t('customers')} id="history-customers" hint={t('customersHint')}>
        <Select
          id="history-customers"
          mode="tags"
          open={false}
          suffixIcon={null}
          value={mapping.customers}
          placeholder={t('customersExample')}
          onChange={(customers: string[]) => setMapping((old) => ({ ...old, customers }))}
        />
      </Field>
      <p className={styles.soft}>{t('privacy')}</p>
      <Button type="primary" loading={starting} onClick={() => onStart(mapping)}>
        {t('start')}
      </Button>
    </section>
  )
}

type MappingFormProps = { one: HistoryImport; starting: boolean; onStart: (mapping: Mapping) => void }
