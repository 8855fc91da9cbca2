import { Worker } from 'node:worker_threads'
import { type Progress, Unreadable } from '#knowledge/import/blocks.ts'
import type { FoundDraft } from '#knowledge/import/contract.ts'
import type { WorkerInput, WorkerMessage } from '#knowledge/import/parse-worker.ts'

/** Longest time and most memory a source may take, so that a hostile file costs its importer only. */
const TIME_LIMIT_MS = 180_000
const MEMORY_MB = 768

export type Parsed = { drafts: FoundDraft[]; columns: string[] }

/** Parses a source without holding up this thread. Rejects with Unreadable, or with the reason of `signal`. */
export function parseInThread(input: WorkerInput, progress: Progress, signal: AbortSignal): Promise<Parsed> {
  return new Promise<Parsed>((resolve, reject) => {
    const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), {
      workerData: input,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
      // A library that talks to the console would mix with the log.
      stdout: true,
      stderr: true,
    })
    const end = (settle: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      settle()
      void worker.terminate()
    }
    const fail = (error: unknown) => end(() => reject(error))
    const onAbort = () => fail(signal.reason)
    const timer = setTimeout(() => fail(TOO_LONG), TIME_LIMIT_MS)
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) return onAbort()
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'progress') progress(message.done, message.total)
      else if (message.kind === 'drafts') end(() => resolve(message))
      else fail(new Unreadable(message.zh, message.en, message.columns))
    })
    worker.on('error', (error: Error & { code?: string }) =>
      fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? TOO_LARGE : error),
    )
    worker.on('exit', () => fail(new Error('the parser ended without an answer')))
  })
}

const TOO_LONG = new Unreadable('读取时间过长，请拆分文件后导入。', 'Reading took too long. Import the file in parts.')
const TOO_LARGE = new Unreadable('文件内容过多，请拆分后导入。', 'The file holds too much. Import it in parts.')
