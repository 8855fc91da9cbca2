import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { z } from 'zod'
import { emotionLabel } from '../../../../../src/emotion/contract.ts'
import {
  type EmotionLabel,
  LABEL_SOURCES,
  type labelCounts,
} from '../../../../../src/understanding/models/labels/contract.ts'
import { languageName } from '../../../../kit/format.ts'
import { get } from '../../../api.ts'
import { Empty } from '../../../components/empty.tsx'
import { ChoiceFilter } from '../../../components/list/choice-filter.tsx'
import { FilterBar } from '../../../components/list/filter-bar.tsx'
import { ListBody } from '../../../components/list/list-body.tsx'
import { RecordTable } from '../../../components/list/record-table.tsx'
import { saveFile } from '../../../components/list/save-file.ts'
import { SearchField } from '../../../components/list/search-field.tsx'
import { useFilters } from '../../../components/list/use-filters.ts'
import { usePages } from '../../../components/list/use-pages.ts'
import { useTold } from '../../../components/list/use-told.tsx'
import { Page } from '../../../components/page-header.tsx'
import { useSession } from '../../../session.tsx'
import styles from '../models.module.css'
import { ModelsHead } from '../models-head.tsx'
import { LabelAdd } from './label-add.tsx'
import { LabelImportDialog } from './label-import.tsx'
import { LABELS, useLabelActs } from './use-label-acts.ts'
import { useLabelColumns } from './use-label-columns.tsx'

/** What people say is felt in sentences: from the desk, by hand, from a file. */
export function LabelList() {
  const { t } = useTranslation(['models', 'emotion'])
  const { may } = useSession()
  const { failed } = useTold()
  const filters = useFilters(['q', 'label', 'source', 'language'])
  const { values, set } = filters
  const [importing, setImporting] = useState(false)
  const pages = usePages<EmotionLabel>('emotion-labels', LABELS, values)
  const acts = useLabelActs()
  const manages = may('models.manage')
  const columns = useLabelColumns(manages ? acts : null)
  const save = () => {
    const chosen = Object.entries(values).filter(([, value]) => value)
    saveFile(`${LABELS}/export?${new URLSearchParams(chosen)}`, 'emotion-labels.csv').catch(failed)
  }
  return (
    <Page>
      <ModelsHead>
        <Button icon={<DownloadOutlined aria-hidden />} onClick={save}>
          {t('models:feeling.export')}
        </Button>
        {manages && (
          <Button icon={<UploadOutlined aria-hidden />} onClick={() => setImporting(true)}>
            {t('models:feeling.import')}
          </Button>
        )}
      </ModelsHead>
      {manages && <LabelAdd add={acts.add} />}
      <Counts />
      <FilterBar active={filters.active} onClear={filters.clear}>
        <SearchField value={values.q} placeholder={t('models:feeling.search')} onChange={(q) => set({ q })} />
        <ChoiceFilter
          name={t('models:feeling.label')}
          value={values.label}
          onChange={(label) => set({ label })}
          options={emotionLabel.options.map((value) => ({ value, label: t(`emotion:label.${value}`) }))}
        />
        <ChoiceFilter
          name={t('models:feeling.source')}
          value={values.source}
          onChange={(source) => set({ source })}
          options={LABEL_SOURCES.map((value) => ({ value, label: t(`models:feelingFrom.${value}`) }))}
        />
        <ChoiceFilter
          name={t('models:example.language')}
          value={values.language}
          width={100}
          onChange={(language) => set({ language })}
          options={(['zh', 'en'] as const).map((value) => ({ value, label: languageName(value) }))}
        />
      </FilterBar>
      <ListBody
        pages={pages}
        filtered={filters.active}
        onClear={filters.clear}
        empty={<Empty title={t('models:feeling.none')} hint={t('models:feeling.noneHint')} />}
      >
        <RecordTable label={t('models:tab.feelings')} columns={columns} rows={pages.items} />
      </ListBody>
      {importing && <LabelImportDialog take={acts.take} onClose={() => setImporting(false)} />}
    </Page>
  )
}

/** How many there are of each, and how many no model has learnt yet. */
function Counts() {
  const { t } = useTranslation(['models', 'emotion'])
  const { data } = useQuery({
    queryKey: ['emotion-labels', 'counts'],
    queryFn: ({ signal }) => get<z.infer<typeof labelCounts>>(`${LABELS}/counts`, {}, signal),
  })
  if (!data?.total) return null
  return (
    <div className={styles.counts}>
      <span className={styles.since}>
        {t('models:feeling.total', { count: data.total })}{' '}
        {data.sinceTraining > 0 && (
          <Link to="/models/training?kind=emotion">{t('models:feeling.since', { count: data.sinceTraining })}</Link>
        )}
      </span>
      {data.byLabel
        .toSorted((a, b) => b.count - a.count)
        .map(({ label, count }) => (
          <span key={label} className={styles.soft}>
            {t(`emotion:label.${label}`)} {count}
          </span>
        ))}
    </div>
  )
}
