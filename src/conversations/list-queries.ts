import { sql } from 'kysely'
import { type Row, toStored } from '#conversations/queries.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import type { Db, Queryable } from '#platform/db/open.ts'

export type ConversationFilter = {
  customerId?: string
  status?: string[]
  assigneeId?: string
  q?: string
  before?: { at: string; id: string }
  /** Only what an agent without `conversations.read-all` may see: waiting, his own, closed. */
  readableBy?: string
  limit: number
}
export async function listConversations(db: Db, filter: ConversationFilter): Promise<StoredConversation[]> {
  let query = db
    .selectFrom('conversations as c')
    .innerJoin('customers as k', 'k.id', 'c.customer_id')
    .selectAll('c')
    .select(['k.display_name', 'k.tier'])
  if (filter.customerId) query = query.where('c.customer_id', '=', filter.customerId)
  if (filter.status?.length) query = query.where('c.status', 'in', filter.status)
  if (filter.assigneeId) query = query.where('c.assignee_id', '=', filter.assigneeId)
  if (filter.readableBy !== undefined) {
    const me = filter.readableBy
    query = query.where((eb) =>
      eb.or([
        eb('c.status', 'in', ['queued', 'closed']),
        eb.and([eb('c.status', '=', 'human'), eb('c.assignee_id', '=', me)]),
      ]),
    )
  }
  if (filter.q) {
    const like = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((eb) =>
      eb.or([
        eb('k.display_name', 'ilike', like),
        eb('c.subject', 'ilike', like),
        eb('c.id', '=', filter.q!),
        eb.exists(
          eb
            .selectFrom('messages as m')
            .select('m.seq')
            .whereRef('m.conversation_id', '=', 'c.id')
            .where(sql<boolean>`m.parts::text ilike ${like}`),
        ),
      ]),
    )
  }
  if (filter.before) {
    query = query.where(
      sql<boolean>`(c.last_message_at, c.id) < (${filter.before.at}::timestamptz, ${filter.before.id})`,
    )
  }
  const rows = await query.orderBy('c.last_message_at', 'desc').orderBy('c.id', 'desc').limit(filter.limit).execute()
  return rows.map((row) => toStored(row as Row))
}

/** Waiting for a person (most urgent first) or being served by one. */
export async function listLive(db: Db, status: 'queued' | 'human', assigneeId?: string): Promise<StoredConversation[]> {
  let query = db
    .selectFrom('conversations as c')
    .innerJoin('customers as k', 'k.id', 'c.customer_id')
    .selectAll('c')
    .select(['k.display_name', 'k.tier'])
    .where('c.status', '=', status)
  if (assigneeId) query = query.where('c.assignee_id', '=', assigneeId)
  const rows = await query.orderBy('c.priority', 'desc').orderBy('c.queued_at').limit(500).execute()
  return rows.map((row) => toStored(row as Row))
}

export async function countByStatus(db: Db): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('conversations')
    .select(['status', (eb) => eb.fn.countAll<number>().as('n')])
    .where('status', '<>', 'closed')
    .groupBy('status')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.status, Number(row.n)]))
}

/** Gives a visitor's conversations to the customer he turned out to be; the version moves so that caches notice. */
export async function moveConversations(db: Queryable, from: string, to: string): Promise<string[]> {
  const rows = await db
    .updateTable('conversations')
    .set((eb) => ({ customer_id: to, version: eb('version', '+', 1) }))
    .where('customer_id', '=', from)
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

/** Conversations nobody wrote in since `before`, by status. */
export async function findIdle(db: Db, status: 'bot' | 'human', before: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('conversations')
    .select('id')
    .where('status', '=', status)
    .where('last_message_at', '<', before)
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}
