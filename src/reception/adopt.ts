import type { Conversations } from '#conversations/change.ts'
import { mergeCustomers } from '#customers/merge.ts'
import type { Database, Tx } from '#platform/db/open.ts'

/**
 * A visitor signed in on the site: what he said before goes on as the customer he is, and what was opened for him. Where both have an open
 * conversation, the one that a person serves or that is newer stays open, because a customer has one at a time.
 */
export async function adoptVisitor(
  deps: {
    database: Database
    conversations: Conversations
    moveTickets: (tx: Tx, from: string, to: string) => Promise<unknown>
  },
  visitorId: string,
  customerId: string,
  channel: string,
): Promise<void> {
  const { conversations, database } = deps
  const [theirs, known] = await Promise.all([
    conversations.findOpen(visitorId, channel),
    conversations.findOpen(customerId, channel),
  ])
  if (theirs && known) {
    const ends = known.status === 'bot' ? known : theirs
    await conversations.change(ends.id, () => ({
      patch: { status: 'closed', closedAt: new Date().toISOString(), closeReason: 'other', pending: null },
      what: 'merged',
      actor: 'system',
    }))
  }
  const merged = await database.transaction(async (tx) => {
    const known = await mergeCustomers(tx, visitorId, customerId)
    if (known) await deps.moveTickets(tx, visitorId, customerId)
    return known
  })
  if (merged) await conversations.move(visitorId, customerId)
}
