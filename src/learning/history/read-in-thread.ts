import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { cleanDialogue } from '#learning/history/clean-dialogue.ts'
import type { DropReason, HistoryTurn, ImportReport, Mapping } from '#learning/history/contract.ts'
import { groupDialogues } from '#learning/history/group-dialogues.ts'
import { type Opener, openOpeners } from '#learning/history/openers.ts'
import { type Format, readRows } from '#learning/history/read-rows.ts'
import { detectLanguage } from '#understanding/language.ts'

export type ReadJob = { path: string; format: Format; encoding: string; mapping: Mapping }
export type KeptDialogue = { hash: string; language: 'zh' | 'en'; turns: HistoryTurn[] }
/** The thread waits for `next` after each batch, so that reading is never far ahead of writing. */
export type FromReader =
  | { kind: 'batch'; dialogues: KeptDialogue[]; bytes: number }
  | { kind: 'done'; report: Omit<ImportReport, 'kept' | 'questions' | 'ms'>; openers: Opener[] }

const BATCH = 500
const EXAMPLES = 10

async function read(job: ReadJob, post: (message: FromReader) => void, next: () => Promise<void>): Promise<void> {
  const report: Omit<ImportReport, 'kept' | 'questions' | 'ms'> = {
    rows: 0,
    dialogues: 0,
    messages: 0,
    dropped: {},
    repaired: {},
    personal: {},
    examples: [],
  }
  const openers = openOpeners()
  const hashes = new Set<string>()
  let batch: KeptDialogue[] = []
  const drop = (row: number, reason: DropReason, text: string) => {
    report.dropped[reason] = (report.dropped[reason] ?? 0) + 1
    if (report.examples.filter((example) => example.reason === reason).length >= EXAMPLES) return
    report.examples.push({ row, reason, text: text.slice(0, 120) })
  }
  const rows = counted(readRows(job.path, job.format, job.encoding), () => report.rows++)
  for await (const raw of groupDialogues(rows, job.mapping)) {
    report.dialogues++
    if (!raw.turns) {
      drop(raw.row, 'unreadable', '')
      continue
    }
    const clean = cleanDialogue(raw.turns)
    if (!clean.kept) {
      drop(raw.row, clean.reason, clean.text)
      continue
    }
    if (hashes.has(clean.hash)) {
      drop(raw.row, 'duplicate', clean.turns[0]!.text)
      continue
    }
    hashes.add(clean.hash)
    report.messages += clean.turns.length
    for (const what of clean.repaired) report.repaired[what] = (report.repaired[what] ?? 0) + 1
    for (const [kind, n] of Object.entries(clean.personal) as [keyof ImportReport['personal'], number][])
      report.personal[kind] = (report.personal[kind] ?? 0) + n
    const language = detectLanguage(
      clean.turns
        .map((turn) => turn.text)
        .join(' ')
        .slice(0, 400),
      'zh',
    )
    openers.add(clean.turns, language)
    batch.push({ hash: clean.hash, language, turns: clean.turns })
    if (batch.length < BATCH) continue
    post({ kind: 'batch', dialogues: batch, bytes: raw.bytes })
    batch = []
    await next()
  }
  if (batch.length) {
    post({ kind: 'batch', dialogues: batch, bytes: 0 })
    await next()
  }
  post({ kind: 'done', report, openers: openers.list() })
}

async function* counted<T>(rows: AsyncIterable<T>, count: () => void): AsyncIterable<T> {
  for await (const row of rows) {
    count()
    yield row
  }
}

if (!isMainThread && parentPort) {
  const port = parentPort
  await read(
    workerData as ReadJob,
    (message) => port.postMessage(message),
    () => new Promise<void>((resolve) => port.once('message', () => resolve())),
  )
  port.close()
}
