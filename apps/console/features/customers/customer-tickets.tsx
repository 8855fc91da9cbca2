import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Ticket } from '../../../../src/tickets/contract.ts'
import { Empty } from '../../components/empty.tsx'
import { ListBody } from '../../components/list/list-body.tsx'
import { RecordTable } from '../../components/list/record-table.tsx'
import { usePages } from '../../components/list/use-pages.ts'
import { useSession } from '../../session.tsx'
import { useTicketColumns } from '../tickets/use-ticket-columns.tsx'
import styles from './customers.module.css'

export function CustomerTickets({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers')
  const { may } = useSession()
  const pages = usePages<Ticket>('tickets', '/api/tickets', { customer: customerId })
  const columns = useTicketColumns().filter(({ key }) => key !== 'customer' && key !== 'type')
  const create = may('tickets.write') && (
    <Link to={`/tickets?new=1&for=${encodeURIComponent(customerId)}`}>
      <Button size="small" icon={<PlusOutlined aria-hidden />}>
        {t('tickets.new')}
      </Button>
    </Link>
  )
  return (
    <>
      {pages.items.length > 0 && <div className={styles.tabActs}>{create}</div>}
      <ListBody
        pages={pages}
        flat
        filtered={false}
        onClear={() => undefined}
        empty={
          <Empty title={t('tickets.empty')} hint={t('tickets.emptyHint')}>
            {create}
          </Empty>
        }
      >
        <RecordTable
          label={t('tab.tickets')}
          rows={pages.items}
          columns={columns}
          to={(ticket) => `/tickets/${ticket.id}`}
        />
      </ListBody>
    </>
  )
}
