import type { Db, Queryable, Tx } from '#platform/db/open.ts'
import type {
  CaptureState,
  GapWhy,
  RecordingDetail,
  RecordingGap,
  RecordingLine,
  RecordingSummary,
  Waveform,
} from '#voice/recording/contract.ts'

type NewRecording = {
  id: string
  conversationId: string | null
  customerId: string | null
  locked: string
  startedAt: Date
  expiresAt: Date
}

export async function insertRecording(db: Queryable, recording: NewRecording): Promise<void> {
  await db
    .insertInto('recordings')
    .values({
      call_id: recording.id,
      conversation_id: recording.conversationId,
      customer_id: recording.customerId,
      status: 'recording',
      locked_key: recording.locked,
      started_at: recording.startedAt,
      expires_at: recording.expiresAt,
    })
    .execute()
}

/** As if there had been none: the caller refused. */
export async function deleteRecording(db: Queryable, callId: string): Promise<void> {
  await db.deleteFrom('recordings').where('call_id', '=', callId).execute()
}

export async function notePause(tx: Tx, callId: string, why: GapWhy | null): Promise<void> {
  await tx.updateTable('recordings').set({ paused: why }).where('call_id', '=', callId).execute()
}

export async function conversationOfCall(db: Queryable, callId: string): Promise<string | null> {
  const row = await db.selectFrom('calls').select('conversation_id').where('id', '=', callId).executeTakeFirst()
  return row?.conversation_id ?? null
}

/** Whether a call is being recorded at this moment. */
export async function captureOf(db: Queryable, callId: string): Promise<CaptureState> {
  const row = await db
    .selectFrom('recordings')
    .select(['status', 'paused'])
    .where('call_id', '=', callId)
    .executeTakeFirst()
  const on = row?.status === 'recording'
  return { on, paused: on ? (row.paused as GapWhy | null) : null }
}

export type End = { durationMs: number; endedAt: Date; gaps: RecordingGap[]; peaks: Waveform }

export async function keepRecording(db: Db, callId: string, end: End): Promise<void> {
  await db
    .updateTable('recordings')
    .set({
      status: 'kept',
      paused: null,
      duration_ms: end.durationMs,
      ended_at: end.endedAt,
      gaps: JSON.stringify(end.gaps),
      peaks: JSON.stringify(end.peaks),
    })
    .where('call_id', '=', callId)
    .where('status', '=', 'recording')
    .execute()
}

export async function insertLine(db: Db, callId: string, line: RecordingLine & { ordinal: number }): Promise<void> {
  await db
    .insertInto('recording_lines')
    .values({
      call_id: callId,
      ordinal: line.ordinal,
      side: line.side,
      from_ms: Math.round(line.from),
      to_ms: Math.round(line.to),
      text: line.text,
      seq: line.seq,
    })
    .execute()
}

export type RecordingFilter = {
  text?: string
  from?: string
  to?: string
  customer?: string
  cursor?: string
  limit: number
}

const summaryColumns = [
  'recordings.call_id',
  'recordings.conversation_id as own_conversation_id',
  'calls.conversation_id',
  'recordings.customer_id',
  'recordings.status',
  'recordings.started_at',
  'recordings.duration_ms',
  'recordings.gaps',
  'recordings.expires_at',
  'customers.display_name',
] as const

/** Newest first; `cursor` is the start of the last one seen. */
export async function listRecordings(db: Db, filter: RecordingFilter): Promise<RecordingSummary[]> {
  let query = db
    .selectFrom('recordings')
    .leftJoin('customers', 'customers.id', 'recordings.customer_id')
    .leftJoin('calls', 'calls.id', 'recordings.call_id')
    .select(summaryColumns)
    .orderBy('recordings.started_at', 'desc')
    .limit(filter.limit)
  if (filter.cursor) query = query.where('recordings.started_at', '<', new Date(filter.cursor))
  if (filter.from) query = query.where('recordings.started_at', '>=', new Date(filter.from))
  if (filter.to) query = query.where('recordings.started_at', '<', new Date(filter.to))
  if (filter.customer) query = query.where('recordings.customer_id', '=', filter.customer)
  const like = filter.text ? `%${filter.text.replace(/[\\%_]/g, '\\$&')}%` : null
  if (like)
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('recording_lines')
          .select('ordinal')
          .whereRef('recording_lines.call_id', '=', 'recordings.call_id')
          .where('recording_lines.text', 'ilike', like),
      ),
    )
  const rows = await query.execute()
  const hits = like
    ? await hitsIn(
        db,
        rows.map((row) => row.call_id),
        like,
      )
    : []
  return rows.map((row) => {
    const own = hits.filter((hit) => hit.call_id === row.call_id)
    const found = own[0] ? { from: own[0].from_ms, text: own[0].text, count: own.length } : null
    return { ...summaryOf(row), gaps: (row.gaps as RecordingGap[]).length, found }
  })
}

function hitsIn(db: Db, callIds: string[], like: string) {
  return db
    .selectFrom('recording_lines')
    .select(['call_id', 'from_ms', 'text'])
    .where('call_id', 'in', callIds.length ? callIds : [''])
    .where('text', 'ilike', like)
    .orderBy('ordinal')
    .execute()
}

type SummaryRow = {
  call_id: string
  /** A call gets its conversation with its first word, after its recording has begun. */
  own_conversation_id: string | null
  conversation_id: string | null
  customer_id: string | null
  display_name: string | null
  status: string
  started_at: Date
  duration_ms: number
  expires_at: Date
}
const summaryOf = (row: SummaryRow) => ({
  callId: row.call_id,
  conversationId: row.own_conversation_id ?? row.conversation_id,
  customerId: row.customer_id,
  customerName: row.display_name,
  status: row.status as RecordingSummary['status'],
  startedAt: row.started_at.toISOString(),
  durationMs: row.duration_ms,
  expiresAt: row.expires_at.toISOString(),
})

export async function findRecording(
  db: Queryable,
  callId: string,
): Promise<{ detail: RecordingDetail; lockedKey: string | null } | null> {
  const row = await db
    .selectFrom('recordings')
    .leftJoin('customers', 'customers.id', 'recordings.customer_id')
    .leftJoin('calls', 'calls.id', 'recordings.call_id')
    .select([...summaryColumns, 'recordings.locked_key', 'recordings.peaks'])
    .where('recordings.call_id', '=', callId)
    .executeTakeFirst()
  if (!row) return null
  const lines = await db
    .selectFrom('recording_lines')
    .selectAll()
    .where('call_id', '=', callId)
    .orderBy('from_ms')
    .execute()
  return {
    lockedKey: row.locked_key,
    detail: {
      ...summaryOf(row),
      gaps: row.gaps as RecordingGap[],
      waveform: row.peaks as Waveform,
      lines: lines.map((line) => ({
        side: line.side as RecordingLine['side'],
        from: line.from_ms,
        to: line.to_ms,
        text: line.text,
        seq: line.seq,
      })),
    },
  }
}

/** Recordings whose time is over. */
export async function dueRecordings(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('recordings')
    .select('call_id')
    .where('status', '<>', 'purged')
    .where('expires_at', '<=', now)
    .limit(limit)
    .execute()
  return rows.map((row) => row.call_id)
}

/** Without its key the sound cannot be read any more, wherever a copy of it lies; that there was a call stays known. */
export async function purgeRecording(tx: Tx, callId: string): Promise<boolean> {
  await tx.deleteFrom('recording_lines').where('call_id', '=', callId).execute()
  const { numUpdatedRows } = await tx
    .updateTable('recordings')
    .set({ status: 'purged', locked_key: null, gaps: '[]', peaks: '{"caller": [], "ours": []}' })
    .where('call_id', '=', callId)
    .where('status', '<>', 'purged')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Recordings that nobody has finished; their node may have stopped in the middle. */
export async function unfinishedRecordings(db: Db): Promise<{ callId: string; lockedKey: string; startedAt: Date }[]> {
  const rows = await db
    .selectFrom('recordings')
    .select(['call_id', 'locked_key', 'started_at'])
    .where('status', '=', 'recording')
    .where('locked_key', 'is not', null)
    .execute()
  return rows.map((row) => ({ callId: row.call_id, lockedKey: row.locked_key!, startedAt: row.started_at }))
}
