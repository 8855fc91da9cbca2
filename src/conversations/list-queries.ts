import { sql } from 'kysely'
import { type Row, toStored } from '#conversations/queries.ts'
import { readTerms } from '#conversations/search-terms.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import type { Database, Db, Queryable } from '#platform/db/open.ts'

export type ConversationFilter = {
  customerId?: string
  status?: string[]
  assigneeId?: string
  /** Words that messages, notes, subject or the customer's name must all hold. */
  q?: string
  channel?: string
  rating?: number
  tag?: string
  /** What went on in this other conversation. */
  mergedInto?: string
  /** Last written to within these times, ISO 8601; `until` is left out itself. */
  from?: string
  until?: string
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
        sql<boolean>`c.participants @> ${JSON.stringify([me])}::jsonb`,
      ]),
    )
  }
  if (filter.channel) query = query.where('c.channel', '=', filter.channel)
  if (filter.mergedInto) query = query.where('c.merged_into', '=', filter.mergedInto)
  if (filter.rating) query = query.where('c.rating', '=', filter.rating)
  if (filter.tag) query = query.where(sql<boolean>`c.tags @> ${JSON.stringify([filter.tag])}::jsonb`)
  if (filter.from) query = query.where('c.last_message_at', '>=', filter.from as never)
  if (filter.until) query = query.where('c.last_message_at', '<', filter.until as never)
  if (filter.q) {
    const words = readTerms(filter.q)
    // An id, or nothing but signs, which could only be one.
    if (!words.length || /^[\da-f]{8}-[\da-f-]{27}$/.test(filter.q)) query = query.where('c.id', '=', filter.q)
    else
      for (const word of words)
        query = query.where(
          sql<boolean>`c.id in (select s.conversation_id from message_search s where s.terms @@ ${word}::tsquery)`,
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
export async function moveConversations(
  db: Queryable,
  from: string,
  to: string,
  only?: readonly string[],
): Promise<string[]> {
  if (only?.length === 0) return []
  let query = db
    .updateTable('conversations')
    .set((eb) => ({ customer_id: to, version: eb('version', '+', 1) }))
    .where('customer_id', '=', from)
  if (only) query = query.where('id', 'in', only)
  return (await query.returning('id').execute()).map((row) => row.id)
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

export const statements = {
  exportFacts: `
    select c.id, u.name as assignee,
      count(*) filter (where m.author_kind = 'customer')::integer as customer_messages,
      count(*) filter (where m.author_kind = 'agent' and not m.internal)::integer as agent_messages,
      min(m.at) filter (where m.author_kind = 'agent' and not m.internal and m.at >= c.accepted_at) as first_reply_at
    from conversations c left join users u on u.id = c.assignee_id left join messages m on m.conversation_id = c.id
    where c.id = any($1::text[]) group by c.id, u.name`,
} as const

/** What a line of the export says beyond the head. */
export type ExportFacts = {
  assignee: string | null
  customerMessages: number
  agentMessages: number
  firstReplyAt: string | null
}
export async function exportFacts(database: Database, ids: string[]): Promise<Map<string, ExportFacts>> {
  type FactRow = {
    id: string
    assignee: string | null
    customer_messages: number
    agent_messages: number
    first_reply_at: Date | null
  }
  const rows = await database.run<FactRow>(statements.exportFacts, [ids])
  return new Map(
    rows.map((row) => [
      row.id,
      {
        assignee: row.assignee,
        customerMessages: row.customer_messages,
        agentMessages: row.agent_messages,
        firstReplyAt: row.first_reply_at?.toISOString() ?? null,
      },
    ]),
  )
}
