import { sql } from 'kysely'
import type { EmotionSignal, EmotionState } from '#emotion/contract.ts'
import type { Mood } from '#emotion/fold.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'

export type StoredMood = { conversationId: string; mood: Mood; state: EmotionState }

type Row = {
  conversation_id: string
  label: string
  level: string
  score: number
  trend: string
  negative_ratio: number
  since: Date
  because: unknown
  answered_at: Date
  signals: unknown
  updated_at: Date
}

const toStored = (row: Row): StoredMood => ({
  conversationId: row.conversation_id,
  mood: { signals: row.signals as EmotionSignal[], answeredAt: row.answered_at.getTime() },
  state: {
    conversationId: row.conversation_id,
    label: row.label as EmotionState['label'],
    level: row.level as EmotionState['level'],
    score: row.score,
    trend: row.trend as EmotionState['trend'],
    negativeRatio: row.negative_ratio,
    since: row.since.toISOString(),
    because: row.because as EmotionState['because'],
    updatedAt: row.updated_at.toISOString(),
  },
})

/** The rows of these conversations, made where there are none, and held until the end of the transaction. */
export async function lockMoods(tx: Tx, conversationIds: string[]): Promise<Map<string, StoredMood>> {
  // One order for all, or two transactions could wait for each other.
  const ids = [...new Set(conversationIds)].sort()
  await sql`insert into emotion_states (conversation_id) select unnest(${ids}::text[]) on conflict do nothing`.execute(
    tx,
  )
  const { rows } = await sql<Row>`
    select * from emotion_states where conversation_id = any(${ids}::text[]) order by conversation_id for update`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.conversation_id, toStored(row)]))
}

export async function storeMoods(tx: Tx, moods: StoredMood[]): Promise<void> {
  if (!moods.length) return
  const rows = moods.map(({ conversationId, mood, state }) => ({
    conversation_id: conversationId,
    label: state.label,
    level: state.level,
    score: state.score,
    trend: state.trend,
    negative_ratio: state.negativeRatio,
    since: state.since,
    because: state.because,
    answered_at: new Date(mood.answeredAt).toISOString(),
    signals: mood.signals,
    updated_at: state.updatedAt,
  }))
  await sql`
    update emotion_states s set label = r.label, level = r.level, score = r.score, trend = r.trend,
      negative_ratio = r.negative_ratio, since = r.since, because = r.because, answered_at = r.answered_at,
      signals = r.signals, updated_at = r.updated_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(conversation_id text, label text, level text,
      score float8, trend text, negative_ratio float8, since timestamptz, because jsonb, answered_at timestamptz,
      signals jsonb, updated_at timestamptz)
    where s.conversation_id = r.conversation_id`.execute(tx)
}

/** Keeps signals for the curve; those already there stay as they are. */
export async function insertSignals(tx: Tx, signals: { conversationId: string; signal: EmotionSignal }[]) {
  if (!signals.length) return
  const rows = signals.map(({ conversationId, signal }) => ({
    conversation_id: conversationId,
    key: signal.key,
    at: new Date(signal.at).toISOString(),
    signal,
  }))
  await sql`
    insert into emotion_signals (conversation_id, key, at, signal)
    select conversation_id, key, at, signal
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(conversation_id text, key text, at timestamptz, signal jsonb)
    on conflict do nothing`.execute(tx)
}

/** The signal of a key, held until the end of the transaction. */
export async function lockSignal(tx: Tx, conversationId: string, key: string): Promise<EmotionSignal | null> {
  const row = await tx
    .selectFrom('emotion_signals')
    .select('signal')
    .where('conversation_id', '=', conversationId)
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst()
  return (row?.signal as EmotionSignal | undefined) ?? null
}

export async function replaceSignal(tx: Tx, conversationId: string, signal: EmotionSignal): Promise<void> {
  await tx
    .updateTable('emotion_signals')
    .set({ signal: JSON.stringify(signal) })
    .where('conversation_id', '=', conversationId)
    .where('key', '=', signal.key)
    .execute()
}

export async function moodsOf(db: Queryable, conversationIds: readonly string[]): Promise<StoredMood[]> {
  if (!conversationIds.length) return []
  const { rows } = await sql<Row>`
    select * from emotion_states where conversation_id = any(${[...conversationIds]}::text[])`.execute(db)
  return rows.map(toStored)
}

/** The newest signals of a conversation, oldest first. */
export async function signalsOf(db: Queryable, conversationId: string, limit: number): Promise<EmotionSignal[]> {
  const rows = await db
    .selectFrom('emotion_signals')
    .select('signal')
    .where('conversation_id', '=', conversationId)
    .orderBy('at', 'desc')
    .orderBy('key', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => row.signal as EmotionSignal).reverse()
}
