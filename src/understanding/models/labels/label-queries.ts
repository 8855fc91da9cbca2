import { type Selectable, sql } from 'kysely'
import type { Db, Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'
import type { LabelledText } from '#understanding/emotion/taught/taught-model.ts'
import type { EmotionLabel, Feeling } from '#understanding/models/labels/contract.ts'

type Row = Selectable<Tables['emotion_labels']>

const toLabel = (row: Row): EmotionLabel => ({
  id: row.id,
  language: row.language as EmotionLabel['language'],
  text: row.text,
  label: row.label as Feeling,
  level: row.level as EmotionLabel['level'],
  source: row.source as EmotionLabel['source'],
  conversationId: row.conversation_id,
  seq: row.seq,
  readAs: row.read_as as Feeling | null,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
})

/** Everything that people labelled, as a training takes it. */
export async function allLabels(db: Queryable): Promise<LabelledText[]> {
  const rows = await db
    .selectFrom('emotion_labels')
    .select(['text', 'language', 'label', 'level'])
    .orderBy('id')
    .execute()
  return rows as LabelledText[]
}

export async function findLabel(db: Queryable, id: string): Promise<EmotionLabel | null> {
  const row = await db.selectFrom('emotion_labels').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toLabel(row) : null
}

export async function labelsByKey(db: Queryable, keys: string[]): Promise<Map<string, EmotionLabel>> {
  if (!keys.length) return new Map()
  const rows = await db.selectFrom('emotion_labels').selectAll().where('key', 'in', keys).execute()
  return new Map(rows.map((row) => [row.key, toLabel(row)]))
}

export type NewLabel = Omit<EmotionLabel, 'createdAt'> & { key: string }

const TAKES_PLACE = [
  ...(['language', 'text', 'label', 'level', 'source'] as const),
  ...(['conversation_id', 'seq', 'read_as', 'created_by'] as const),
]

/** Writes labels, each of another sentence; of a sentence that has one a label takes the place. */
export async function putLabels(tx: Tx, labels: readonly NewLabel[]): Promise<EmotionLabel[]> {
  const values = labels.map((one) => ({
    id: one.id,
    key: one.key,
    language: one.language,
    text: one.text,
    label: one.label,
    level: one.level,
    source: one.source,
    conversation_id: one.conversationId,
    seq: one.seq,
    read_as: one.readAs,
    created_by: one.createdBy,
  }))
  const rows = await tx
    .insertInto('emotion_labels')
    .values(values)
    .onConflict((oc) =>
      oc.column('key').doUpdateSet((eb) => ({
        ...Object.fromEntries(TAKES_PLACE.map((column) => [column, eb.ref(`excluded.${column}`)])),
        created_at: new Date(),
      })),
    )
    .returningAll()
    .execute()
  return rows.map(toLabel)
}

export async function deleteLabel(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('emotion_labels').where('id', '=', id).execute()
}

export type LabelFilter = {
  q?: string | undefined
  label?: string | undefined
  language?: string | undefined
  source?: string | undefined
  before?: { at: string; id: string } | undefined
  limit: number
}

/** Newest first. */
export async function listLabels(db: Db, filter: LabelFilter): Promise<EmotionLabel[]> {
  const { q, label, language, source, before, limit } = filter
  const at = sql<Date>`date_trunc('milliseconds', created_at)`
  let query = db.selectFrom('emotion_labels').selectAll()
  if (q) query = query.where('text', 'ilike', `%${q.replace(/[\\%_]/g, '\\$&')}%`)
  if (label) query = query.where('label', '=', label)
  if (language) query = query.where('language', '=', language)
  if (source) query = query.where('source', '=', source)
  if (before) {
    const time = new Date(before.at)
    query = query.where((eb) => eb.or([eb(at, '<', time), eb.and([eb(at, '=', time), eb('id', '<', before.id)])]))
  }
  return (await query.orderBy(at, 'desc').orderBy('id', 'desc').limit(limit).execute()).map(toLabel)
}

export async function countLabels(db: Db): Promise<{ label: Feeling; count: number }[]> {
  const rows = await db
    .selectFrom('emotion_labels')
    .select(['label', sql<number>`count(*)::int`.as('count')])
    .groupBy('label')
    .execute()
  return rows as { label: Feeling; count: number }[]
}

/** Labels given or changed after a moment. */
export async function countSince(db: Db, at: Date): Promise<number> {
  const row = await db
    .selectFrom('emotion_labels')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('created_at', '>', at)
    .executeTakeFirstOrThrow()
  return row.count
}
