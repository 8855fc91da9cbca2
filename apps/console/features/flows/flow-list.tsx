import { CheckSquareOutlined, EditOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type Page as ApiPage, get } from '../../api.ts'
import { Empty } from '../../components/empty.tsx'
import { FilterBar } from '../../components/list/filter-bar.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { type Column, RecordTable } from '../../components/list/record-table.tsx'
import { SearchField } from '../../components/list/search-field.tsx'
import { Word } from '../../components/list/status-mark.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { usePreferences } from '../../preferences.ts'
import type { FlowSummary } from './flow-types.ts'
import styles from './flows.module.css'

export function FlowList() {
  const { t } = useTranslation('flows')
  const filters = useFilters(['q'])
  const query = useQuery({
    queryKey: ['flows'],
    queryFn: ({ signal }) => get<ApiPage<FlowSummary>>('/api/flows', {}, signal),
  })
  const columns = useFlowColumns()
  const wanted = filters.values.q.toLowerCase()
  const found = (query.data?.items ?? []).filter(
    (flow) =>
      !wanted ||
      [flow.id, flow.title.zh, flow.title.en, ...flow.intents].some((text) => text.toLowerCase().includes(wanted)),
  )
  const packs = [...new Set(found.map((flow) => flow.pack ?? ''))]
  const pages = {
    ...{
      items: found,
      isPending: query.isPending,
      isError: query.isError && !query.data,
      error: query.error,
      isStale: false,
    },
    ...{ hasMore: false, isLoadingMore: false, loadMore: () => undefined, retry: () => void query.refetch() },
  }
  return (
    <Page>
      <PageHeader title={t('title')} hint={t('hint')}>
        <Link to="/flows/check">
          <Button icon={<CheckSquareOutlined aria-hidden />}>{t('check.title')}</Button>
        </Link>
      </PageHeader>
      <FilterBar active={filters.active} onClear={filters.clear}>
        <SearchField value={filters.values.q} onChange={(q) => filters.set({ q })} placeholder={t('searchFor')} />
      </FilterBar>
      <ListBody
        pages={pages}
        filtered={filters.active}
        onClear={filters.clear}
        empty={<Empty title={t('empty')} hint={t('emptyHint')} />}
      >
        {packs.map((pack) => (
          <section key={pack}>
            {pack && <h2 className={styles.pack}>{t('pack', { pack })}</h2>}
            <RecordTable
              label={t('title')}
              columns={columns}
              rows={found.filter((flow) => (flow.pack ?? '') === pack)}
              to={(flow) => `/flows/${flow.id}`}
            />
          </section>
        ))}
      </ListBody>
    </Page>
  )
}

function useFlowColumns(): Column<FlowSummary>[] {
  const { t } = useTranslation('flows')
  const { locale } = usePreferences()
  return [
    {
      key: 'title',
      title: t('field.title'),
      cell: (flow) => (
        <span className={styles.titleCell}>
          <span className={styles.title}>{flow.title[locale]}</span>
          <code className={styles.id}>{flow.id}</code>
        </span>
      ),
    },
    {
      key: 'intents',
      title: t('field.intents'),
      width: '26%',
      cell: (flow) => (
        <span className={styles.words}>
          {flow.intents.map((intent) => (
            <Word key={intent}>{intent}</Word>
          ))}
          {flow.intents.length === 0 && <span className={styles.faint}>{t('calledOnly')}</span>}
        </span>
      ),
    },
    {
      key: 'writes',
      title: t('field.writes'),
      width: '24%',
      cell: (flow) =>
        flow.writes.length > 0 ? (
          <span className={styles.writes}>
            <EditOutlined aria-hidden /> {flow.writes.join(', ')}
          </span>
        ) : (
          <span className={styles.faint}>{t('readsOnly')}</span>
        ),
    },
    { key: 'steps', title: t('field.steps'), width: 80, align: 'right', cell: (flow) => flow.steps },
    { key: 'version', title: t('field.version'), width: 80, align: 'right', cell: (flow) => flow.version },
  ]
}
