import { useTranslation } from 'react-i18next'
import type { Ticket } from '../../../../src/tickets/contract.ts'
import type { Column } from '../../components/list/record-table.tsx'
import { Word } from '../../components/list/status-mark.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSkillName } from '../desk/use-skill-name.ts'
import { useColleagues } from '../team/use-colleagues.ts'
import { DueMark, FirstResponseMark, PriorityMark, TicketStateMark } from './marks.tsx'
import { ticketTitle } from './ticket-title.ts'
import styles from './tickets.module.css'
import { useTicketTypes } from './use-ticket-types.ts'

export function useTicketColumns(): Column<Ticket>[] {
  const { t } = useTranslation('tickets')
  const colleagues = useColleagues()
  const types = useTicketTypes()
  const skillName = useSkillName()
  const { locale } = usePreferences()
  const times = useTimeColumns()
  return [
    {
      key: 'title',
      title: t('field.title'),
      cell: (ticket) => (
        <span className={styles.titleCell}>
          <span className={styles.number}>#{ticket.number}</span>
          <span className={styles.title}>{ticketTitle(ticket, locale)}</span>
        </span>
      ),
    },
    {
      key: 'status',
      title: t('field.status'),
      width: 120,
      cell: (ticket) => <TicketStateMark state={ticket.state} />,
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
      cell: (ticket) => <Word>{types.name(ticket.type)}</Word>,
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
    {
      key: 'skill',
      title: t('field.skill'),
      width: 96,
      cell: (ticket) => (ticket.skill ? <Word>{skillName(ticket.skill)}</Word> : null),
    },
    ...times,
  ]
}

/** How its clocks stand, and when it was touched. */
function useTimeColumns(): Column<Ticket>[] {
  const { t } = useTranslation('tickets')
  return [
    {
      key: 'firstResponse',
      title: t('field.firstResponse'),
      width: 130,
      cell: (ticket) => <FirstResponseMark ticket={ticket} />,
    },
    { key: 'due', title: t('field.due'), width: 140, cell: (ticket) => <DueMark ticket={ticket} /> },
    {
      key: 'updated',
      title: t('field.updated'),
      width: 112,
      wideOnly: true,
      cell: ({ updatedAt }) => <Moment at={updatedAt} />,
    },
    {
      key: 'created',
      title: t('field.created'),
      width: 112,
      cell: ({ createdAt }) => <Moment at={createdAt} />,
    },
    {
      key: 'resolved',
      title: t('field.resolved'),
      width: 112,
      cell: ({ resolvedAt }) => <Moment at={resolvedAt} />,
    },
  ]
}

const Moment = ({ at }: { at: string | null }) => <span className={styles.soft}>{at && <RelativeTime at={at} />}</span>
