import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Ticket } from '../../../../../src/tickets/contract.ts'
import { get, type Page } from '../../../api.ts'
import { Empty } from '../../../components/empty.tsx'
import { Loading } from '../../../components/loading.tsx'
import { Problem } from '../../../components/problem.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import { usePreferences } from '../../../preferences.ts'
import { ticketTitle } from '../../tickets/ticket-title.ts'
import styles from './customer.module.css'

export function CustomerTickets({ customerId }: { customerId: string }) {
  const { t } = useTranslation('desk')
  const { locale } = usePreferences()
  const query = useQuery({
    queryKey: ['customer-tickets', customerId],
    queryFn: ({ signal }) => get<Page<Ticket>>('/api/tickets', { customer: customerId, limit: 20 }, signal),
  })
  if (query.isPending) return <Loading rows={3} />
  if (query.isError) return <Problem error={query.error} onRetry={() => query.refetch()} />
  if (query.data.items.length === 0) return <Empty title={t('tickets.empty')} hint={t('tickets.emptyHint')} />
  return (
    <ul className={styles.list}>
      {query.data.items.map((ticket) => (
        <li key={ticket.id}>
          <Link to={`/tickets/${ticket.id}`} className={styles.row}>
            <span className={styles.rowTitle}>{ticketTitle(ticket, locale)}</span>
            <span className={styles.quiet}>
              <span className={styles.mono}>#{ticket.number}</span> · {t(`ticketStatus.${ticket.status}`)} ·{' '}
              <RelativeTime at={ticket.createdAt} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
