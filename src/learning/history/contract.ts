import { z } from 'zod'
import type { EventDefinitions } from '#platform/ledger/contract.ts'
import { language } from '#understanding/contract.ts'

/** What a column of an imported file holds. A file has one message a row (`dialogue role text`) or one pair a row (`question answer`) or one conversation a row (`messages`). */
export const columnRole = z.enum(['ignore', 'dialogue', 'role', 'text', 'at', 'question', 'answer', 'messages'])
export type ColumnRole = z.infer<typeof columnRole>

/** Column name → what it holds. `customers` are the values of the role column that mean the customer; empty: the usual ones. */
export const mapping = z.object({
  columns: z.record(z.string().max(200), columnRole),
  customers: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
})
export type Mapping = z.infer<typeof mapping>

/** One message of an imported conversation, without personal data. */
export const historyTurn = z.object({ who: z.enum(['customer', 'agent']), text: z.string() })
export type HistoryTurn = z.infer<typeof historyTurn>

export const dropReason = z.enum(['garbled', 'duplicate', 'no_customer', 'too_long', 'unreadable'])
export type DropReason = z.infer<typeof dropReason>

const times = z.number().int()
const repair = z.enum(['mojibake', 'markup', 'control'])
export type Repair = z.infer<typeof repair>
const personal = z.enum([
  'MARK',
  'NAME',
  'EMAIL',
  'IDCARD',
  'CARD',
  'PHONE',
  'ADDRESS',
  'PLATE',
  'REFUND',
  'ORDER',
  'TRACKING',
  'NUMBER',
])

/** What an import did. `personal` counts the pieces of personal data taken out, by kind. */
export const importReport = z.object({
  rows: z.number().int(),
  dialogues: z.number().int(),
  kept: z.number().int(),
  messages: z.number().int(),
  dropped: z.partialRecord(dropReason, times),
  repaired: z.partialRecord(repair, times),
  personal: z.partialRecord(personal, times),
  /** At most ten of each reason; texts are masked and cut. */
  examples: z.array(z.object({ row: z.number().int(), reason: dropReason, text: z.string() })),
  questions: z.number().int(),
  ms: z.number().int(),
})
export type ImportReport = z.infer<typeof importReport>

export const historyImport = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number().int(),
  format: z.enum(['csv', 'jsonl', 'xlsx']),
  encoding: z.string(),
  status: z.enum(['uploaded', 'running', 'done', 'failed', 'cancelled']),
  columns: z.array(z.string()),
  sample: z.array(z.record(z.string(), z.string())),
  mapping,
  /** 0…1 of the file. */
  progress: z.number(),
  report: importReport.nullable(),
  /** A code of the error catalogue. */
  error: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
})
export type HistoryImport = z.infer<typeof historyImport>

/** Something customers opened with. `known`: the engine is sure of the intent, has an article, is unsure, or has nothing. */
export const historyQuestion = z.object({
  id: z.string(),
  language,
  text: z.string(),
  times: z.number().int(),
  answer: z.string().nullable(),
  intent: z.string().nullable(),
  confidence: z.number(),
  articleId: z.string().nullable(),
  known: z.enum(['intent', 'article', 'unclear', 'unknown']),
  used: z.object({ kind: z.enum(['intent', 'draft', 'dismissed']), id: z.string() }).nullable(),
})
export type HistoryQuestion = z.infer<typeof historyQuestion>

export const historyDialogue = z.object({ id: z.string(), language, turns: z.array(historyTurn) })

export const historyEvents = {
  'history.changed': {
    payload: z.object({ importId: z.string(), status: historyImport.shape.status, progress: z.number() }),
    topics: () => ['team'],
  },
} satisfies EventDefinitions
