import { useTranslation } from 'react-i18next'
import { Empty } from '../../../components/empty.tsx'
import { FilterBar } from '../../../components/list/filter-bar.tsx'
import { ListBody } from '../../../components/list/list-body.tsx'
import { RecordTable } from '../../../components/list/record-table.tsx'
import { SearchField } from '../../../components/list/search-field.tsx'
import { useFilters } from '../../../components/list/use-filters.ts'
import { Page } from '../../../components/page-header.tsx'
import { ModelsHead } from '../models-head.tsx'
import { useIntentColumns } from './use-intent-columns.tsx'
import { useIntents } from './use-intents.ts'

/** What the bot can tell apart, and how many sentences teach it. */
export function IntentList() {
  const { t } = useTranslation('models')
  const filters = useFilters(['q'])
  const query = useIntents()
  const columns = useIntentColumns()
  const wanted = filters.values.q.toLowerCase()
  const items = (query.data ?? []).filter(({ id, title }) =>
    `${id} ${title.zh} ${title.en}`.toLowerCase().includes(wanted),
  )
  const pages = {
    items,
    isPending: query.isPending,
    isError: query.isError && !query.data,
    error: query.error,
    isStale: false,
    hasMore: false,
    isLoadingMore: false,
    loadMore: () => undefined,
    retry: () => void query.refetch(),
  }
  return (
    <Page>
      <ModelsHead />
      <FilterBar active={filters.active} onClear={filters.clear}>
        <SearchField value={filters.values.q} placeholder={t('intent.search')} onChange={(q) => filters.set({ q })} />
      </FilterBar>
      <ListBody
        pages={pages}
        filtered={filters.active}
        onClear={filters.clear}
        empty={<Empty title={t('intent.none')} hint={t('intent.noneHint')} />}
      >
        <RecordTable
          label={t('tab.intents')}
          columns={columns}
          rows={items}
          to={({ id }) => `/models/intents/${encodeURIComponent(id)}`}
        />
      </ListBody>
    </Page>
  )
}
