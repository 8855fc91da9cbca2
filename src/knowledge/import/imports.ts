import { recordAudit } from '#governance/record-audit.ts'
import type { By } from '#knowledge/articles.ts'
import { undoBatch } from '#knowledge/import/accept-rows.ts'
import { openComparison } from '#knowledge/import/compare-drafts.ts'
import type { ImportFormat, ImportJob, ImportOptions, ImportRow, RowPatch } from '#knowledge/import/contract.ts'
import { changeAndTell } from '#knowledge/import/import-change.ts'
import {
  countRows,
  findJob,
  findRow,
  insertJob,
  type StoredJob,
  selectRows,
  updateRow,
} from '#knowledge/import/import-queries.ts'
import type { ImportDeps, Imports } from '#knowledge/import/run-imports.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'

export type ImportVerbs = ImportDeps & { imports: Imports }

/** An uploaded file. It is stored before the import exists, so that an import always has its source. */
export async function importFile(
  deps: ImportVerbs,
  file: { name: string; bytes: Buffer; format: ImportFormat },
  options: ImportOptions,
  by: By,
): Promise<ImportJob> {
  const id = newId()
  await deps.store.put(id, file.bytes)
  const source = { kind: 'file' as const, name: file.name, format: file.format, size: file.bytes.length, columns: [] }
  return begin(deps, { id, source, options }, by)
}

export async function importUrl(deps: ImportVerbs, url: string, options: ImportOptions, by: By): Promise<ImportJob> {
  const source = { kind: 'url' as const, name: url.slice(0, 300), format: null, size: 0, columns: [], url }
  return begin(deps, { id: newId(), source, options }, by)
}

async function begin(deps: ImportVerbs, job: Omit<Parameters<typeof insertJob>[1], 'createdBy'>, by: By) {
  await deps.database.transaction(async (tx) => {
    await insertJob(tx, { ...job, createdBy: by.actor })
    await changeAndTell(tx, job.id, ['waiting'], {}, by.actor)
    await audit(tx, job.id, 'created', by)
  })
  deps.imports.wake()
  return viewJob(deps.database.db, job.id)
}

/** Reads the source again, for instance with another mapping of columns. Throws import_busy. */
export async function readAgain(deps: ImportVerbs, id: string, change: Partial<ImportOptions>, by: By) {
  await deps.database.transaction(async (tx) => {
    const job = await existing(tx, id)
    const options = { ...job.options, ...change }
    await move(tx, id, ['failed', 'ready'], { status: 'waiting', progress: 0, error: null, options }, by)
    await audit(tx, id, 'read-again', by)
  })
  deps.imports.wake()
  return viewJob(deps.database.db, id)
}

/** The ticked rows become drafts, or published articles; goes on in the background. Throws import_busy. */
export async function acceptImport(deps: ImportVerbs, id: string, publish: boolean, by: By): Promise<ImportJob> {
  await deps.database.transaction(async (tx) => {
    const job = await existing(tx, id)
    const accept = { actor: by.actor, ip: by.ip ?? '', publish }
    const options = { ...job.options, accept }
    await move(tx, id, ['ready'], { status: 'accepting', stage: 'writing', progress: 0, options }, by)
    await audit(tx, id, 'accepted', by, { publish })
  })
  deps.imports.wake()
  return viewJob(deps.database.db, id)
}

/** What has become articles already stays, and can be undone. Throws import_busy when it is over. */
export async function cancelImport(deps: ImportVerbs, id: string, by: By): Promise<ImportJob> {
  await deps.database.transaction(async (tx) => {
    await existing(tx, id)
    await move(tx, id, ['waiting', 'parsing', 'ready', 'accepting', 'failed'], { status: 'cancelled', stage: '' }, by)
    await audit(tx, id, 'cancelled', by)
  })
  deps.imports.abort(id)
  await deps.store.remove(id)
  return viewJob(deps.database.db, id)
}

/** Takes back every article of the import. Throws import_busy when there is nothing to be undone. */
export async function undoImport(deps: ImportVerbs, id: string, by: By): Promise<ImportJob> {
  const { database, knowledge } = deps
  const { status } = await existing(database.db, id)
  if (status !== 'done' && status !== 'cancelled') throw new AppError('import_busy')
  for (;;) {
    const removed = await undoBatch(database, id, by)
    if (!removed.length) break
    for (const articleId of removed) await knowledge.refresh(articleId)
  }
  await database.transaction(async (tx) => {
    await move(tx, id, ['done', 'cancelled'], { status: 'undone' }, by)
    await audit(tx, id, 'undone', by)
  })
  return viewJob(database.db, id)
}

/** Edits or ticks one row of the preview; edited content is checked and compared anew. Throws import_busy. */
export async function patchRow(deps: ImportVerbs, id: string, n: number, patch: RowPatch): Promise<ImportRow> {
  const { database, knowledge, normalize } = deps
  const job = await existing(database.db, id)
  const row = await findRow(database.db, id, n)
  if (!row) throw new AppError('not_found')
  if (job.status !== 'ready' || row.status === 'accepted') throw new AppError('import_busy')
  let next = row
  if (patch.content) {
    const content = { ...row.content, ...patch.content }
    const toRow = openComparison(database.db, { ...knowledge, normalize }, job.options)
    next = { ...(await toRow(n, { place: row.place, content })), articleId: null, selected: row.selected }
  }
  const selected = next.status !== 'error' && (patch.selected ?? (next.selected || row.status === 'error'))
  await database.transaction((tx) => updateRow(tx, id, { ...next, selected }))
  return (await findRow(database.db, id, n))!
}

export async function tickRows(
  deps: ImportVerbs,
  id: string,
  selected: boolean,
  status: 'new' | 'duplicate' | 'conflict' | undefined,
): Promise<ImportJob> {
  await deps.database.transaction(async (tx) => {
    if ((await existing(tx, id)).status !== 'ready') throw new AppError('import_busy')
    await selectRows(tx, id, selected, status)
  })
  return viewJob(deps.database.db, id)
}

/** The import as people see it. Throws not_found. */
export async function viewJob(db: Queryable, id: string): Promise<ImportJob> {
  return (await viewJobs(db, [await existing(db, id)]))[0]!
}

export async function viewJobs(db: Queryable, jobs: StoredJob[]): Promise<ImportJob[]> {
  const counts = await countRows(
    db,
    jobs.map(({ id }) => id),
  )
  return jobs.map(({ url: _, options: { accept: __, ...options }, ...job }) => ({
    ...job,
    options,
    counts: counts.get(job.id)!,
  }))
}

export async function existing(db: Queryable, id: string): Promise<StoredJob> {
  const job = await findJob(db, id)
  if (!job) throw new AppError('not_found')
  return job
}

async function move(
  tx: Tx,
  id: string,
  from: ImportJob['status'][],
  change: Parameters<typeof changeAndTell>[3],
  by: By,
) {
  if (!(await changeAndTell(tx, id, from, change, by.actor))) throw new AppError('import_busy')
}

const audit = (
  tx: Tx,
  id: string,
  what: 'created' | 'read-again' | 'accepted' | 'cancelled' | 'undone',
  by: By,
  detail: Record<string, unknown> = {},
) => recordAudit(tx, { actor: by.actor, action: `import.${what}`, target: `import:${id}`, detail, ip: by.ip })
