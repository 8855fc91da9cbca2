import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Campaign } from '../../../../src/outbound/contract.ts'
import { formatDateTime } from '../../../kit/format.ts'
import { Empty } from '../../components/empty.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { type Column, RecordTable } from '../../components/list/record-table.tsx'
import { usePages } from '../../components/list/use-pages.ts'
import { Page } from '../../components/page-header.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { CampaignStatusMark, sumOf } from './campaign-status.tsx'
import { CampaignsHead } from './campaigns-head.tsx'

export function CampaignList() {
  const { t } = useTranslation('campaigns')
  const { may } = useSession()
  const pages = usePages<Campaign>('campaigns', '/api/campaigns')
  const add = may('campaigns.manage') && (
    <Link to="/campaigns/new">
      <Button type="primary" icon={<PlusOutlined aria-hidden />}>
        {t('add')}
      </Button>
    </Link>
  )
  return (
    <Page>
      <CampaignsHead>{add}</CampaignsHead>
      <ListBody
        pages={pages}
        filtered={false}
        onClear={() => {}}
        empty={<Empty title={t('empty')} hint={t('emptyHint')} />}
      >
        <RecordTable
          label={t('title')}
          columns={useColumns()}
          rows={pages.items}
          to={(row) => `/campaigns/${row.id}`}
          faded={({ status }) => status === 'cancelled'}
        />
      </ListBody>
    </Page>
  )
}

function useColumns(): Column<Campaign>[] {
  const { t } = useTranslation('campaigns')
  const { locale } = usePreferences()
  return [
    { key: 'name', title: t('name'), cell: (row) => row.name },
    { key: 'status', title: t('state'), width: 130, cell: ({ status }) => <CampaignStatusMark status={status} /> },
    { key: 'purpose', title: t('purpose.title'), width: 120, cell: ({ plan }) => t(`purpose.${plan.purpose}`) },
    {
      ...{ key: 'done', title: t('done'), width: 130, align: 'right' as const },
      cell: ({ progress }) => {
        const { all, done } = sumOf(progress)
        return all ? `${done} / ${all}` : '–'
      },
    },
    {
      ...{ key: 'reached', title: t('status.reached'), width: 90, align: 'right' as const },
      cell: ({ progress }) => progress.reached ?? '–',
    },
    {
      ...{ key: 'at', title: t('startedAt'), width: 190, wideOnly: true },
      cell: ({ startedAt }) => (startedAt ? formatDateTime(startedAt, locale) : '–'),
    },
  ]
}
