import { Worker } from 'node:worker_threads'
import { AppError } from '#platform/errors.ts'
import type { TrainingRun } from '#understanding/models/contract.ts'
import type { Compared, FromThread, Job, Trained } from '#understanding/models/train-in-thread.ts'

type Tell = (step: TrainingRun['step'], progress: number) => void
type Result<J extends Job> = J['kind'] extends 'train' | 'teach' ? Trained : Compared

/** Runs training jobs in threads of their own, so that customers are answered meanwhile. */
export function openThreads() {
  const running = new Set<Worker>()
  return {
    /** Rejects with the thread's error, or `shutting_down` when it was stopped. */
    run<J extends Job>(job: J, tell: Tell = () => undefined): Promise<Result<J>> {
      return new Promise((resolve, reject) => {
        const worker = new Worker(new URL('./train-in-thread.ts', import.meta.url), { workerData: job })
        running.add(worker)
        worker.on('message', (message: FromThread) => {
          if (message.kind === 'progress') tell(message.step, message.progress)
          else resolve(message.result as Result<J>)
        })
        worker.on('error', reject)
        worker.on('exit', () => {
          running.delete(worker)
          reject(new AppError('shutting_down'))
        })
      })
    },
    async stop(): Promise<void> {
      await Promise.all([...running].map((worker) => worker.terminate()))
    },
  }
}
export type Threads = ReturnType<typeof openThreads>
