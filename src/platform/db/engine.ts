import { Worker } from 'node:worker_threads'
import type { ThreadAnswer, ThreadAsk, ThreadOrder } from '#platform/db/engine-thread.ts'

/** The embedded PostgreSQL, which runs in a thread of its own and answers in the order of asking. */
export type Engine = {
  /** Executes bytes of the wire protocol, whose memory goes to the thread, and resolves to what the engine says. */
  ask(bytes: Uint8Array): Promise<Uint8Array>
  dump(): Promise<Uint8Array>
  close(): Promise<void>
}

/** Starts the thread. While it owes no answer it does not keep the process alive. */
export async function startEngine(order: ThreadOrder): Promise<Engine> {
  const worker = new Worker(new URL('./engine-thread.ts', import.meta.url), { workerData: order, execArgv: [] })
  const asked: { resolve(bytes: Uint8Array): void; reject(error: unknown): void }[] = []
  let broken: Error | null = null
  const fail = (error: Error) => {
    broken ??= error
    for (const { reject } of asked.splice(0)) reject(error)
  }
  const answered = () =>
    new Promise<Uint8Array>((resolve, reject) => {
      if (broken) return reject(broken)
      if (!asked.length) worker.ref()
      asked.push({ resolve, reject })
    })
  worker.on('message', (answer: ThreadAnswer) => {
    const { resolve, reject } = asked.shift()!
    if (!asked.length) worker.unref()
    if ('failed' in answer) reject(new Error(answer.failed))
    else resolve(answer)
  })
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('The embedded database is closed')))
  const ask = (what: ThreadAsk) => {
    const answer = answered()
    worker.postMessage(what, typeof what === 'string' ? [] : [what.buffer as ArrayBuffer])
    return answer
  }
  await answered()
  return {
    ask,
    dump: () => ask('dump'),
    close: async () => {
      await ask('close')
      await worker.terminate()
    },
  }
}
