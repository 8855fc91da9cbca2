import { SettingOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordingSummary } from '../../../../src/voice/recording/contract.ts'
import { formatDateTime } from '../../../kit/format.ts'
import { clockText } from '../../components/clock-text.ts'
import { Empty } from '../../components/empty.tsx'
import { FilterBar } from '../../components/list/filter-bar.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { type Column, RecordTable } from '../../components/list/record-table.tsx'
import { SearchField } from '../../components/list/search-field.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { usePages } from '../../components/list/use-pages.ts'
import { MarkedText } from '../../components/marked-text.tsx'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { marksOf } from './marks-of.ts'
import { RecordingRules } from './recording-rules.tsx'
import styles from './recordings.module.css'

const dayStart = (day: string) => (day ? new Date(`${day}T00:00`).toISOString() : '')
const dayEnd = (day: string) => (day ? new Date(new Date(`${day}T00:00`).getTime() + 86_400_000).toISOString() : '')

export function RecordingList() {
  const { t } = useTranslation('recordings')
  const { may } = useSession()
  const filters = useFilters(['text', 'from', 'to'])
  const { text, from, to } = filters.values
  const query = { text, from: dayStart(from), to: dayEnd(to) }
  const pages = usePages<RecordingSummary>('recordings', '/api/recordings', query)
  const columns = useColumns(text)
  const [rules, setRules] = useState(false)
  return (
    <Page>
      <PageHeader title={t('title')} hint={t('hint')}>
        {may('settings.write') && (
          <Button icon={<SettingOutlined aria-hidden />} onClick={() => setRules(true)}>
            {t('rules.title')}
          </Button>
        )}
      </PageHeader>
      <FilterBar active={filters.active} onClear={filters.clear}>
        <SearchField value={text} onChange={(value) => filters.set({ text: value })} placeholder={t('searchFor')} />
        <span className={styles.dates}>
          <Input
            type="date"
            aria-label={t('from')}
            value={from}
            max={to || undefined}
            onChange={(event) => filters.set({ from: event.target.value })}
          />
          –
          <Input
            type="date"
            aria-label={t('to')}
            value={to}
            min={from || undefined}
            onChange={(event) => filters.set({ to: event.target.value })}
          />
        </span>
      </FilterBar>
      <ListBody
        pages={pages}
        filtered={filters.active}
        onClear={filters.clear}
        empty={<Empty title={t('empty')} hint={t('emptyHint')} />}
      >
        <RecordTable
          label={t('title')}
          columns={columns}
          rows={pages.items.map((row) => ({ ...row, id: row.callId }))}
          to={(row) =>
            `/recordings/${encodeURIComponent(row.callId)}${text ? `?text=${encodeURIComponent(text)}` : ''}`
          }
          faded={(row) => row.status === 'purged'}
        />
      </ListBody>
      {rules && <RecordingRules onClose={() => setRules(false)} />}
    </Page>
  )
}

function useColumns(text: string): Column<RecordingSummary & { id: string }>[] {
  const { t } = useTranslation('recordings')
  const { locale } = usePreferences()
  return [
    { key: 'customer', title: t('customer'), width: 180, cell: (row) => row.customerName ?? t('unknown') },
    { key: 'at', title: t('at'), width: 210, cell: (row) => formatDateTime(row.startedAt, locale) },
    {
      key: 'duration',
      title: t('duration'),
      width: 90,
      align: 'right',
      cell: (row) => (row.status === 'recording' ? t('status.recording') : clockText(row.durationMs)),
    },
    {
      key: 'found',
      title: text ? t('found') : t('state'),
      cell: (row) =>
        row.found ? (
          <span className={styles.hit}>
            <MarkedText text={row.found.text} marks={marksOf(row.found.text, text)} />
            {row.found.count > 1 && (
              <span className={styles.quiet}> {t('foundMore', { count: row.found.count - 1 })}</span>
            )}
          </span>
        ) : (
          <span className={styles.quiet}>
            {row.status === 'purged'
              ? t('status.purged')
              : row.gaps
                ? t('gaps', { count: row.gaps })
                : t('status.kept')}
          </span>
        ),
    },
    {
      key: 'expires',
      title: t('expires'),
      width: 190,
      wideOnly: true,
      cell: (row) => (row.status === 'purged' ? '' : formatDateTime(row.expiresAt, locale)),
    },
  ]
}
