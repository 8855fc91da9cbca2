import { parse } from 'csv-parse/sync'
import { AppError } from '#platform/errors.ts'
import { LABELS } from '#understanding/emotion/labels.ts'
import type { Feeling, LabelImport } from '#understanding/models/labels/contract.ts'

export type FileRow = { text: string; label: Feeling }
export type FileRead = { rows: FileRow[]; problems: LabelImport['problems'] }

export const MOST_ROWS = 5000
const MOST_CHARACTERS = 300
const MOST_PROBLEMS = 200

const TEXT = /^(?:text|sentence|message|文本|句子|内容|消息|原文)$/i
const EMOTION = /^(?:emotion|label|feeling|情绪|标签|标注|感受)$/i

/** Feelings as the console names them and as data sets do. */
export const NAMES: Record<Feeling, string[]> = {
  anger: ['愤怒', '生气', 'angry'],
  anxiety: ['焦虑', '着急', 'anxious'],
  dissatisfaction: ['不满', 'dissatisfied'],
  disappointment: ['失望', 'disappointed'],
  sadness: ['难过', '悲伤', 'sad'],
  fear: ['担心', '害怕', 'worried'],
  surprise: ['惊讶', 'surprised'],
  gratitude: ['感谢', 'grateful'],
  joy: ['高兴', '满意', 'happy'],
  neutral: ['平静', '中性', 'calm'],
}
const FEELINGS = new Map(LABELS.flatMap((label) => [label, ...NAMES[label]].map((name) => [name, label] as const)))

/**
 * Labelled sentences of a CSV file with a heading (text, emotion). `mask` takes personal data out of a sentence. Throws
 * unsupported_media, labels_unreadable, payload_too_large.
 */
export function readLabelFile(file: Buffer, mask: (text: string) => string): FileRead {
  if (file.includes(0) || /^\s*(?:<|%PDF)/.test(file.toString('latin1', 0, 200)))
    throw new AppError('unsupported_media', { allowed: 'CSV' })
  const [heading, ...records] = cellsOf(decoded(file))
  const columns = (heading?.cells ?? []).map((cell) => cell.trim())
  const [text, emotion] = [TEXT, EMOTION].map((name) => columns.findIndex((column) => name.test(column)))
  if (text === undefined || emotion === undefined || text < 0 || emotion < 0) throw new AppError('labels_unreadable')
  if (records.length > MOST_ROWS) throw new AppError('payload_too_large', { limit: String(MOST_ROWS) })
  const read: FileRead = { rows: [], problems: [] }
  for (const { row, cells } of records) {
    const written = (cells[text] ?? '').trim()
    const label = FEELINGS.get((cells[emotion] ?? '').trim().toLowerCase())
    const masked = mask(written)
    const why = problemOf(written, masked, label)
    if (!why) read.rows.push({ text: masked, label: label! })
    else if (read.problems.length < MOST_PROBLEMS) read.problems.push({ row, why, text: masked.slice(0, 80) })
  }
  return read
}

function problemOf(text: string, masked: string, label: Feeling | undefined) {
  if (!text) return 'no-text'
  if (text.length > MOST_CHARACTERS) return 'too-long'
  if (!hasWords(masked)) return 'no-words'
  return label ? null : 'unknown-emotion'
}

/** Placeholders, digits and signs alone tell nothing of a feeling; a face does. */
export const hasWords = (text: string): boolean => /[\p{L}\p{Emoji_Presentation}]/u.test(text.replace(/\{\w+\}/g, ''))

/** UTF-8 when it can be, else GB18030: what Chinese spreadsheets write. */
function decoded(file: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return new TextDecoder('gb18030').decode(file)
  }
}

function cellsOf(text: string): { row: number; cells: string[] }[] {
  const heading = text.slice(0, text.search(/[\r\n]|$/))
  const delimiter = [',', ';', '\t'].reduce((best, one) =>
    heading.split(one).length > heading.split(best).length ? one : best,
  )
  const options = {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  } as const
  try {
    const records = parse(text, { ...options, info: true }) as unknown as {
      record: string[]
      info: { lines: number }
    }[]
    return records.map(({ record, info }) => ({ row: info.lines, cells: record }))
  } catch {
    throw new AppError('labels_unreadable')
  }
}
