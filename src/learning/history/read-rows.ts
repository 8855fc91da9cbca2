import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { Transform } from 'node:stream'
import { parse } from 'csv-parse'
import iconv from 'iconv-lite'
import { readSheet } from 'read-excel-file/node'

export type Format = 'csv' | 'jsonl' | 'xlsx'
/** One row of a file: its number (1-based, the heading not counted), its cells by column, how many bytes were read so far; null cells for a row that cannot be read. */
export type FileRow = { row: number; cells: Record<string, unknown> | null; bytes: number }

const LOOK = 256 * 1024

/** Format by name and first bytes, and the encoding of a text file. Null when it is none that can be read. */
export async function sniff(path: string, name: string): Promise<{ format: Format; encoding: string } | null> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(LOOK), 0, LOOK, 0)
    const head = buffer.subarray(0, bytesRead)
    if (head.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) return { format: 'xlsx', encoding: 'binary' }
    if (head.includes(0) && !hasWideMark(head)) return null
    const encoding = encodingOf(head)
    const text = iconv.decode(head, encoding).trimStart()
    // A page or a document of marks, whatever it is called.
    if (text.startsWith('<')) return null
    const isJson = /\.(?:jsonl|ndjson|json)$/i.test(name) || text.startsWith('{')
    return { format: isJson ? 'jsonl' : 'csv', encoding }
  } finally {
    await file.close()
  }
}

const hasWideMark = (head: Buffer) => (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)

/** UTF-8 when it can be, else GB18030: what Chinese spreadsheets and ticket systems write. */
function encodingOf(head: Buffer): string {
  if (hasWideMark(head)) return head[0] === 0xff ? 'utf-16le' : 'utf-16be'
  // The last character may be cut; three bytes less decide as well.
  const whole = head.length < LOOK ? head : head.subarray(0, lastBreak(head))
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(whole)
    return 'utf-8'
  } catch {
    return 'gb18030'
  }
}

const lastBreak = (head: Buffer) => Math.max(head.lastIndexOf(0x0a), 1)

/** Every row of a file, in order, as a stream: a large file needs no more memory than a small one. */
export function readRows(path: string, format: Format, encoding: string): AsyncIterable<FileRow> {
  if (format === 'jsonl') return readLines(path, encoding)
  return format === 'csv' ? readCsv(path, encoding) : readExcel(path)
}

async function* readLines(path: string, encoding: string): AsyncIterable<FileRow> {
  const { stream, read } = decoded(path, encoding)
  let row = 0
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (!line.trim()) continue
    yield { row: ++row, cells: objectOf(line), bytes: read() }
  }
}

function objectOf(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line)
    if (Array.isArray(value)) return { messages: value }
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : null
  } catch {
    // Counted as unreadable by the caller; one bad line does not end an import.
    return null
  }
}

async function* readCsv(path: string, encoding: string): AsyncIterable<FileRow> {
  const delimiter = await delimiterOf(path, encoding)
  const { stream, read } = decoded(path, encoding)
  const parser = stream.pipe(
    parse({
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      delimiter,
      max_record_size: 1024 * 1024,
    }),
  )
  stream.on('error', (error) => parser.destroy(error))
  let columns: string[] | null = null
  let row = 0
  for await (const record of parser as AsyncIterable<string[]>) {
    if (!columns) columns = named(record)
    else yield { row: ++row, cells: byColumn(columns, record), bytes: read() }
  }
}

/** Whichever separates most in the heading; text below it may hold any of them. */
async function delimiterOf(path: string, encoding: string): Promise<string> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(LOOK), 0, LOOK, 0)
    const heading = /^[^\r\n]*/.exec(iconv.decode(buffer.subarray(0, bytesRead), encoding))![0]
    const counts = [',', '\t', ';', '|'].map((sign) => ({ sign, times: heading.split(sign).length }))
    return counts.reduce((best, one) => (one.times > best.times ? one : best)).sign
  } finally {
    await file.close()
  }
}

async function* readExcel(path: string): AsyncIterable<FileRow> {
  const [heading, ...rows] = await readSheet(path)
  if (!heading) return
  const columns = named(heading.map((cell) => (cell === null ? '' : String(cell))))
  for (const [i, cells] of rows.entries()) {
    const texts = cells.map((cell) => (cell instanceof Date ? cell.toISOString() : cell === null ? '' : String(cell)))
    yield { row: i + 1, cells: byColumn(columns, texts), bytes: 0 }
  }
}

function decoded(path: string, encoding: string) {
  const file = createReadStream(path)
  const stream = file.pipe(iconv.decodeStream(encoding) as unknown as Transform)
  file.on('error', (error) => stream.destroy(error))
  return { stream, read: () => file.bytesRead }
}

/** Every column has a name of its own. */
function named(heading: string[]): string[] {
  const seen = new Map<string, number>()
  return heading.map((cell, i) => {
    const name = cell.trim().slice(0, 100) || `#${i + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times > 1 ? `${name} (${times})` : name
  })
}

const byColumn = (columns: string[], record: string[]) =>
  Object.fromEntries(columns.map((column, i) => [column, record[i] ?? '']))
