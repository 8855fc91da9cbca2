import { MessageOutlined } from '@ant-design/icons'
import { Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Ticket } from '../../../../src/tickets/contract.ts'
import { formatDateTime } from '../../../kit/format.ts'
import { Field } from '../../components/list/field.tsx'
import { usePreferences } from '../../preferences.ts'
import { useSession } from '../../session.tsx'
import { useActorName } from '../team/use-actor-name.ts'
import { useColleagues } from '../team/use-colleagues.ts'
import { FirstResponseMark, PriorityMark } from './marks.tsx'
import { stateOptions } from './state-options.tsx'
import { PRIORITIES } from './terms.ts'
import styles from './tickets.module.css'
import type { TicketWork } from './use-ticket.ts'
import { useTicketStates } from './use-ticket-states.ts'
import { useTicketTypes } from './use-ticket-types.ts'

/** Where it stands and who has it; each choice takes effect at once and can be undone. */
export function TicketSide({ ticket, work, readOnly }: { ticket: Ticket; work: TicketWork; readOnly: boolean }) {
  const { t } = useTranslation('tickets')
  const { user, may } = useSession()
  const { locale } = usePreferences()
  const colleagues = useColleagues()
  const actorName = useActorName()
  const states = useTicketStates()
  const types = useTicketTypes()
  const exact = (at: string) => formatDateTime(at, locale)
  return (
    <aside className={styles.side}>
      <div className={styles.card}>
        <Field label={t('field.status')} id="ticket-status">
          <Select
            id="ticket-status"
            disabled={readOnly}
            value={ticket.state}
            onChange={(state) => work.change({ state })}
            options={stateOptions(states.offered(ticket.state))}
          />
        </Field>
        <Field label={t('field.priority')} id="ticket-priority">
          <Select
            id="ticket-priority"
            disabled={readOnly}
            value={ticket.priority}
            onChange={(priority) => work.change({ priority })}
            options={PRIORITIES.map((value) => ({ value, label: <PriorityMark priority={value} /> }))}
          />
        </Field>
        <Field
          label={t('field.assignee')}
          id="ticket-assignee"
          end={
            !readOnly &&
            ticket.assigneeId !== user.id && (
              <button type="button" className={styles.textButton} onClick={() => work.change({ assigneeId: user.id })}>
                {t('takeIt')}
              </button>
            )
          }
        >
          <Select
            id="ticket-assignee"
            disabled={readOnly}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('nobody')}
            value={ticket.assigneeId ?? undefined}
            onChange={(assigneeId: string | undefined) => work.change({ assigneeId: assigneeId ?? null })}
            options={colleagues.options}
          />
        </Field>
        <Field label={t('field.type')} id="ticket-type">
          <Select
            id="ticket-type"
            disabled={readOnly}
            value={ticket.type}
            onChange={(type) => work.change({ type })}
            options={types.options}
          />
        </Field>
      </div>
      <dl className={`${styles.card} ${styles.rows}`}>
        <Row name={t('field.customer')}>
          {may('customers.read') ? (
            <Link to={`/customers/${encodeURIComponent(ticket.customerId)}`}>{ticket.customerName}</Link>
          ) : (
            ticket.customerName
          )}
        </Row>
        {ticket.conversationId && (
          <Row name={t('field.conversation')}>
            <Link to={`/conversations/${ticket.conversationId}`}>
              <MessageOutlined aria-hidden /> {t('openConversation')}
            </Link>
          </Row>
        )}
        <Row name={t('field.createdBy')}>{actorName(ticket.createdBy)}</Row>
        <Row name={t('field.created')}>{exact(ticket.createdAt)}</Row>
        <Row name={t('sla.firstResponse')}>
          <FirstResponseMark ticket={ticket} />
        </Row>
        {ticket.dueAt && <Row name={t('field.due')}>{exact(ticket.dueAt)}</Row>}
        {ticket.resolvedAt && <Row name={t('field.resolved')}>{exact(ticket.resolvedAt)}</Row>}
      </dl>
    </aside>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
