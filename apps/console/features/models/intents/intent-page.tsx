import { ArrowLeftOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { EXAMPLE_SOURCES, type IntentExample } from '../../../../../src/understanding/models/contract.ts'
import { languageName } from '../../../../kit/format.ts'
import { Empty } from '../../../components/empty.tsx'
import { BackLink } from '../../../components/list/back-link.tsx'
import { ChoiceFilter } from '../../../components/list/choice-filter.tsx'
import { FilterBar } from '../../../components/list/filter-bar.tsx'
import { ListBody } from '../../../components/list/list-body.tsx'
import { RecordTable } from '../../../components/list/record-table.tsx'
import { SearchField } from '../../../components/list/search-field.tsx'
import { useFilters } from '../../../components/list/use-filters.ts'
import { usePages } from '../../../components/list/use-pages.ts'
import { Page, PageHeader } from '../../../components/page-header.tsx'
import { usePreferences } from '../../../preferences.ts'
import { useSession } from '../../../session.tsx'
import { ExampleAdd } from './example-add.tsx'
import { useExampleActs } from './use-example-acts.ts'
import { useExampleColumns } from './use-example-columns.tsx'
import { useIntents } from './use-intents.ts'

/** The sentences that teach one intent. */
export function IntentPage() {
  const { id = '' } = useParams()
  const { t } = useTranslation('models')
  const { locale } = usePreferences()
  const { may } = useSession()
  const intent = useIntents().data?.find((one) => one.id === id)
  const filters = useFilters(['q', 'language', 'source', 'active'])
  const { values, set } = filters
  const path = `/api/intents/${encodeURIComponent(id)}/examples`
  const pages = usePages<IntentExample>('examples', path, values)
  const acts = useExampleActs(id)
  const columns = useExampleColumns(may('models.manage') ? acts : null)
  return (
    <Page>
      <BackLink to="/models" icon={<ArrowLeftOutlined aria-hidden />}>
        {t('title')}
      </BackLink>
      <PageHeader
        title={intent?.title[locale] ?? id}
        hint={intent ? t('example.counts', { zh: intent.zh, en: intent.en, own: intent.own }) : t('example.hint')}
      />
      {may('models.manage') && <ExampleAdd add={acts.add} />}
      <FilterBar active={filters.active} onClear={filters.clear}>
        <SearchField value={values.q} placeholder={t('example.search')} onChange={(q) => set({ q })} />
        <ChoiceFilter
          name={t('example.language')}
          value={values.language}
          width={100}
          onChange={(language) => set({ language })}
          options={(['zh', 'en'] as const).map((value) => ({ value, label: languageName(value) }))}
        />
        <ChoiceFilter
          name={t('example.source')}
          value={values.source}
          onChange={(source) => set({ source })}
          options={EXAMPLE_SOURCES.map((value) => ({ value, label: t(`source.${value}`) }))}
        />
        <ChoiceFilter
          name={t('example.active')}
          value={values.active}
          width={110}
          onChange={(active) => set({ active })}
          options={(['true', 'false'] as const).map((value) => ({ value, label: t(`activeIs.${value}`) }))}
        />
      </FilterBar>
      <ListBody
        pages={pages}
        filtered={filters.active}
        onClear={filters.clear}
        empty={<Empty title={t('example.none')} hint={t('example.noneHint')} />}
      >
        <RecordTable label={t('example.all')} columns={columns} rows={pages.items} faded={({ active }) => !active} />
      </ListBody>
    </Page>
  )
}
