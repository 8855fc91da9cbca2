import { DownloadOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useCommands } from '../../commands/registry.ts'
import { Empty } from '../../components/empty.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { RecordTable } from '../../components/list/record-table.tsx'
import { useChosen } from '../../components/list/use-chosen.tsx'
import { Page } from '../../components/page-header.tsx'
import { useSession } from '../../session.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { ColumnChooser } from './column-chooser.tsx'
import { TicketCreate } from './ticket-create.tsx'
import { TicketFilters } from './ticket-filters.tsx'
import { TicketsHead } from './tickets-head.tsx'
import { useExport } from './use-export.ts'
import { useTicketColumns } from './use-ticket-columns.tsx'
import { useChosenColumns, useTicketList } from './use-ticket-list.ts'

export function TicketList() {
  const { t } = useTranslation('tickets')
  const { may } = useSession()
  const [search, setSearch] = useSearchParams()
  const { filters, sort, setSort, pages } = useTicketList()
  const all = useTicketColumns()
  const columns = useChosenColumns(all)
  const chosen = useChosen(pages.items, (ticket) => ticket.title)
  const csv = useExport(filters.values, columns.chosen)
  const writes = may('tickets.write')
  const create = () => setSearch((now) => new URLSearchParams([...now, ['new', '1']]))
  useCommands(writes ? [{ id: 'ticket:new', title: t('new'), group: t('title'), keys: 'n', run: create }] : [])
  const button = writes && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={create}>
      {t('new')} <Kbd keys="n" />
    </Button>
  )
  return (
    <Page>
      <TicketsHead>
        <ColumnChooser all={all} chosen={columns.chosen} onChoose={columns.choose} onReset={columns.reset} />
        <Button icon={<DownloadOutlined aria-hidden />} loading={csv.busy} onClick={csv.save}>
          {t('export')}
        </Button>
        {button}
      </TicketsHead>
      <TicketFilters filters={filters} sort={sort} onSort={setSort} />
      {chosen.ids.length > 0 && <BulkBar chosen={chosen} tickets={pages.items} />}
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
          columns={columns.columns}
          rows={pages.items}
          to={(ticket) => `/tickets/${ticket.id}`}
          faded={(ticket) => ticket.status === 'closed'}
          marked={(ticket) => chosen.has(ticket.id)}
          {...(writes ? { lead: chosen.column } : {})}
        />
      </ListBody>
      {search.has('new') && writes && <TicketCreate />}
    </Page>
  )
}
