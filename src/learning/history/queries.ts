import { type Selectable, sql } from 'kysely'
import type { HistoryImport, HistoryQuestion, ImportReport, Mapping } from '#learning/history/contract.ts'
import type { KeptDialogue } from '#learning/history/read-in-thread.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'

const toImport = (row: Selectable<Tables['history_imports']>): HistoryImport => ({
  id: row.id,
  name: row.name,
  size: Number(row.size),
  format: row.format as HistoryImport['format'],
  encoding: row.encoding,
  status: row.status as HistoryImport['status'],
  columns: row.columns as string[],
  sample: row.sample as Record<string, string>[],
  mapping: row.mapping as Mapping,
  progress: row.status === 'done' ? 1 : Math.min(1, Number(row.bytes_read) / Math.max(1, Number(row.size))),
  report: row.report as ImportReport | null,
  error: row.error,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
})

export type NewImport = Pick<
  HistoryImport,
  'id' | 'name' | 'size' | 'format' | 'encoding' | 'columns' | 'sample' | 'mapping' | 'createdBy'
>

export async function insertImport(tx: Tx, one: NewImport): Promise<void> {
  await tx
    .insertInto('history_imports')
    .values({
      id: one.id,
      name: one.name,
      size: one.size,
      format: one.format,
      encoding: one.encoding,
      columns: JSON.stringify(one.columns),
      sample: JSON.stringify(one.sample),
      mapping: JSON.stringify(one.mapping),
      created_by: one.createdBy,
    })
    .execute()
}

export async function findImport(db: Queryable, id: string): Promise<HistoryImport | null> {
  const row = await db.selectFrom('history_imports').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toImport(row) : null
}

export async function listImports(db: Queryable, page: { before?: [string, string]; limit: number }) {
  const rows = await db
    .selectFrom('history_imports')
    .selectAll()
    .$if(page.before !== undefined, (query) =>
      query.where(sql<boolean>`(created_at, id) < (${page.before![0]}::timestamptz, ${page.before![1]})`),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute()
  return rows.map(toImport)
}

export type ImportChange = Partial<{
  status: HistoryImport['status']
  mapping: Mapping
  bytesRead: number
  report: ImportReport
  error: string | null
  started: true
  finished: true
}>

/** Changes an import that is in one of `from`; false when it is not, so that two clicks start it once. */
export async function changeImport(
  tx: Tx,
  id: string,
  from: HistoryImport['status'][],
  change: ImportChange,
): Promise<boolean> {
  const result = await tx
    .updateTable('history_imports')
    .set({
      touched_at: sql`now()`,
      ...(change.status && { status: change.status }),
      ...(change.mapping && { mapping: JSON.stringify(change.mapping) }),
      ...(change.bytesRead !== undefined && { bytes_read: change.bytesRead }),
      ...(change.report && { report: JSON.stringify(change.report) }),
      ...(change.error !== undefined && { error: change.error }),
      ...(change.started && { started_at: sql`now()` }),
      ...(change.finished && { finished_at: sql`now()` }),
    })
    .where('id', '=', id)
    .where('status', 'in', from)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Imports that ran on a node that is gone: nothing was heard of them for two minutes. */
export async function interruptedImports(db: Queryable): Promise<string[]> {
  const rows = await db
    .selectFrom('history_imports')
    .select('id')
    .where('status', '=', 'running')
    .where('touched_at', '<', sql<Date>`now() - interval '2 minutes'`)
    .execute()
  return rows.map((row) => row.id)
}

/** Puts new conversations in; those that another import has already brought are left out. Gives how many were new. */
export async function insertDialogues(tx: Tx, importId: string, dialogues: KeptDialogue[]): Promise<number> {
  const result = await tx
    .insertInto('history_dialogues')
    .values(
      dialogues.map((one) => ({
        import_id: importId,
        hash: Buffer.from(one.hash, 'hex'),
        language: one.language,
        turns: JSON.stringify(one.turns),
      })),
    )
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows ?? 0n)
}

export async function deleteContent(tx: Tx, importId: string): Promise<void> {
  await tx.deleteFrom('history_questions').where('import_id', '=', importId).execute()
  await tx.deleteFrom('history_dialogues').where('import_id', '=', importId).execute()
}

export async function deleteImport(tx: Tx, importId: string): Promise<boolean> {
  const result = await tx.deleteFrom('history_imports').where('id', '=', importId).executeTakeFirst()
  return result.numDeletedRows > 0n
}

export async function listDialogues(db: Queryable, importId: string, page: { after: string; limit: number }) {
  const rows = await db
    .selectFrom('history_dialogues')
    .select(['id', 'language', 'turns'])
    .where('import_id', '=', importId)
    .where(sql<boolean>`id > ${page.after}::bigint`)
    .orderBy('id')
    .limit(page.limit)
    .execute()
  return rows.map((row) => ({ ...row, id: String(row.id), language: row.language as 'zh' | 'en' }))
}

export type NewQuestion = Omit<HistoryQuestion, 'used'>

export async function insertQuestions(tx: Tx, importId: string, questions: NewQuestion[]): Promise<void> {
  if (!questions.length) return
  await tx
    .insertInto('history_questions')
    .values(
      questions.map(({ articleId, ...one }) => ({ ...one, article_id: articleId, import_id: importId, used: null })),
    )
    .execute()
}

const toQuestion = (row: Selectable<Tables['history_questions']>): HistoryQuestion => ({
  id: row.id,
  language: row.language as 'zh' | 'en',
  text: row.text,
  times: row.times,
  answer: row.answer,
  intent: row.intent,
  confidence: row.confidence,
  articleId: row.article_id,
  known: row.known as HistoryQuestion['known'],
  used: row.used as HistoryQuestion['used'],
})

export type QuestionFilter = {
  known?: HistoryQuestion['known']
  open?: boolean
  q?: string
  after?: [number, string]
  limit: number
}

/** Most frequent first. */
export async function listQuestions(db: Queryable, importId: string, filter: QuestionFilter) {
  const rows = await db
    .selectFrom('history_questions')
    .selectAll()
    .where('import_id', '=', importId)
    .$if(filter.known !== undefined, (query) => query.where('known', '=', filter.known!))
    .$if(filter.open === true, (query) => query.where('used', 'is', null))
    .$if(!!filter.q, (query) => query.where('text', 'ilike', `%${filter.q!.replace(/[\\%_]/g, '\\$&')}%`))
    .$if(filter.after !== undefined, (query) =>
      query.where(sql<boolean>`(-times, id) > (${-filter.after![0]}::int, ${filter.after![1]})`),
    )
    .orderBy('times', 'desc')
    .orderBy('id')
    .limit(filter.limit)
    .execute()
  return rows.map(toQuestion)
}

export async function findQuestion(db: Queryable, importId: string, id: string): Promise<HistoryQuestion | null> {
  const row = await db
    .selectFrom('history_questions')
    .selectAll()
    .where('import_id', '=', importId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toQuestion(row) : null
}

/** Notes what a person made of a question; false when somebody did already. */
export async function markUsed(tx: Tx, id: string, used: HistoryQuestion['used']): Promise<boolean> {
  const result = await tx
    .updateTable('history_questions')
    .set({ used: used && JSON.stringify(used) })
    .where('id', '=', id)
    .$if(used !== null, (query) => query.where('used', 'is', null))
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
