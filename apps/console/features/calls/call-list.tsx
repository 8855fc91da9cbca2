import { useQueryClient } from '@tanstack/react-query'
import { Select } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { type Call, TRANSPORTS } from '../../../../src/voice/contract.ts'
import { formatDateTime } from '../../../kit/format.ts'
import { Empty } from '../../components/empty.tsx'
import { FilterBar } from '../../components/list/filter-bar.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { type Column, RecordTable } from '../../components/list/record-table.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { usePages } from '../../components/list/use-pages.ts'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { usePreferences } from '../../preferences.ts'
import { useLive } from '../../realtime/realtime.tsx'
import { ListenButton } from '../phone/listen-button.tsx'
import { useColleagues } from '../team/use-colleagues.ts'

export function CallList() {
  const { t } = useTranslation('calls')
  const filters = useFilters(['transport', 'direction', 'live'])
  const { transport, direction, live } = filters.values
  const pages = usePages<Call>('calls', '/api/calls', { transport, direction, live })
  useNews()
  const choice = (name: 'transport' | 'direction' | 'live', options: { value: string; label: string }[]) => (
    <Select
      allowClear
      aria-label={t(`filter.${name}`)}
      placeholder={t(`filter.${name}`)}
      value={filters.values[name] || undefined}
      onChange={(value?: string) => filters.set({ [name]: value ?? '' })}
      options={options}
      style={{ minWidth: 140 }}
    />
  )
  return (
    <Page>
      <PageHeader title={t('title')} hint={t('hint')} />
      <FilterBar active={filters.active} onClear={filters.clear}>
        {choice(
          'transport',
          TRANSPORTS.map((value) => ({ value, label: t(`transport.${value}`) })),
        )}
        {choice(
          'direction',
          (['in', 'out'] as const).map((value) => ({ value, label: t(`direction.${value}`) })),
        )}
        {choice('live', [{ value: 'true', label: t('live.true') }])}
      </FilterBar>
      <ListBody
        pages={pages}
        filtered={filters.active}
        onClear={filters.clear}
        empty={<Empty title={t('empty')} hint={t('emptyHint')} />}
      >
        <RecordTable label={t('title')} columns={useColumns()} rows={pages.items} to={(row) => `/calls/${row.id}`} />
      </ListBody>
    </Page>
  )
}

const NEWS = /^call\.(started|ended|joined|left)$/

/** Calls begin, come to people and end while one looks. */
function useNews(): void {
  const client = useQueryClient()
  const { onEvent } = useLive()
  useEffect(
    () => onEvent(({ kind }) => void (NEWS.test(kind) && client.invalidateQueries({ queryKey: ['calls', 'pages'] }))),
    [onEvent, client],
  )
}

function useColumns(): Column<Call>[] {
  const { t } = useTranslation('calls')
  const { name } = useColleagues()
  const { locale } = usePreferences()
  return [
    { key: 'customer', title: t('customer'), width: 180, cell: (row) => row.customerName },
    { key: 'from', title: t('from'), width: 150, cell: (row) => (row.transport === 'browser' ? '–' : row.from) },
    { key: 'transport', title: t('filter.transport'), width: 130, cell: (row) => t(`transport.${row.transport}`) },
    { key: 'at', title: t('at'), width: 230, cell: (row) => formatDateTime(row.startedAt, locale) },
    { key: 'length', title: t('length'), width: 100, align: 'right', cell: (row) => lengthOf(row) ?? t('live.true') },
    {
      key: 'agent',
      title: t('agent'),
      width: 120,
      cell: ({ agentId, agentName }) => (agentId ? (name(agentId) ?? agentName) : t('bot')),
    },
    { key: 'turns', title: t('turns'), width: 80, align: 'right', cell: (row) => row.turns },
    {
      key: 'answer',
      title: t('answerMs'),
      align: 'right',
      cell: (row) => (row.answerMsP50 === null ? '–' : t('ms', { ms: row.answerMsP50 })),
    },
    { key: 'listen', title: '', width: 110, cell: (row) => <ListenButton call={row} /> },
  ]
}

function lengthOf({ answeredAt, endedAt }: Call): string | null {
  if (!endedAt) return null
  const seconds = answeredAt ? Math.round((Date.parse(endedAt) - Date.parse(answeredAt)) / 1000) : 0
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
