import { acceptRows } from '#knowledge/import/accept-rows.ts'
import { Unreadable } from '#knowledge/import/blocks.ts'
import type { FetchPage } from '#knowledge/import/fetch-page.ts'
import { changeAndTell, type JobChange } from '#knowledge/import/import-change.ts'
import { claimJob, findJob, releaseJobs, renewLease, type StoredJob } from '#knowledge/import/import-queries.ts'
import { readSource } from '#knowledge/import/read-source.ts'
import type { SourceStore } from '#knowledge/import/source-store.ts'
import type { Knowledge } from '#knowledge/search.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError, ERRORS } from '#platform/errors.ts'
import type { Log } from '#platform/log.ts'

export type ImportDeps = {
  database: Database
  knowledge: Knowledge
  normalize: (text: string) => string
  store: SourceStore
  fetchPage: FetchPage
  node: string
  log: Log
}

export type Imports = {
  /** Looks for work now; imports of a node that died are gone on with when their lease is over. */
  wake(): void
  /** Stops work on an import that was cancelled, if this node does it. */
  abort(id: string): void
  /** Nobody works on anything: for the start of the only process there is. */
  release(): Promise<void>
  settled(): Promise<void>
  /** Leaves the running import to whoever starts next. */
  close(): Promise<void>
}

/** The step of an import that a node is at. `report` throws when somebody has cancelled it. */
export type Step = { signal: AbortSignal; report: (change: JobChange) => Promise<void> }

const LEASE_S = 60
const STOPPED = new Error('the import was stopped')

/** Works through imports, one at a time, wherever they were uploaded. */
export function openImports(deps: ImportDeps): Imports {
  const { database, node, log } = deps
  let running: Promise<void> | null = null
  let again = false
  let closed = false
  let current: { id: string; controller: AbortController } | null = null

  const drain = async () => {
    do {
      again = false
      for (;;) {
        const id = closed ? null : await claimJob(database, node, LEASE_S)
        if (!id) break
        current = { id, controller: new AbortController() }
        await work(deps, id, current.controller)
        current = null
      }
    } while (again && !closed)
  }
  const wake = () => {
    if (closed) return
    again = true
    running ??= drain()
      .catch((error: unknown) => log.error({ err: error }, 'imports stopped; they are looked at again later'))
      .finally(() => {
        running = null
      })
  }
  return {
    wake,
    abort: (id) => void (current?.id === id && current.controller.abort(STOPPED)),
    release: () => releaseJobs(database.db),
    settled: async () => {
      while (running) await running
    },
    close: async () => {
      closed = true
      const left = current?.id
      current?.controller.abort(STOPPED)
      await running
      if (left) await renewLease(database.db, left, node, -1)
    },
  }
}

async function work(deps: ImportDeps, id: string, controller: AbortController): Promise<void> {
  const { database, node, log } = deps
  const heartbeat = setInterval(() => {
    renewLease(database.db, id, node, LEASE_S).catch((error: unknown) =>
      log.warn({ err: error, import: id }, 'the lease of an import could not be renewed'),
    )
  }, 15_000)
  const report = async (change: JobChange) => {
    controller.signal.throwIfAborted()
    const done = await database.transaction((tx) =>
      changeAndTell(tx, id, ['waiting', 'parsing', 'accepting'], change, 'system'),
    )
    if (!done) controller.abort(STOPPED)
    controller.signal.throwIfAborted()
  }
  try {
    const job = await findJob(database.db, id)
    if (!job) return
    const step = { signal: controller.signal, report }
    if (job.status === 'accepting') await acceptRows(deps, job, step)
    else await readSource(deps, job, step)
  } catch (error) {
    if (error !== STOPPED) await fail(deps, id, error)
  } finally {
    clearInterval(heartbeat)
  }
}

async function fail({ database, log }: ImportDeps, id: string, error: unknown): Promise<void> {
  const known = error instanceof Unreadable || error instanceof AppError
  if (!known) log.error({ err: error, import: id }, 'an import failed')
  await database.transaction(async (tx) => {
    const job = await findJob(tx, id)
    if (!job) return
    const columns = error instanceof Unreadable && error.columns.length ? error.columns : job.source.columns
    const change: JobChange = {
      ...{ status: 'failed', stage: '', error: sentenceOf(error) },
      source: { ...job.source, columns, ...(job.url && { url: job.url }) },
    }
    await changeAndTell(tx, id, ['waiting', 'parsing', 'accepting'], change, 'system')
  })
}

function sentenceOf(error: unknown): NonNullable<StoredJob['error']> {
  if (error instanceof Unreadable) return { zh: error.zh, en: error.en }
  const [, zh, en] = ERRORS[error instanceof AppError ? error.code : 'internal']
  const params: Record<string, string | number> = error instanceof AppError ? error.params : {}
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (_, key: string) => String(params[key] ?? ''))
  return { zh: filled(zh), en: filled(en) }
}
