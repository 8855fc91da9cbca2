import { type Selectable, sql } from 'kysely'
import type {
  ImportJob,
  ImportOptions,
  ImportPlace,
  ImportRelation,
  ImportRow,
  ImportRowStatus,
} from '#knowledge/import/contract.ts'
import type { Database, Db, Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'

export const statements = {
  /** Takes the oldest import that waits for work and that nobody works on. $1 node, $2 seconds of lease. */
  claim: `
    update import_jobs set lease_owner = $1, lease_until = now() + make_interval(secs => $2)
    where id = (
      select id from import_jobs
      where status in ('waiting', 'parsing', 'accepting') and (lease_until is null or lease_until < now())
      order by created_at limit 1 for update skip locked
    )
    returning id`,
} as const

/** What acceptance needs to know later: as whom, and whether to publish. */
export type StoredOptions = ImportOptions & { accept?: { actor: string; ip: string; publish: boolean } }
export type StoredJob = Omit<ImportJob, 'options' | 'counts'> & { options: StoredOptions; url: string | null }
export type StoredSource = ImportJob['source'] & { url?: string }

const toJob = (row: Selectable<Tables['import_jobs']>): StoredJob => {
  const { url = null, ...source } = row.source as StoredSource
  return {
    id: row.id,
    source: { ...source, columns: source.columns ?? [] },
    url,
    options: row.options as StoredOptions,
    status: row.status as ImportJob['status'],
    stage: row.stage as ImportJob['stage'],
    progress: row.progress,
    error: row.error as ImportJob['error'],
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}

export async function insertJob(
  tx: Tx,
  job: { id: string; source: StoredSource; options: ImportOptions; createdBy: string },
): Promise<void> {
  await tx
    .insertInto('import_jobs')
    .values({
      id: job.id,
      source: JSON.stringify(job.source),
      options: JSON.stringify(job.options),
      status: 'waiting',
      created_by: job.createdBy,
    })
    .execute()
}

export async function findJob(db: Queryable, id: string): Promise<StoredJob | null> {
  const row = await db.selectFrom('import_jobs').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toJob(row) : null
}

/** Newest first; ids are time-ordered. */
export async function listJobs(db: Queryable, page: { before?: string; limit: number }): Promise<StoredJob[]> {
  let query = db.selectFrom('import_jobs').selectAll()
  if (page.before) query = query.where('id', '<', page.before)
  return (await query.orderBy('id', 'desc').limit(page.limit).execute()).map(toJob)
}

export async function claimJob(database: Database, node: string, seconds: number): Promise<string | null> {
  const [row] = await database.run<{ id: string }>(statements.claim, [node, seconds])
  return row?.id ?? null
}

export async function renewLease(db: Db, id: string, node: string, seconds: number): Promise<void> {
  await db
    .updateTable('import_jobs')
    .set({ lease_until: new Date(Date.now() + seconds * 1000) })
    .where('id', '=', id)
    .where('lease_owner', '=', node)
    .execute()
}

/** At the start of the only process there is: nobody works on anything. */
export async function releaseJobs(db: Db): Promise<void> {
  await db
    .updateTable('import_jobs')
    .set({ lease_owner: null, lease_until: null })
    .where('lease_owner', 'is not', null)
    .execute()
}

export type JobChange = {
  status?: ImportJob['status']
  stage?: ImportJob['stage']
  progress?: number
  error?: ImportJob['error']
  source?: StoredSource
  options?: StoredOptions
}

/** False when the import is in none of the states `from`: somebody cancelled it meanwhile. */
export async function changeJob(tx: Tx, id: string, from: ImportJob['status'][], change: JobChange): Promise<boolean> {
  const { source, options, error, ...plain } = change
  // Whoever takes a job to another state is done with it.
  const released = change.status && !['parsing', 'accepting'].includes(change.status)
  const row = await tx
    .updateTable('import_jobs')
    .set({
      ...plain,
      ...(source && { source: JSON.stringify(source) }),
      ...(options && { options: JSON.stringify(options) }),
      ...(error !== undefined && { error: error && JSON.stringify(error) }),
      ...((released || change.status === 'accepting') && { lease_owner: null, lease_until: null }),
      updated_at: new Date(),
    })
    .where('id', '=', id)
    .where('status', 'in', from)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function countRows(db: Queryable, ids: string[]): Promise<Map<string, ImportJob['counts']>> {
  const counts = new Map(
    ids.map((id) => [id, { new: 0, duplicate: 0, conflict: 0, error: 0, selected: 0, accepted: 0, undone: 0 }]),
  )
  if (!ids.length) return counts
  const rows = await db
    .selectFrom('import_rows')
    .select(['job_id', 'status', 'selected', (eb) => eb.fn.countAll<number>().as('n')])
    .where('job_id', 'in', ids)
    .groupBy(['job_id', 'status', 'selected'])
    .execute()
  for (const row of rows) {
    const count = counts.get(row.job_id)!
    const status = row.status as ImportRowStatus
    count[status] += Number(row.n)
    if (row.selected && (status === 'new' || status === 'duplicate' || status === 'conflict'))
      count.selected += Number(row.n)
  }
  return counts
}

export type StoredRow = Omit<ImportRow, 'articleId'>

const toRow = (row: Selectable<Tables['import_rows']>): ImportRow => ({
  n: row.n,
  place: row.place as ImportPlace,
  content: row.content as ImportRow['content'],
  status: row.status as ImportRowStatus,
  selected: row.selected,
  related: row.related as ImportRelation[],
  problem: row.problem as ImportRow['problem'],
  articleId: row.article_id,
})

export async function insertRows(tx: Tx, jobId: string, rows: StoredRow[]): Promise<void> {
  if (!rows.length) return
  await tx
    .insertInto('import_rows')
    .values(
      rows.map((row) => ({
        job_id: jobId,
        n: row.n,
        place: JSON.stringify(row.place),
        content: JSON.stringify(row.content),
        status: row.status,
        selected: row.selected,
        related: JSON.stringify(row.related),
        problem: row.problem && JSON.stringify(row.problem),
      })),
    )
    .execute()
}

export async function deleteRows(tx: Tx, jobId: string): Promise<void> {
  await tx.deleteFrom('import_rows').where('job_id', '=', jobId).execute()
}

export async function listRows(
  db: Queryable,
  jobId: string,
  page: { status?: ImportRowStatus; after?: number; limit: number },
): Promise<ImportRow[]> {
  let query = db.selectFrom('import_rows').selectAll().where('job_id', '=', jobId)
  if (page.status) query = query.where('status', '=', page.status)
  if (page.after !== undefined) query = query.where('n', '>', page.after)
  return (await query.orderBy('n').limit(page.limit).execute()).map(toRow)
}

export async function findRow(db: Queryable, jobId: string, n: number): Promise<ImportRow | null> {
  const row = await db
    .selectFrom('import_rows')
    .selectAll()
    .where('job_id', '=', jobId)
    .where('n', '=', n)
    .executeTakeFirst()
  return row ? toRow(row) : null
}

export async function updateRow(tx: Tx, jobId: string, row: StoredRow): Promise<void> {
  await tx
    .updateTable('import_rows')
    .set({
      content: JSON.stringify(row.content),
      status: row.status,
      selected: row.selected,
      related: JSON.stringify(row.related),
      problem: row.problem && JSON.stringify(row.problem),
    })
    .where('job_id', '=', jobId)
    .where('n', '=', row.n)
    .execute()
}

const OPEN: ImportRowStatus[] = ['new', 'duplicate', 'conflict']

/** Ticks or unticks rows that can still be taken. */
export async function selectRows(tx: Tx, jobId: string, selected: boolean, status?: ImportRowStatus): Promise<void> {
  await tx
    .updateTable('import_rows')
    .set({ selected })
    .where('job_id', '=', jobId)
    .where('status', 'in', status ? [status] : OPEN)
    .execute()
}

/** The next rows to become articles, held so that no other node takes them. */
export async function takeSelected(tx: Tx, jobId: string, limit: number): Promise<ImportRow[]> {
  const rows = await tx
    .selectFrom('import_rows')
    .selectAll()
    .where('job_id', '=', jobId)
    .where('selected', '=', true)
    .where('status', 'in', OPEN)
    .orderBy('n')
    .limit(limit)
    .forUpdate()
    .execute()
  return rows.map(toRow)
}

export async function markAccepted(tx: Tx, jobId: string, n: number, article: { id: string; version: number }) {
  await tx
    .updateTable('import_rows')
    .set({ status: 'accepted', article_id: article.id, article_version: article.version })
    .where('job_id', '=', jobId)
    .where('n', '=', n)
    .execute()
}

/** Accepted rows that have not been undone, with the version their article had. */
export async function takeAccepted(tx: Tx, jobId: string, limit: number) {
  return tx
    .selectFrom('import_rows')
    .select(['n', 'article_id as articleId', 'article_version as articleVersion'])
    .where('job_id', '=', jobId)
    .where('status', '=', 'accepted')
    .orderBy('n')
    .limit(limit)
    .forUpdate()
    .execute()
}

export async function markUndone(tx: Tx, jobId: string, ns: number[]): Promise<void> {
  if (!ns.length) return
  await tx
    .updateTable('import_rows')
    .set({ status: 'undone', selected: false })
    .where('job_id', '=', jobId)
    .where('n', 'in', ns)
    .execute()
}

/** How many ticked rows are still to be taken. */
export async function countSelected(db: Queryable, jobId: string): Promise<number> {
  const row = await db
    .selectFrom('import_rows')
    .select(sql<number>`count(*)::int`.as('n'))
    .where('job_id', '=', jobId)
    .where('selected', '=', true)
    .where('status', 'in', OPEN)
    .executeTakeFirstOrThrow()
  return row.n
}
