import { useEffect, useRef, useState } from 'preact/hooks'
import { formatDateTime } from '../../kit/format.ts'
import type { TicketProgress } from './api.ts'
import { Close } from './icons.tsx'
import { useChat, useWords } from './use-chat.ts'

type Loaded = { items: TicketProgress[]; nextCursor: string | null }

/** What the house is working on for this customer, with the notes meant for him; over the chat, which stays where it is. */
export function Tickets({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const { loaded, failed, load } = useTickets()
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null
    dialog.current?.showModal()
    return () => before?.focus()
  }, [])
  return (
    <dialog class="tickets" ref={dialog} aria-label={t('tickets')} onClose={onClose}>
      <header>
        <h2>{t('tickets')}</h2>
        <button
          type="button"
          class="icon-button"
          aria-label={t('ticketsClose')}
          onClick={() => dialog.current?.close()}
        >
          <Close />
        </button>
      </header>
      {failed && (
        <p role="alert">
          {t('ticketsFailed')}{' '}
          <button type="button" class="link" onClick={() => load(loaded?.nextCursor ?? undefined)}>
            {t('retryLoad')}
          </button>
        </p>
      )}
      {!loaded && !failed && <p role="status">{t('ticketsLoading')}</p>}
      {loaded?.items.length === 0 && <p>{t('ticketsNone')}</p>}
      <ol>
        {loaded?.items.map((ticket) => (
          <Ticket key={ticket.id} ticket={ticket} />
        ))}
      </ol>
      {loaded?.nextCursor && !failed && (
        <button type="button" class="link" onClick={() => load(loaded.nextCursor ?? undefined)}>
          {t('ticketsMore')}
        </button>
      )}
    </dialog>
  )
}

function Ticket({ ticket }: { ticket: TicketProgress }) {
  const { t, locale } = useWords()
  const at = (time: string) => formatDateTime(time, locale)
  const isOpen = ticket.status === 'open' || ticket.status === 'pending'
  return (
    <li class={`ticket ${ticket.status}`}>
      <p class="ticket-title">
        <span class="numbers">#{ticket.number}</span> {(locale === 'en' && ticket.titleEn) || ticket.title}
      </p>
      <p class="ticket-state">
        <strong>{t(`ticket-${ticket.status}`)}</strong>
        {isOpen && ticket.dueAt && <span>{t('ticketDue', { time: at(ticket.dueAt) })}</span>}
        {ticket.resolvedAt && <span>{at(ticket.resolvedAt)}</span>}
      </p>
      {ticket.notes.map((note) => (
        <blockquote key={note.id}>
          {note.body}
          <footer>
            {note.authorName} · {at(note.at)}
          </footer>
        </blockquote>
      ))}
    </li>
  )
}

/** Fetched when the list opens; what was loaded stays when a further page fails. */
function useTickets() {
  const chat = useChat()
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const [failed, setFailed] = useState(false)
  const load = (cursor?: string) => {
    setFailed(false)
    chat.api.tickets(cursor).then(
      (page) => setLoaded((before) => ({ ...page, items: [...(cursor ? (before?.items ?? []) : []), ...page.items] })),
      () => setFailed(true),
    )
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it opens
  useEffect(() => load(), [])
  return { loaded, failed, load }
}
