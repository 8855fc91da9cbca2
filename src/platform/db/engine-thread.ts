// The embedded engine's own thread: bytes of PostgreSQL's protocol come in, the answer to each goes out, in order.
import { mkdirSync, openAsBlob } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'

/** `dataDir` null keeps everything in memory; `loadFrom` is a file that `dump` wrote. */
export type ThreadOrder = { dataDir: string | null; loadFrom: string | null }
/** Bytes to execute, or a word. */
export type ThreadAsk = Uint8Array | 'dump' | 'close'
/** One for each ask, and one when the engine is ready. */
export type ThreadAnswer = Uint8Array | { failed: string }

const { dataDir, loadFrom } = workerData as ThreadOrder
const port = parentPort!
if (dataDir) mkdirSync(dataDir, { recursive: true })
const pglite = await PGlite.create({
  dataDir: dataDir ?? undefined,
  loadDataDir: loadFrom ? await openAsBlob(loadFrom) : undefined,
  relaxedDurability: false,
  // All of it is taken at the start. What is not in it the operating system keeps: 128 MB were no faster.
  startParams: [...PGlite.defaultStartParams, '-c', 'shared_buffers=32MB'],
})
const answer = (bytes: Uint8Array) => port.postMessage(bytes, [bytes.buffer as ArrayBuffer])

/** Runs what it is given before it returns; what the engine writes is a view of its memory. */
async function execute(bytes: Uint8Array): Promise<Uint8Array> {
  const written: Uint8Array[] = []
  // Nothing to sync: files are written as the engine writes them.
  await pglite.execProtocolRawStream(bytes, { syncToFs: false, onRawData: (part) => written.push(part.slice()) })
  if (written.length === 1) return written[0]!
  const whole = new Uint8Array(written.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of written) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

port.on('message', async (ask: ThreadAsk) => {
  try {
    if (ask === 'close') {
      await pglite.close()
      answer(new Uint8Array())
    } else if (ask === 'dump') answer(new Uint8Array(await (await pglite.dumpDataDir('none')).arrayBuffer()))
    else answer(await execute(ask))
  } catch (error) {
    port.postMessage({ failed: String(error) } satisfies ThreadAnswer)
  }
})
answer(new Uint8Array())
