import type { Db } from '#platform/db/open.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import type { Approval, HistoryEntry, Ticket, TicketNote } from '#tickets/contract.ts'
import { ticketFacts } from '#tickets/history-queries.ts'

/** Everything that ever happened to a ticket, latest first, as the ledger tells it. */
export async function ticketHistory(db: Db, ticket: Ticket): Promise<HistoryEntry[]> {
  const facts = await ticketFacts(db, ticket.customerId, ticket.id)
  return facts.map((fact) => ({ at: fact.at, actor: fact.actor, ...told(fact) }))
}

type Told = Pick<HistoryEntry, 'what' | 'changes' | 'note'>
const nothing = { changes: {}, note: null }

function told({ kind, payload }: LedgerEvent): Told {
  if (kind === 'ticket.changed') {
    const { ticket, what, before } = payload as { ticket: Ticket; what: string[]; before?: Record<string, unknown> }
    const changes = Object.fromEntries(
      what.map((name) => [name, { from: before?.[name] ?? null, to: ticket[name as keyof Ticket] }]),
    )
    return { what: 'changed', changes, note: null }
  }
  if (kind === 'ticket.noted') return { ...nothing, what: 'noted', note: (payload.note as TicketNote).body }
  if (kind === 'ticket.sla') return { ...nothing, what: `${payload.clock}-${payload.what}` }
  if (kind === 'ticket.linked') return { ...nothing, what: payload.kind === 'none' ? 'unlinked' : 'linked' }
  if (kind === 'ticket.approval') {
    const { name, status, comment } = payload.approval as Approval
    return { what: `approval-${status}`, changes: {}, note: comment || name }
  }
  if (kind === 'ticket.notice') return { ...nothing, what: 'noticed' }
  return { ...nothing, what: 'opened' }
}
