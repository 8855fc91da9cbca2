import { sql } from 'kysely'
import type { Db } from '#platform/db/open.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'

const MOST = 500

/** Facts about one ticket, latest first. Found by its customer, for whom the ledger has an index. */
export async function ticketFacts(db: Db, customerId: string, ticketId: string): Promise<LedgerEvent[]> {
  const rows = await db
    .selectFrom('events')
    .selectAll()
    .where('customer_id', '=', customerId)
    .where('kind', 'like', 'ticket.%')
    .where(sql<boolean>`coalesce(payload->>'ticketId', payload->'ticket'->>'id') = ${ticketId}`)
    .orderBy('xid', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute()
  return rows.map((row) => ({
    position: `${row.xid}.${row.id}`,
    at: row.at.toISOString(),
    kind: row.kind,
    conversationId: row.conversation_id,
    customerId: row.customer_id,
    actor: row.actor,
    payload: row.payload as Record<string, unknown>,
  }))
}
