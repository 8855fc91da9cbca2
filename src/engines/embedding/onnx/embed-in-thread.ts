import { setImmediate as breathe } from 'node:timers/promises'
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import type { InferenceSession, Tensor } from 'onnxruntime-web'
import { ofLengthOne } from '#engines/embedding/length-one.ts'
import type { OnnxFolder } from '#engines/embedding/onnx/read-folder.ts'
import { wordPieces } from '#engines/embedding/onnx/word-pieces.ts'

export type ToThread = { id: number; texts: string[] } | { id: number; cancel: true }
export type FromThread = { id: number; vectors: Float32Array[] } | { id: number; fault: string }

/** So many texts go through the model at once: a customer's question waits for no more than these. */
const AT_ONCE = 4

type Job = { id: number; texts: string[]; vectors: Float32Array[] }
type Run = (texts: string[]) => Promise<Float32Array[]>

/** Runs the model in WebAssembly; what has the fewest texts left goes first, so that a question overtakes a whole base. */
async function work(folder: OnnxFolder): Promise<void> {
  const port = parentPort!
  const post = (message: FromThread) => port.postMessage(message)
  const jobs = new Map<number, Job>()
  let running = false
  const opened = openModel(folder)
  const run = async () => {
    while (jobs.size) {
      const job = [...jobs.values()].reduce((a, b) => (left(b) < left(a) ? b : a))
      try {
        const model = await opened
        job.vectors.push(...(await model(job.texts.slice(job.vectors.length, job.vectors.length + AT_ONCE))))
        if (left(job) <= 0 && jobs.delete(job.id)) post({ id: job.id, vectors: job.vectors })
      } catch (error) {
        if (jobs.delete(job.id)) post({ id: job.id, fault: String(error).slice(0, 300) })
      }
      await breathe()
    }
  }
  port.on('message', (message: ToThread) => {
    if ('cancel' in message) return void jobs.delete(message.id)
    jobs.set(message.id, { ...message, vectors: [] })
    if (running) return
    running = true
    void run().finally(() => {
      running = false
    })
  })
}

const left = ({ texts, vectors }: Job): number => texts.length - vectors.length

async function openModel({ model, vocabulary, most, pooling }: OnnxFolder): Promise<Run> {
  const ort = await import('onnxruntime-web').catch(() => {
    throw new Error('the package onnxruntime-web is not installed; npm install brings it')
  })
  ort.env.wasm.numThreads = 1
  const session = await ort.InferenceSession.create(model)
  return async (texts) => {
    const pieces = texts.map((text) => wordPieces(text, vocabulary, most))
    const width = Math.max(...pieces.map(({ length }) => length))
    const shape = [texts.length, width]
    const fill = (number: (row: number[], i: number) => number) =>
      BigInt64Array.from(pieces.flatMap((row) => Array.from({ length: width }, (_, i) => BigInt(number(row, i)))))
    const known: Record<string, BigInt64Array> = {
      input_ids: fill((row, i) => row[i] ?? vocabulary.padding),
      attention_mask: fill((row, i) => (i < row.length ? 1 : 0)),
      token_type_ids: fill(() => 0),
    }
    const feeds: Record<string, Tensor> = {}
    for (const name of session.inputNames) {
      if (!known[name]) throw new Error(`the model asks for ${name}, which no text model of this kind does`)
      feeds[name] = new ort.Tensor('int64', known[name], shape)
    }
    return vectorsIn(await session.run(feeds), pieces, pooling)
  }
}

/** One vector a text, as it comes or pooled over its pieces, without the padding. */
function vectorsIn(outputs: InferenceSession.OnnxValueMapType, pieces: number[][], pooling: OnnxFolder['pooling']) {
  const whole = outputs.sentence_embedding
  const { dims, data } = (whole ?? outputs.last_hidden_state ?? Object.values(outputs)[0]) as Tensor
  const numbers = data as Float32Array
  const size = dims.at(-1)!
  if (dims.length === 2) return pieces.map((_, text) => ofLengthOne(numbers.subarray(text * size, (text + 1) * size)))
  if (dims.length !== 3) throw new Error(`the model gives ${dims.length} dimensions instead of two or three`)
  const width = dims[1]!
  return pieces.map((row, text) => {
    const count = pooling === 'first' ? 1 : row.length
    const sum = new Float32Array(size)
    for (let i = 0; i < count; i++) for (let k = 0; k < size; k++) sum[k]! += numbers[(text * width + i) * size + k]!
    return ofLengthOne(sum)
  })
}

if (!isMainThread && parentPort) void work(workerData as OnnxFolder)
