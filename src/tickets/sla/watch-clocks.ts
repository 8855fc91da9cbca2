import type { Database } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { SlaState, Ticket } from '#tickets/contract.ts'
import { findTicket } from '#tickets/queries.ts'
import { markClock, passedClocks } from '#tickets/sla/clock-queries.ts'

export type Clock = 'first-response' | 'resolution'

/** Job: tells of clocks that came near their end, or past it, once each. Safe on several nodes. Returns how many it told of. */
export async function watchClocks(database: Database, now = new Date()): Promise<number> {
  let told = 0
  for (const { ticketId, clock, what } of await passedClocks(database.db, now)) {
    const isNews = await database.transaction(async (tx) => {
      if (!(await markClock(tx, ticketId, clock, what))) return false
      const ticket = (await findTicket(tx, ticketId)) as Ticket
      const { conversationId, customerId } = ticket
      await appendEvents(tx, [
        { kind: 'ticket.sla', conversationId, customerId, actor: 'system', payload: { ticket, clock, what } },
      ])
      return true
    })
    if (isNews) told++
  }
  return told
}

export type Passed = { ticketId: string; clock: Clock; what: Exclude<SlaState, 'running'> }
