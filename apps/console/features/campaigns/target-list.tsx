import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type Campaign, TARGET_STATES, type Target } from '../../../../src/outbound/contract.ts'
import { formatDateTime } from '../../../kit/format.ts'
import { Empty } from '../../components/empty.tsx'
import { FilterBar } from '../../components/list/filter-bar.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { type Column, RecordTable } from '../../components/list/record-table.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { usePages } from '../../components/list/use-pages.ts'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { TargetStatusMark } from './campaign-status.tsx'

/** Everybody of a campaign and what the calls came to. */
export function TargetList({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation('campaigns')
  const filters = useFilters(['status'])
  const pages = usePages<Target>('campaigns', `/api/campaigns/${campaign.id}/targets`, filters.values)
  return (
    <>
      <FilterBar active={filters.active} onClear={filters.clear}>
        <Select
          allowClear
          aria-label={t('result')}
          placeholder={t('result')}
          value={filters.values.status || undefined}
          onChange={(status?: string) => filters.set({ status: status ?? '' })}
          options={TARGET_STATES.map((value) => ({ value, label: t(`status.${value}`) }))}
          style={{ minWidth: 160 }}
        />
      </FilterBar>
      <ListBody
        pages={pages}
        filtered={filters.active}
        onClear={filters.clear}
        empty={<Empty title={t('nobody')} hint={t('nobodyHint')} />}
      >
        <RecordTable label={t('people')} columns={useColumns(campaign)} rows={pages.items} />
      </ListBody>
    </>
  )
}

function useColumns({ plan }: Campaign): Column<Target>[] {
  const { t } = useTranslation('campaigns')
  const { locale } = usePreferences()
  const { may } = useSession()
  const answered = ({ answers }: Target) =>
    plan.questions
      .flatMap(({ id, choices }) => choices.find(({ key }) => key === answers[id])?.label ?? [])
      .map((label) => label[locale] || label.zh || label.en)
      .join(locale === 'zh' ? '、' : ', ')
  return [
    {
      ...{ key: 'who', title: t('who') },
      cell: (row) =>
        row.customerId && may('customers.read') ? (
          <Link to={`/customers/${encodeURIComponent(row.customerId)}`}>{row.name || row.number}</Link>
        ) : (
          row.name || row.number || '–'
        ),
    },
    { key: 'number', title: t('number'), width: 150, cell: (row) => row.number || '–' },
    { key: 'status', title: t('result'), width: 150, cell: ({ status }) => <TargetStatusMark status={status} /> },
    ...(plan.questions.length
      ? [{ key: 'answers', title: t('answers'), cell: (row: Target) => answered(row) || '–' }]
      : []),
    { key: 'attempts', title: t('attempts'), width: 90, align: 'right', cell: (row) => row.attempts },
    {
      ...{ key: 'at', title: t('when'), width: 190, wideOnly: true },
      cell: ({ nextAt, settledAt }) =>
        settledAt
          ? formatDateTime(settledAt, locale)
          : nextAt
            ? t('nextAt', { at: formatDateTime(nextAt, locale) })
            : '–',
    },
    {
      ...{ key: 'call', title: '', width: 90, align: 'right' as const },
      cell: ({ callId }) =>
        callId && may('conversations.read-all') ? <Link to={`/calls/${callId}`}>{t('call')}</Link> : null,
    },
  ]
}
