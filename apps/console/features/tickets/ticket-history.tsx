import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HistoryEntry, Ticket } from '../../../../src/tickets/contract.ts'
import { get } from '../../api.ts'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useActorName } from '../team/use-actor-name.ts'
import styles from './tickets.module.css'
import { useChangeText } from './use-change-text.ts'

/** Everything that happened to the ticket, from the ledger, fetched when somebody wants to know. */
export function TicketHistory({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation('tickets')
  const [open, setOpen] = useState(false)
  const query = useQuery({
    queryKey: ['tickets', 'one', ticket.id, 'history'],
    queryFn: ({ signal }) => get<{ items: HistoryEntry[] }>(`/api/tickets/${ticket.id}/history`, {}, signal),
    enabled: open,
  })
  if (!open)
    return (
      <div>
        <Button type="text" size="small" onClick={() => setOpen(true)}>
          {t('history.show')}
        </Button>
      </div>
    )
  return (
    <section className={styles.card}>
      <h2>{t('history.title')}</h2>
      {query.isPending && <Loading rows={4} />}
      {query.isError && <Problem error={query.error} onRetry={() => query.refetch()} />}
      {query.data?.items.length === 0 && <p className={styles.faint}>{t('history.none')}</p>}
      <ol className={styles.history}>
        {query.data?.items.map((entry, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fact has no id of its own and the list only grows at the top
          <Entry key={`${entry.at}-${n}`} entry={entry} />
        ))}
      </ol>
    </section>
  )
}

function Entry({ entry }: { entry: HistoryEntry }) {
  const { t } = useTranslation('tickets')
  const actorName = useActorName()
  const changes = useChangeText(entry)
  return (
    <li>
      <span>
        <strong>{actorName(entry.actor)}</strong> {t(`history.what.${entry.what}` as 'history.what.opened')}
        {entry.note && <span className={styles.soft}> {entry.note}</span>}
      </span>
      <span className={styles.faint}>
        <RelativeTime at={entry.at} />
      </span>
      {changes.map((line) => (
        <div key={line.name} className={styles.change}>
          {line.name}: <s>{line.from}</s> → {line.to}
        </div>
      ))}
    </li>
  )
}
