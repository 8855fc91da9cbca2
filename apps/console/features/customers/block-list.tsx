import { ArrowLeftOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { ListedBlock } from '../../../../src/customers/contract.ts'
import { formatDateTime } from '../../../kit/format.ts'
import { remove } from '../../api.ts'
import { Empty } from '../../components/empty.tsx'
import { BackLink } from '../../components/list/back-link.tsx'
import { FilterBar } from '../../components/list/filter-bar.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { type Column, RecordTable } from '../../components/list/record-table.tsx'
import { SearchField } from '../../components/list/search-field.tsx'
import { useConfirm } from '../../components/list/use-confirm.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { usePages } from '../../components/list/use-pages.ts'
import { useRenewal } from '../../components/list/use-renewal.ts'
import { useTold } from '../../components/list/use-told.tsx'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { useActorName } from '../team/use-actor-name.ts'

/** Customers and network addresses that are kept out at the moment. */
export function BlockList() {
  const { t } = useTranslation('customers')
  const filters = useFilters(['q'])
  const pages = usePages<ListedBlock>('blocks', '/api/blocks', filters.values)
  const columns = useBlockColumns()
  useRenewal('customer.', 'blocks')
  return (
    <Page>
      <BackLink to="/customers" icon={<ArrowLeftOutlined aria-hidden />}>
        {t('title')}
      </BackLink>
      <PageHeader title={t('blocks.title')} hint={t('blocks.hint')} />
      <FilterBar active={filters.active} onClear={filters.clear}>
        <SearchField
          value={filters.values.q}
          onChange={(q) => filters.set({ q })}
          placeholder={t('blocks.searchFor')}
        />
      </FilterBar>
      <ListBody
        pages={pages}
        filtered={filters.active}
        onClear={filters.clear}
        empty={<Empty title={t('blocks.empty')} hint={t('blocks.emptyHint')} />}
      >
        <RecordTable label={t('blocks.title')} columns={columns} rows={pages.items} />
      </ListBody>
    </Page>
  )
}

function useBlockColumns(): Column<ListedBlock>[] {
  const { t } = useTranslation('customers')
  const { locale } = usePreferences()
  const { may } = useSession()
  const actorName = useActorName()
  const lift = useLift()
  const columns: Column<ListedBlock>[] = [
    {
      key: 'who',
      title: t('blocks.who'),
      cell: (one) => (
        <>
          <Link to={`/customers/${encodeURIComponent(one.customerId)}`}>{one.customerName || t('visitor')}</Link>
          {one.kind === 'address' && <div>{t('blocks.address', { masked: one.masked })}</div>}
        </>
      ),
    },
    { key: 'reason', title: t('blocks.reason'), cell: (one) => one.reason },
    { key: 'by', title: t('blocks.by'), width: 130, cell: (one) => actorName(one.by) },
    {
      key: 'at',
      title: t('blocks.at'),
      width: 180,
      wideOnly: true,
      cell: (one) => formatDateTime(one.at, locale),
    },
    {
      key: 'until',
      title: t('blocks.until'),
      width: 180,
      cell: (one) => (one.expiresAt ? formatDateTime(one.expiresAt, locale) : t('blocks.forGood')),
    },
  ]
  if (!may('customers.write')) return columns
  const button = (one: ListedBlock) => (
    <Button size="small" onClick={() => lift(one)}>
      {t('blocks.lift')}
    </Button>
  )
  return [...columns, { key: 'lift', title: '', width: 110, align: 'right', cell: button }]
}

/** Asks, then lifts. */
function useLift(): (one: ListedBlock) => void {
  const { t } = useTranslation('customers')
  const client = useQueryClient()
  const { done, failed } = useTold()
  const confirm = useConfirm()
  const lifting = useMutation({
    mutationFn: (one: ListedBlock) =>
      remove(one.kind === 'address' ? `/api/address-blocks/${one.id}` : `/api/customers/${one.customerId}/block`),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['blocks'] })
      done(t('blocks.lifted'))
    },
    onError: failed,
  })
  return (one) =>
    confirm(
      {
        title: t('blocks.liftTitle'),
        text:
          one.kind === 'address'
            ? t('blocks.liftAddress', { masked: one.masked })
            : t('blocks.liftCustomer', { name: one.customerName || t('visitor') }),
        act: t('blocks.lift'),
        danger: false,
      },
      () => lifting.mutateAsync(one),
    )
}
