import { ExportOutlined, SafetyCertificateOutlined, StopOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Customer } from '../../../../src/customers/contract.ts'
import { Empty } from '../../components/empty.tsx'
import { initials } from '../../components/initials.ts'
import { ChoiceFilter } from '../../components/list/choice-filter.tsx'
import { FilterBar } from '../../components/list/filter-bar.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { type Column, RecordTable } from '../../components/list/record-table.tsx'
import { SearchField } from '../../components/list/search-field.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { usePages } from '../../components/list/use-pages.ts'
import { useRenewal } from '../../components/list/use-renewal.ts'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { TierMark } from '../../components/tier-mark.tsx'
import { useSession } from '../../session.tsx'
import styles from './customers.module.css'
import { LinkEditor } from './link-editor.tsx'
import { TagMarks } from './tag-marks.tsx'

const TIERS = ['vip', 'gold', 'silver', 'regular'] as const

export function CustomerList() {
  const { t } = useTranslation('customers')
  const navigate = useNavigate()
  const { may } = useSession()
  const [linking, setLinking] = useState(false)
  const filters = useFilters(['q', 'tier'])
  const pages = usePages<Customer>('customers', '/api/customers', filters.values)
  const columns = useCustomerColumns()
  useRenewal('customer.', 'customers')
  return (
    <Page>
      <PageHeader title={t('title')} hint={t('hint')}>
        {may('routing.manage') && (
          <Button icon={<ExportOutlined aria-hidden />} onClick={() => setLinking(true)}>
            {t('links.title')}
          </Button>
        )}
        <Button icon={<StopOutlined aria-hidden />} onClick={() => void navigate('/customers/blocked')}>
          {t('blocks.title')}
        </Button>
      </PageHeader>
      {linking && <LinkEditor onClose={() => setLinking(false)} />}
      <FilterBar active={filters.active} onClear={filters.clear}>
        <SearchField value={filters.values.q} onChange={(q) => filters.set({ q })} placeholder={t('searchFor')} />
        <ChoiceFilter
          name={t('field.tier')}
          value={filters.values.tier}
          onChange={(tier) => filters.set({ tier })}
          width={104}
          options={TIERS.map((value) => ({ value, label: t(`tier.${value}`) }))}
        />
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
          rows={pages.items}
          to={(customer) => `/customers/${encodeURIComponent(customer.id)}`}
        />
      </ListBody>
    </Page>
  )
}

function useCustomerColumns(): Column<Customer>[] {
  const { t } = useTranslation(['customers', 'lists'])
  return [
    {
      key: 'name',
      title: t('customers:field.name'),
      cell: (customer) => (
        <span className={styles.who}>
          <span className={styles.face}>{initials(customer.name)}</span>
          <span className={styles.whoWords}>
            <span className={styles.nameLine}>
              <span className={styles.name}>{customer.name}</span>
              <TierMark tier={customer.tier} />
              {customer.verified && (
                <SafetyCertificateOutlined
                  className={styles.verified}
                  title={t('customers:verified')}
                  aria-label={t('customers:verified')}
                />
              )}
            </span>
            <span className={styles.under}>{customer.externalId ?? t('customers:visitor')}</span>
          </span>
        </span>
      ),
    },
    {
      key: 'city',
      title: t('customers:field.city'),
      width: 100,
      cell: (customer) => customer.attributes.city ?? <span className={styles.under}>—</span>,
    },
    {
      key: 'phone',
      title: t('customers:field.phone'),
      width: 140,
      wideOnly: true,
      cell: (customer) => customer.attributes.phone ?? <span className={styles.under}>—</span>,
    },
    {
      key: 'language',
      title: t('customers:field.language'),
      width: 90,
      cell: (customer) => t(`lists:${customer.language}`),
    },
    { key: 'tags', title: t('customers:field.tags'), cell: (customer) => <TagMarks customer={customer} /> },
    {
      key: 'seen',
      title: t('customers:field.seen'),
      width: 130,
      cell: (customer) => (
        <span className={styles.soft}>
          <RelativeTime at={customer.seenAt} />
        </span>
      ),
    },
  ]
}
