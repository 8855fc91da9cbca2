import { DownloadOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { Ticket } from '../../../../src/tickets/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { Empty } from '../../components/empty.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { RecordTable } from '../../components/list/record-table.tsx'
import { useFilters } from '../../components/list/use-filters.ts'
import { usePages } from '../../components/list/use-pages.ts'
import { useRenewal } from '../../components/list/use-renewal.ts'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { useSession } from '../../session.tsx'
import { TicketCreate } from './ticket-create.tsx'
import { TicketFilters } from './ticket-filters.tsx'
import { useExport } from './use-export.ts'
import { useTicketColumns } from './use-ticket-columns.tsx'

export function TicketList() {
  const { t } = useTranslation('tickets')
  const { may } = useSession()
  const [search, setSearch] = useSearchParams()
  const filters = useFilters(['q', 'status', 'type', 'priority', 'assignee', 'overdue', 'customer'])
  const pages = usePages<Ticket>('tickets', '/api/tickets', filters.values)
  useRenewal('ticket.', 'tickets')
  const columns = useTicketColumns()
  const csv = useExport(filters.values)
  const create = () => setSearch((now) => new URLSearchParams([...now, ['new', '1']]))
  useCommands(
    may('tickets.write') ? [{ id: 'ticket:new', title: t('new'), group: t('title'), keys: 'n', run: create }] : [],
  )
  const button = may('tickets.write') && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={create}>
      {t('new')} <Kbd keys="n" />
    </Button>
  )
  return (
    <Page>
      <PageHeader title={t('title')} hint={t('hint')}>
        <Button icon={<DownloadOutlined aria-hidden />} loading={csv.busy} onClick={csv.save}>
          {t('export')}
        </Button>
        {button}
      </PageHeader>
      <TicketFilters filters={filters} />
      <ListBody
        pages={pages}
        filtered={filters.active}
        onClear={filters.clear}
        empty={
          <Empty title={t('empty')} hint={t('emptyHint')}>
            {button}
          </Empty>
        }
      >
        <RecordTable
          label={t('title')}
          columns={columns}
          rows={pages.items}
          to={(ticket) => `/tickets/${ticket.id}`}
          faded={(ticket) => ticket.status === 'closed'}
        />
      </ListBody>
      {search.has('new') && may('tickets.write') && <TicketCreate />}
    </Page>
  )
}
