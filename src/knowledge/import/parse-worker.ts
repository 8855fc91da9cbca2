// Runs in a thread of its own: reading a large document would hold up every chat of this process.
import { parentPort, workerData } from 'node:worker_threads'
import { Unreadable } from '#knowledge/import/blocks.ts'
import type { ColumnMapping, FoundDraft, ImportFormat } from '#knowledge/import/contract.ts'
import { parseSource } from '#knowledge/import/parse-source.ts'

export type WorkerInput = { bytes: Uint8Array; format: ImportFormat; mapping: ColumnMapping }
export type WorkerMessage =
  | { kind: 'progress'; done: number; total: number }
  | { kind: 'drafts'; drafts: FoundDraft[]; columns: string[] }
  | { kind: 'unreadable'; zh: string; en: string; columns: string[] }

async function main(port: NonNullable<typeof parentPort>): Promise<void> {
  const tell = (message: WorkerMessage) => port.postMessage(message)
  const { bytes, format, mapping } = workerData as WorkerInput
  try {
    const source = { bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), format, mapping }
    const { drafts, columns } = await parseSource(source, (done, total) => tell({ kind: 'progress', done, total }))
    tell({ kind: 'drafts', drafts, columns })
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    tell({ kind: 'unreadable', zh: error.zh, en: error.en, columns: error.columns })
  }
}

if (parentPort) await main(parentPort)
