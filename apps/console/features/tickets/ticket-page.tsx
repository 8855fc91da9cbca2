import { ArrowLeftOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { Columns } from '../../components/columns.tsx'
import { BackLink } from '../../components/list/back-link.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { DueMark, PriorityMark, TicketStateMark } from './marks.tsx'
import { MergedNotice } from './merged-notice.tsx'
import { TicketApproval } from './ticket-approval.tsx'
import { TicketFacts } from './ticket-facts.tsx'
import { TicketHistory } from './ticket-history.tsx'
import { TicketLinks } from './ticket-links.tsx'
import { TicketNotes } from './ticket-notes.tsx'
import { TicketSide } from './ticket-side.tsx'
import { ticketTitle } from './ticket-title.ts'
import styles from './tickets.module.css'
import { useTicket } from './use-ticket.ts'

export function TicketPage() {
  const { locale } = usePreferences()
  const { id = '' } = useParams()
  const { t } = useTranslation('tickets')
  const { may } = useSession()
  const work = useTicket(id)
  const { data, isError, error, refetch } = work.query
  const back = (
    <BackLink to="/tickets" icon={<ArrowLeftOutlined aria-hidden />}>
      {t('title')}
    </BackLink>
  )
  if (!data) {
    return (
      <Page>
        {back}
        {isError ? <Problem error={error} onRetry={() => refetch()} /> : <Loading rows={10} />}
      </Page>
    )
  }
  const { ticket, notes } = data
  const readOnly = !may('tickets.write')
  const ended = readOnly || ticket.status === 'closed'
  return (
    <Page>
      {back}
      <header className={styles.header}>
        <h1>
          <span className={styles.number}>#{ticket.number}</span> {ticketTitle(ticket, locale)}
        </h1>
        <div className={styles.line}>
          <TicketStateMark state={ticket.state} />
          <PriorityMark priority={ticket.priority} />
          <DueMark ticket={ticket} />
          <span className={styles.soft}>
            <RelativeTime at={ticket.createdAt} wrap={(time) => t('openedAt', { time })} />
          </span>
        </div>
      </header>
      <Columns side={300}>
        <div className={styles.main}>
          {ticket.mergedInto && <MergedNotice ticket={ticket} readOnly={readOnly} />}
          <TicketFacts key={ticket.type} ticket={ticket} work={work} readOnly={ended} />
          <TicketApproval details={data} readOnly={ended} />
          <TicketNotes notes={notes} work={work} readOnly={ended} />
          <TicketLinks details={data} readOnly={ended} />
          <TicketHistory ticket={ticket} />
        </div>
        <TicketSide ticket={ticket} work={work} readOnly={readOnly} />
      </Columns>
    </Page>
  )
}
