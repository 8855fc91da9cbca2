import { sql } from 'kysely'
import type { Database, Db, Queryable, Tx } from '#platform/db/open.ts'
import type { LedgerEvent, NewEvent, Position } from '#platform/ledger/contract.ts'

export const statements = {
  /**
   * Events after a position, oldest first. Row ids are handed out before commit, so a later row can be visible
   * while an earlier one is still open: rows of transactions at or past the oldest open one have to wait.
   */
  after: `
    select xid::text as place, id, at, kind, conversation_id, customer_id, actor, payload
    from events
    where (xid, id) > ($1::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by xid, id limit $3`,
  end: 'select pg_snapshot_xmin(pg_current_snapshot())::text as place',
} as const

type EventRow = {
  /** The transaction number as text. Not called xid: "order by xid" would then sort the text. */
  place: string
  id: number
  at: Date
  kind: string
  conversation_id: string | null
  customer_id: string | null
  actor: string
  payload: Record<string, unknown>
}

const toEvent = (row: EventRow): LedgerEvent => ({
  position: `${row.place}.${row.id}`,
  at: row.at.toISOString(),
  kind: row.kind,
  conversationId: row.conversation_id,
  customerId: row.customer_id,
  actor: row.actor,
  payload: row.payload,
})

export async function insertEvents(tx: Tx, events: NewEvent[]): Promise<void> {
  const rows = events.map((event) => ({
    kind: event.kind,
    conversation_id: event.conversationId,
    customer_id: event.customerId,
    actor: event.actor,
    payload: JSON.stringify(event.payload),
  }))
  await tx.insertInto('events').values(rows).execute()
}

export async function eventsAfter(database: Database, after: Position, limit: number): Promise<LedgerEvent[]> {
  const [xid, id] = after.split('.')
  return (await database.run<EventRow>(statements.after, [xid, id, limit])).map(toEvent)
}

/** Everything committed before this call is before this position; what is still open will come after it. */
export async function endPosition(database: Database): Promise<Position> {
  const [row] = await database.run<{ place: string }>(statements.end, [])
  // Rows of the oldest open transaction count from id 0; older transactions have smaller numbers.
  return `${BigInt(row!.place) - 1n}.9223372036854775807`
}

type Scope = {
  conversationId?: string
  customerId?: string
  customerIds?: readonly string[]
  /** Only what belongs to one of these. */
  conversationIds?: string[]
  kinds?: string[]
  before?: Position
  after?: Position
  limit: number
}

/** Events of one conversation or customer; newest first, or oldest first when `after` is given. */
export async function eventsOf(db: Queryable, scope: Scope): Promise<LedgerEvent[]> {
  let query = db
    .selectFrom('events')
    .select([
      sql<string>`xid::text`.as('place'),
      'id',
      'at',
      'kind',
      'conversation_id',
      'customer_id',
      'actor',
      'payload',
    ])
    .limit(scope.limit)
  if (scope.conversationId) query = query.where('conversation_id', '=', scope.conversationId)
  if (scope.customerIds) query = query.where('customer_id', 'in', scope.customerIds)
  if (scope.customerId) query = query.where('customer_id', '=', scope.customerId)
  if (scope.conversationIds) query = query.where('conversation_id', 'in', scope.conversationIds)
  if (scope.kinds) query = query.where('kind', 'in', scope.kinds)
  const place = (position: Position) => position.split('.')
  if (scope.before)
    query = query.where(sql<boolean>`(xid, id) < (${place(scope.before)[0]}::xid8, ${place(scope.before)[1]}::bigint)`)
  if (scope.after) {
    query = query
      .where(sql<boolean>`(xid, id) > (${place(scope.after)[0]}::xid8, ${place(scope.after)[1]}::bigint)`)
      .where(sql<boolean>`xid < pg_snapshot_xmin(pg_current_snapshot())`)
  }
  const direction = scope.after ? 'asc' : 'desc'
  const rows = await query.orderBy('xid', direction).orderBy('id', direction).execute()
  return rows.map((row) => toEvent(row as EventRow))
}

export async function readerPosition(db: Db, name: string): Promise<Position | null> {
  const row = await db
    .selectFrom('readers')
    .select([sql<string>`xid::text`.as('place'), sql<string>`id::text`.as('row')])
    .where('name', '=', name)
    .executeTakeFirst()
  return row ? `${row.place}.${row.row}` : null
}

/** Keeps where readers stand, in the order of their names: two nodes that do so at once never wait for each other in a ring. */
export async function keepPositions(db: Db, positions: ReadonlyMap<string, Position>): Promise<void> {
  const rows = [...positions].map(([name, position]) => {
    const [xid, id] = position.split('.')
    return { name, xid, id }
  })
  await sql`insert into readers (name, xid, id)
    select name, xid::xid8, id from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(name text, xid text, id bigint)
    order by name
    on conflict (name) do update set xid = excluded.xid, id = excluded.id, advanced_at = now()
    where (readers.xid, readers.id) < (excluded.xid, excluded.id)`.execute(db)
}
