import { createWriteStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { HistoryImport } from '#learning/history/contract.ts'
import { guessColumns } from '#learning/history/guess-columns.ts'
import { insertImport } from '#learning/history/queries.ts'
import { readRows, sniff } from '#learning/history/read-rows.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'

/** Largest file in bytes: some hundred thousand conversations. */
export const MAX_HISTORY = 128 * 1024 * 1024
const LOOKED_AT = 20

export const historyFile = (dir: string, id: string): string => join(dir, id)

/** Stores a file, looks at its first rows and guesses what its columns hold. Nothing is imported yet. */
export async function uploadHistory(
  deps: { database: Database; dir: string },
  file: { name: string; stream: Readable },
  by: string,
): Promise<HistoryImport['id']> {
  const id = newId()
  const path = historyFile(deps.dir, id)
  await mkdir(deps.dir, { recursive: true })
  try {
    await pipeline(file.stream, createWriteStream(path))
    if ((file.stream as Readable & { truncated?: boolean }).truncated)
      throw new AppError('payload_too_large', { limit: '128 MB' })
    const name = file.name.replace(/[\p{C}/\\]/gu, '').slice(-150) || 'file'
    const found = await sniff(path, name)
    if (!found) throw new AppError('unsupported_media', { allowed: 'CSV, JSONL, XLSX' })
    const sample = await firstRows(path, found)
    const columns = [...new Set(sample.flatMap((row) => Object.keys(row)))].slice(0, 60)
    if (!columns.length) throw new AppError('history_unreadable')
    await deps.database.transaction(async (tx) =>
      insertImport(tx, {
        id,
        name,
        size: (await stat(path)).size,
        ...found,
        columns,
        sample: sample.slice(0, 5).map((row) => shown(row, columns)),
        mapping: guessColumns(columns, sample),
        createdBy: by,
      }),
    )
    return id
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

async function firstRows(path: string, { format, encoding }: { format: HistoryImport['format']; encoding: string }) {
  const rows: Record<string, unknown>[] = []
  try {
    for await (const { cells } of readRows(path, format, encoding)) {
      if (cells) rows.push(cells)
      if (rows.length >= LOOKED_AT) break
    }
  } catch {
    // Whatever the parser stumbled over, a person can only send another file.
    throw new AppError('history_unreadable')
  }
  return rows
}

const shown = (row: Record<string, unknown>, columns: string[]) =>
  Object.fromEntries(
    columns.map((column) => {
      const value = row[column]
      const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)
      return [
        column,
        text
          .replace(/[\0\ufffd]/g, '')
          .toWellFormed()
          .slice(0, 200),
      ]
    }),
  )
