import { setImmediate } from 'node:timers/promises'
import { Unreadable } from '#knowledge/import/blocks.ts'
import { openComparison } from '#knowledge/import/compare-drafts.ts'
import type { ImportFormat } from '#knowledge/import/contract.ts'
import { detectFormat, IMPORT_TYPES } from '#knowledge/import/detect-format.ts'
import { deleteRows, insertRows, type StoredJob, type StoredRow } from '#knowledge/import/import-queries.ts'
import { type Parsed, parseInThread } from '#knowledge/import/parse-in-thread.ts'
import type { ImportDeps, Step } from '#knowledge/import/run-imports.ts'
import { AppError } from '#platform/errors.ts'

/** Rows written in one go. */
const BATCH = 40
/** More drafts than anybody looks through in one sitting. */
const MOST_DRAFTS = 20_000

/** From the source to a preview: fetch, read in a thread, compare with the base. Starts from the beginning after a restart. */
export async function readSource(deps: ImportDeps, job: StoredJob, step: Step): Promise<void> {
  const { database } = deps
  await step.report({ status: 'parsing', stage: job.url ? 'fetching' : 'reading', progress: 0, error: null })
  await database.transaction((tx) => deleteRows(tx, job.id))
  const { bytes, format, source } = await sourceOf(deps, job, step)
  const parsed = await parse(job, { bytes, format }, step)
  const columns = parsed.columns.slice(0, 200)
  await step.report({ stage: 'comparing', progress: 50, source: { ...source, format, columns } })
  await compare(deps, job, parsed.drafts.slice(0, MOST_DRAFTS), step)
  await step.report({ status: 'ready', stage: '', progress: 100 })
}

async function sourceOf({ store, fetchPage }: ImportDeps, job: StoredJob, { signal, report }: Step) {
  const kept = await store.read(job.id)
  const source = { ...job.source, ...(job.url && { url: job.url }) }
  if (kept && job.source.format) return { bytes: kept, format: job.source.format, source }
  if (!job.url) throw new Unreadable('原文件已不存在，请重新上传。', 'The file is gone. Upload it again.')
  const page = await fetchPage(job.url, signal)
  const format = detectFormat(page.name, page.type, page.bytes) ?? detectFormat(page.name, null, page.bytes)
  if (!format) throw new AppError('unsupported_media', { allowed: IMPORT_TYPES })
  await store.put(job.id, page.bytes)
  const fetched = { ...source, size: page.bytes.length, format }
  await report({ stage: 'reading', source: fetched })
  return { bytes: page.bytes, format, source: fetched }
}

async function parse(job: StoredJob, read: { bytes: Buffer; format: ImportFormat }, step: Step): Promise<Parsed> {
  let told = 0
  let reporting: Promise<unknown> = Promise.resolve()
  const progress = (done: number, total: number) => {
    const percent = Math.floor((50 * done) / Math.max(total, 1))
    if (percent < told + 5) return
    told = percent
    // A cancelled import ends by its signal; what cannot be told now is told with the next step.
    reporting = reporting.then(() => step.report({ progress: percent })).catch(() => undefined)
  }
  const input = { bytes: new Uint8Array(read.bytes), format: read.format, mapping: job.options.mapping }
  const parsed = await parseInThread(input, progress, step.signal)
  await reporting
  return parsed
}

async function compare(deps: ImportDeps, job: StoredJob, drafts: Parsed['drafts'], step: Step): Promise<void> {
  const { database, knowledge, normalize } = deps
  const toRow = openComparison(database.db, { ...knowledge, normalize }, job.options)
  let rows: StoredRow[] = []
  for (const [i, draft] of drafts.entries()) {
    // Searching is synchronous: others get their turn between two drafts.
    await setImmediate()
    rows.push(await toRow(i + 1, draft))
    if (rows.length < BATCH && i + 1 < drafts.length) continue
    const batch = rows
    rows = []
    await database.transaction((tx) => insertRows(tx, job.id, batch))
    const progress = 50 + Math.floor((49 * (i + 1)) / drafts.length)
    await step.report({ progress })
  }
}
