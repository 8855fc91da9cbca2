import { archiveArticle, type By, createArticle, publishArticle, removeArticle } from '#knowledge/articles.ts'
import type { ImportRow } from '#knowledge/import/contract.ts'
import {
  countSelected,
  markAccepted,
  markUndone,
  type StoredJob,
  takeAccepted,
  takeSelected,
  updateRow,
} from '#knowledge/import/import-queries.ts'
import type { ImportDeps, Step } from '#knowledge/import/run-imports.ts'
import { findArticle } from '#knowledge/queries.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import { AppError, ERRORS } from '#platform/errors.ts'

/** Articles written in one transaction; after a restart the next batch goes on where the last one ended. */
const BATCH = 25

/** Turns the ticked rows into articles, as the person who accepted them. */
export async function acceptRows(deps: ImportDeps, job: StoredJob, step: Step): Promise<void> {
  const { database, knowledge, store } = deps
  const { actor = job.createdBy, ip = '', publish = false } = job.options.accept ?? {}
  const total = await countSelected(database.db, job.id)
  let done = 0
  for (;;) {
    await step.report({ stage: 'writing', progress: total ? Math.floor((100 * done) / total) : 100 })
    const written = await database.transaction(async (tx) => {
      const rows = await takeSelected(tx, job.id, BATCH)
      const ids: string[] = []
      for (const row of rows) ids.push(...(await acceptRow(tx, job, row, publish, { actor, ip })))
      return { taken: rows.length, ids }
    })
    if (publish) for (const id of written.ids) await knowledge.refresh(id)
    done += written.taken
    if (!written.taken) break
  }
  await step.report({ status: 'done', stage: '', progress: 100 })
  await store.remove(job.id)
}

async function acceptRow(tx: Tx, job: StoredJob, row: ImportRow, publish: boolean, by: By): Promise<string[]> {
  const input = { ...row.content, translationOf: null, departmentId: job.options.departmentId }
  try {
    const draft = await createArticle(tx, input, by, { origin: 'imported', note: job.source.name.slice(0, 300) })
    const article = publish ? await publishArticle(tx, draft.id, by) : draft
    await markAccepted(tx, job.id, row.n, article)
    return [article.id]
  } catch (error) {
    // Content is checked before anything is written, so the transaction is still whole.
    if (!(error instanceof AppError)) throw error
    const [, zh, en] = ERRORS[error.code]
    const fill = (text: string) => text.replace('{detail}', String(error.params.detail ?? ''))
    await updateRow(tx, job.id, { ...row, status: 'error', selected: false, problem: { zh: fill(zh), en: fill(en) } })
    return []
  }
}

/** Takes back the next articles of an import: removed, or archived when somebody has worked on them since. 0 at the end. */
export async function undoBatch(database: Database, jobId: string, by: By): Promise<string[]> {
  return database.transaction(async (tx) => {
    const rows = await takeAccepted(tx, jobId, BATCH)
    for (const { articleId, articleVersion } of rows) {
      const article = articleId && (await findArticle(tx, articleId))
      if (!article) continue
      if (article.version === articleVersion && !article.draft) await removeArticle(tx, article.id, by)
      else await archiveArticle(tx, article.id, by)
    }
    await markUndone(
      tx,
      jobId,
      rows.map(({ n }) => n),
    )
    return rows.flatMap(({ articleId }) => articleId ?? [])
  })
}
