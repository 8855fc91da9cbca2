import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { NoteInput, TicketNote } from '#tickets/contract.ts'
import { findTicket, insertNote, markFirstResponse } from '#tickets/queries.ts'

/** Adds a note, for the team or for the customer too, and writes `ticket.noted`. Throws not_found. */
export async function noteTicket(
  tx: Tx,
  ticketId: string,
  input: NoteInput,
  author: { id: string; name: string },
): Promise<TicketNote> {
  const ticket = await findTicket(tx, ticketId)
  if (!ticket) throw new AppError('not_found')
  const note: TicketNote = {
    id: newId(),
    ticketId,
    author: author.id,
    authorName: author.name,
    body: input.body,
    customerVisible: input.customerVisible,
    at: new Date().toISOString(),
  }
  await insertNote(tx, note)
  // What the customer can read is an answer to him.
  if (input.customerVisible) await markFirstResponse(tx, [ticketId], new Date(note.at))
  const { conversationId, customerId, number } = ticket
  await appendEvents(tx, [
    { kind: 'ticket.noted', conversationId, customerId, actor: author.id, payload: { ticketId, number, note } },
  ])
  return note
}
