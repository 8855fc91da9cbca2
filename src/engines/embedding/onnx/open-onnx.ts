import { Worker } from 'node:worker_threads'
import type { Vector, VectorSource } from '#engines/embedding/contract.ts'
import { EmbeddingFault } from '#engines/embedding/embedding-fault.ts'
import type { FromThread, ToThread } from '#engines/embedding/onnx/embed-in-thread.ts'
import { readOnnxFolder } from '#engines/embedding/onnx/read-folder.ts'

type Waiting = { resolve(vectors: Vector[]): void; reject(fault: EmbeddingFault): void }

/**
 * A sentence model in a folder of this machine, run in a thread of its own. Throws EmbeddingFault for a folder that
 * cannot be used. The thread is started by the first text and again after it broke.
 */
export async function openOnnx(dir: string): Promise<VectorSource> {
  const folder = await readOnnxFolder(dir)
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let last = 0
  const broken = (why: string) => {
    worker = null
    for (const { reject } of waiting.values()) reject(new EmbeddingFault(why, false))
    waiting.clear()
  }
  // An idle thread does not keep the process from ending.
  const settle = (id: number): boolean => {
    const known = waiting.delete(id)
    if (waiting.size === 0) worker?.unref()
    return known
  }
  const start = (): Worker => {
    const thread = new Worker(new URL('./embed-in-thread.ts', import.meta.url), { workerData: folder })
    thread.on('message', (message: FromThread) => {
      const one = waiting.get(message.id)
      settle(message.id)
      if ('fault' in message) one?.reject(new EmbeddingFault(message.fault, false))
      else one?.resolve(message.vectors)
    })
    thread.on('error', (error) => broken(`the thread of the model broke: ${error}`))
    thread.on('exit', () => broken('the thread of the model ended'))
    return thread
  }
  return {
    model: folder.name,
    vectors(texts, signal) {
      worker ??= start()
      const thread = worker
      const id = ++last
      const post = (message: ToThread) => thread.postMessage(message)
      return new Promise<Vector[]>((resolve, reject) => {
        const giveUp = () => {
          if (!settle(id)) return
          post({ id, cancel: true })
          reject(new EmbeddingFault('too slow', false))
        }
        if (signal.aborted) return reject(new EmbeddingFault('too slow', false))
        signal.addEventListener('abort', giveUp, { once: true })
        waiting.set(id, {
          resolve(vectors) {
            signal.removeEventListener('abort', giveUp)
            resolve(vectors)
          },
          reject(fault) {
            signal.removeEventListener('abort', giveUp)
            reject(fault)
          },
        })
        thread.ref()
        post({ id, texts })
      })
    },
  }
}
