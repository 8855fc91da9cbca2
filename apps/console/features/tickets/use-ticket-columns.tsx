import { useTranslation } from 'react-i18next'
import type { Ticket } from '../../../../src/tickets/contract.ts'
import type { Column } from '../../components/list/record-table.tsx'
import { Word } from '../../components/list/status-mark.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useColleagues } from '../team/use-colleagues.ts'
import { DueMark, PriorityMark, TicketStatusMark } from './marks.tsx'
import styles from './tickets.module.css'

export function useTicketColumns(): Column<Ticket>[] {
  const { t } = useTranslation('tickets')
  const colleagues = useColleagues()
  return [
    {
      key: 'title',
      title: t('field.title'),
      cell: (ticket) => (
        <span className={styles.titleCell}>
          <span className={styles.number}>#{ticket.number}</span>
          <span className={styles.title}>{ticket.title}</span>
        </span>
      ),
    },
    {
      key: 'status',
      title: t('field.status'),
      width: 92,
      cell: (ticket) => <TicketStatusMark status={ticket.status} />,
    },
    {
      key: 'priority',
      title: t('field.priority'),
      width: 84,
      cell: (ticket) => <PriorityMark priority={ticket.priority} />,
    },
    {
      key: 'type',
      title: t('field.type'),
      width: 96,
      wideOnly: true,
      cell: (ticket) => <Word>{t(`type.${ticket.type}`)}</Word>,
    },
    { key: 'customer', title: t('field.customer'), width: 110, cell: (ticket) => ticket.customerName },
    {
      key: 'assignee',
      title: t('field.assignee'),
      width: 96,
      cell: (ticket) =>
        ticket.assigneeId ? (
          (colleagues.name(ticket.assigneeId) ?? ticket.assigneeName)
        ) : (
          <span className={styles.faint}>{t('nobody')}</span>
        ),
    },
    { key: 'due', title: t('field.due'), width: 140, cell: (ticket) => <DueMark ticket={ticket} /> },
    {
      key: 'updated',
      title: t('field.updated'),
      width: 112,
      wideOnly: true,
      cell: (ticket) => (
        <span className={styles.soft}>
          <RelativeTime at={ticket.updatedAt} />
        </span>
      ),
    },
  ]
}
