import { AppError } from '#platform/errors.ts'
import { readCsv } from '#platform/read-csv.ts'
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
  const table = readCsv(file)
  const at = (name: RegExp) => table?.heading.findIndex((column) => name.test(column)) ?? -1
  const [text, emotion] = [at(TEXT), at(EMOTION)]
  if (!table || text < 0 || emotion < 0) throw new AppError('labels_unreadable')
  if (table.rows.length > MOST_ROWS) throw new AppError('payload_too_large', { limit: String(MOST_ROWS) })
  const read: FileRead = { rows: [], problems: [] }
  for (const { line, cells } of table.rows) {
    const written = (cells[text] ?? '').trim()
    const label = FEELINGS.get((cells[emotion] ?? '').trim().toLowerCase())
    const masked = mask(written)
    const why = problemOf(written, masked, label)
    if (!why) read.rows.push({ text: masked, label: label! })
    else if (read.problems.length < MOST_PROBLEMS) read.problems.push({ row: line, why, text: masked.slice(0, 80) })
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
