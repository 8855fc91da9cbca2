import { rm } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import type { HistoryImport } from '#learning/history/contract.ts'
import { type Judge, judgeOpeners } from '#learning/history/judge-openers.ts'
import {
  changeImport,
  deleteContent,
  findImport,
  type ImportChange,
  insertDialogues,
  insertQuestions,
  interruptedImports,
} from '#learning/history/queries.ts'
import type { FromReader, ReadJob } from '#learning/history/read-in-thread.ts'
import { historyFile } from '#learning/history/upload.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { Log } from '#platform/log.ts'

export type HistoryDeps = { database: Database; dir: string; judge: Judge; log: Log }
type Done = Extract<FromReader, { kind: 'done' }>

/** How often people see the bar move, in milliseconds. */
const TELL = 1000
const QUESTIONS_AT_ONCE = 500

/** Runs imports beside the service: reading and cleaning in a thread, writing here in batches. */
export function openHistoryImports(deps: HistoryDeps) {
  const running = new Map<string, Worker>()
  const work = async (one: HistoryImport, by: string) => {
    const begun = performance.now()
    let kept = 0
    const write = async (dialogues: Parameters<typeof insertDialogues>[2]) => {
      kept += await deps.database.transaction((tx) => insertDialogues(tx, one.id, dialogues))
    }
    const { report, openers } = await read(deps, one, running, write)
    const questions = await judgeOpeners(openers, deps.judge)
    for (let at = 0; at < questions.length; at += QUESTIONS_AT_ONCE)
      await deps.database.transaction((tx) => insertQuestions(tx, one.id, questions.slice(at, at + QUESTIONS_AT_ONCE)))
    const known = (report.dropped.duplicate ?? 0) + (report.dialogues - dropped(report) - kept)
    const full = {
      ...report,
      dropped: { ...report.dropped, ...(known && { duplicate: known }) },
      kept,
      questions: questions.length,
      ms: Math.round(performance.now() - begun),
    }
    await tell(deps.database, one.id, by, { status: 'done', report: full, finished: true }, 1)
    await rm(historyFile(deps.dir, one.id), { force: true })
  }
  const settle = async (one: HistoryImport, by: string) => {
    try {
      await work(one, by)
    } catch (error) {
      const cancelled = !running.has(one.id)
      if (!cancelled) deps.log.error({ err: error, importId: one.id }, 'an import of past conversations failed')
      await deps.database.transaction((tx) => deleteContent(tx, one.id))
      await tell(deps.database, one.id, by, {
        status: cancelled ? 'cancelled' : 'failed',
        error: cancelled ? null : error instanceof AppError ? error.code : 'history_unreadable',
        finished: true,
      })
    } finally {
      running.delete(one.id)
    }
  }
  const open = new Set<Promise<void>>()
  return {
    /** Starts an uploaded import; a second start of the same is a conflict. */
    async start(id: string, mapping: HistoryImport['mapping'], by: string): Promise<void> {
      const change: ImportChange = { status: 'running', mapping, bytesRead: 0, error: null, started: true }
      const begun = await deps.database.transaction((tx) =>
        changeImport(tx, id, ['uploaded', 'failed', 'cancelled'], change),
      )
      if (!begun) throw new AppError('conflict')
      const one = (await findImport(deps.database.db, id))!
      const job = settle(one, by).finally(() => open.delete(job))
      open.add(job)
    },
    /** Stops reading; what was written is taken out again. */
    async cancel(id: string): Promise<boolean> {
      const worker = running.get(id)
      running.delete(id)
      await worker?.terminate()
      return worker !== undefined
    },
    /** Imports cut short by a crash can be started again. */
    async recover(): Promise<void> {
      for (const id of await interruptedImports(deps.database.db)) {
        if (running.has(id)) continue
        await deps.database.transaction((tx) => deleteContent(tx, id))
        await tell(deps.database, id, 'system', { status: 'failed', error: 'interrupted', finished: true })
      }
    },
    async stop(): Promise<void> {
      for (const worker of running.values()) await worker.terminate()
      await Promise.all(open)
    },
  }
}
export type HistoryImports = ReturnType<typeof openHistoryImports>

const dropped = (report: Done['report']) => Object.values(report.dropped).reduce((sum, n) => sum + n, 0)

/** Reads the file in a thread; each batch is written before the next one comes. */
function read(
  deps: HistoryDeps,
  one: HistoryImport,
  running: Map<string, Worker>,
  write: (dialogues: Parameters<typeof insertDialogues>[2]) => Promise<void>,
): Promise<Done> {
  const job: ReadJob = {
    path: historyFile(deps.dir, one.id),
    format: one.format,
    encoding: one.encoding,
    mapping: one.mapping,
  }
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./read-in-thread.ts', import.meta.url), { workerData: job })
    running.set(one.id, worker)
    let told = performance.now()
    const take = async (message: FromReader) => {
      if (message.kind === 'done') return resolve(message)
      await write(message.dialogues)
      if (performance.now() - told > TELL) {
        told = performance.now()
        const change = { bytesRead: message.bytes }
        await tell(deps.database, one.id, 'system', change, message.bytes / Math.max(1, one.size))
      }
      worker.postMessage('next')
    }
    // What is being written when the thread ends must be there before it is taken out again.
    let writing: Promise<unknown> = Promise.resolve()
    worker.on('message', (message: FromReader) => {
      writing = take(message).catch(async (error: unknown) => {
        reject(error)
        await worker.terminate()
      })
    })
    worker.on('error', reject)
    worker.on('exit', () => void writing.finally(() => reject(new AppError('shutting_down'))))
  })
}

async function tell(database: Database, id: string, actor: string, change: ImportChange, progress = 0): Promise<void> {
  await database.transaction(async (tx: Tx) => {
    const changed = await changeImport(tx, id, ['running'], change)
    if (!changed) return
    const payload = { importId: id, status: change.status ?? 'running', progress: Math.min(1, progress) }
    await appendEvents(tx, [{ kind: 'history.changed', conversationId: null, customerId: null, actor, payload }])
  })
}
