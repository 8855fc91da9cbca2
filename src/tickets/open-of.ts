import type { Database } from '#platform/db/open.ts'
import { listTickets } from '#tickets/queries.ts'

/** A customer's tickets that are not done, newest first. */
export async function openOf(database: Database, customerId: string, limit = 5) {
  const found = await listTickets(database.db, { customerId, status: ['open', 'pending'], limit })
  return found.map(({ id, number, title, status, priority }) => ({ id, number, title, status, priority }))
}
