import { useTranslation } from 'react-i18next'
import type { Ticket } from '../../../../src/tickets/contract.ts'
import zh from '../../locales/zh/tickets.json' with { type: 'json' }
import styles from './tickets.module.css'

type Known = keyof (typeof zh)['collected']

/** What it is about, and what was collected for it. */
export function TicketFacts({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation('tickets')
  const fields = Object.entries(ticket.fields)
  if (!ticket.description && fields.length === 0) return null
  return (
    <section className={styles.card}>
      {ticket.description && <p className={styles.description}>{ticket.description}</p>}
      {fields.length > 0 && (
        <dl className={styles.facts}>
          {fields.map(([name, value]) => (
            <div key={name}>
              <dt>{name in zh.collected ? t(`collected.${name as Known}`) : name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
