import { type Selectable, sql } from 'kysely'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'
import type { Cursor } from '#platform/http/cursor.ts'
import type { Call, CallTurn } from '#voice/contract.ts'

export type CallFilter = {
  direction?: 'in' | 'out'
  transport?: string
  customerId?: string
  conversationId?: string
  /** Going on now. */
  live?: boolean
  since?: Date
  before?: Cursor
  limit: number
}

type Row = Selectable<Tables['calls']> & { display_name: string; served_by: string | null; agent_name: string | null }
const iso = (time: Date | null) => time?.toISOString() ?? null

const toCall = (row: Row): Call => ({
  id: row.id,
  customerId: row.customer_id,
  customerName: row.display_name,
  conversationId: row.conversation_id,
  channel: row.channel as Call['channel'],
  transport: row.transport as Call['transport'],
  direction: row.direction as Call['direction'],
  from: row.from_address,
  to: row.to_address,
  language: row.language as Call['language'],
  startedAt: row.started_at.toISOString(),
  answeredAt: iso(row.answered_at),
  endedAt: iso(row.ended_at),
  endedWhy: row.ended_why as Call['endedWhy'],
  ears: row.ears,
  voice: row.voice,
  turns: row.turns,
  interruptions: row.interruptions,
  answerMsP50: row.answer_ms_p50,
  answerMsMax: row.answer_ms_max,
  quality: row.quality as Call['quality'],
  recordingId: row.recording_id,
  agentId: row.served_by ?? row.agent_id,
  agentName: row.agent_name,
  joinedAt: iso(row.joined_at),
  talkSeconds: row.talk_seconds,
  heldSeconds: row.held_seconds,
})

const selectCalls = (db: Queryable) =>
  db
    .selectFrom('calls')
    .innerJoin('customers', 'customers.id', 'calls.customer_id')
    .leftJoin('conversations as served', (join) =>
      join
        .onRef('served.id', '=', 'calls.conversation_id')
        .on('served.status', '=', 'human')
        .on('calls.ended_at', 'is', null),
    )
    .leftJoin('users', (join) =>
      join.on((is) => is('users.id', '=', is.fn.coalesce('served.assignee_id', 'calls.agent_id'))),
    )
    .selectAll('calls')
    .select(['customers.display_name', 'served.assignee_id as served_by', 'users.name as agent_name'])

export async function findCall(db: Queryable, id: string): Promise<Call | null> {
  const row = await selectCalls(db).where('calls.id', '=', id).executeTakeFirst()
  return row ? toCall(row) : null
}

/** Newest first. */
export async function listCalls(db: Queryable, filter: CallFilter): Promise<Call[]> {
  let query = selectCalls(db)
  if (filter.direction) query = query.where('calls.direction', '=', filter.direction)
  if (filter.transport) query = query.where('calls.transport', '=', filter.transport)
  if (filter.customerId) query = query.where('calls.customer_id', '=', filter.customerId)
  if (filter.conversationId) query = query.where('calls.conversation_id', '=', filter.conversationId)
  if (filter.live) query = query.where('calls.ended_at', 'is', null)
  if (filter.since) query = query.where('calls.started_at', '>=', filter.since)
  const { before } = filter
  if (before) {
    const at = new Date(before.at)
    query = query.where((is) =>
      is.or([
        is('calls.started_at', '<', at),
        is.and([is('calls.started_at', '=', at), is('calls.id', '<', before.id)]),
      ]),
    )
  }
  const rows = await query.orderBy('calls.started_at', 'desc').orderBy('calls.id', 'desc').limit(filter.limit).execute()
  return rows.map(toCall)
}

export type NewCall = Pick<
  Call,
  'id' | 'customerId' | 'channel' | 'transport' | 'direction' | 'from' | 'to' | 'language'
>

export async function insertCall(tx: Tx, call: NewCall): Promise<void> {
  const { customerId, from, to, ...plain } = call
  const row = { ...plain, customer_id: customerId, from_address: from, to_address: to, answered_at: new Date() }
  await tx.insertInto('calls').values(row).execute()
}

export async function linkConversation(db: Queryable, id: string, conversationId: string): Promise<void> {
  await db.updateTable('calls').set({ conversation_id: conversationId }).where('id', '=', id).execute()
}

export async function noteWho(db: Queryable, id: string, ears: string, voice: string): Promise<void> {
  await db.updateTable('calls').set({ ears, voice }).where('id', '=', id).execute()
}

export async function insertTurn(tx: Tx, callId: string, turn: CallTurn): Promise<void> {
  await tx
    .insertInto('call_turns')
    .values({
      ...{
        call_id: callId,
        n: turn.n,
        at: new Date(turn.at),
        told_by: turn.toldBy,
        seq: turn.seq,
        engine: turn.engine,
      },
      ...{ quiet_ms: turn.quietMs, recognise_ms: turn.recogniseMs, answer_ms: turn.answerMs },
      ...{ speak_ms: turn.speakMs, send_ms: turn.sendMs, total_ms: turn.totalMs },
    })
    .execute()
}

/** The end of a call; its figures are those of its turns. */
export async function endCall(
  tx: Tx,
  id: string,
  ended: { why: string; turns: number; interruptions: number; quality: NonNullable<Call['quality']> },
): Promise<void> {
  const of = (what: string) => sql<number | null>`(
    select ${sql.raw(what)} from call_turns where call_id = ${id} and total_ms is not null)`
  await tx
    .updateTable('calls')
    .set({
      ...{ ended_at: new Date(), ended_why: ended.why, turns: ended.turns, interruptions: ended.interruptions },
      quality: JSON.stringify(ended.quality),
      answer_ms_p50: of('percentile_disc(0.5) within group (order by total_ms)::integer'),
      answer_ms_max: of('max(total_ms)'),
    })
    .where('id', '=', id)
    .execute()
}

/** Who of ours was in a call, and how long. */
export async function notePeople(
  db: Queryable,
  id: string,
  people: { agentId: string | null; joinedAt: Date; talkSeconds: number; heldSeconds: number },
): Promise<void> {
  const { agentId, joinedAt, talkSeconds, heldSeconds } = people
  const row = { agent_id: agentId, joined_at: joinedAt, talk_seconds: talkSeconds, held_seconds: heldSeconds }
  await db.updateTable('calls').set(row).where('id', '=', id).execute()
}

/** Calls that a stopped process left open; nobody speaks there any more. */
export async function endLostCalls(db: Queryable, alive: string[], before: Date): Promise<number> {
  let query = db
    .updateTable('calls')
    .set({ ended_at: new Date(), ended_why: 'lost' })
    .where('ended_at', 'is', null)
    .where('started_at', '<', before)
  if (alive.length) query = query.where('id', 'not in', alive)
  const [result] = await query.execute()
  return Number(result?.numUpdatedRows ?? 0)
}

export async function listTurns(db: Queryable, callId: string): Promise<CallTurn[]> {
  const rows = await db.selectFrom('call_turns').selectAll().where('call_id', '=', callId).orderBy('n').execute()
  return rows.map((row) => ({
    ...{
      n: row.n,
      at: row.at.toISOString(),
      toldBy: row.told_by as CallTurn['toldBy'],
      seq: row.seq,
      engine: row.engine,
    },
    ...{ quietMs: row.quiet_ms, recogniseMs: row.recognise_ms, answerMs: row.answer_ms },
    ...{ speakMs: row.speak_ms, sendMs: row.send_ms, totalMs: row.total_ms },
  }))
}
