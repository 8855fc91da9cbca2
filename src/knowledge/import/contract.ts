import { z } from 'zod'
import { articleInput, conflictingArticle } from '#knowledge/contract.ts'
import type { EventDefinitions } from '#platform/ledger/contract.ts'
import { language } from '#understanding/contract.ts'

export const importFormat = z.enum(['docx', 'pdf', 'markdown', 'html', 'text', 'xlsx', 'csv'])
export type ImportFormat = z.infer<typeof importFormat>

/** Fields of an article that a column of a table can fill. */
export const MAPPED_FIELDS = [
  ...(['question', 'answer', 'similar', 'category', 'language', 'products', 'faultCodes', 'channels'] as const),
  ...(['validFrom', 'validUntil'] as const),
]
export type MappedField = (typeof MAPPED_FIELDS)[number]
/** Field → heading of its column; what is left out is found by its usual headings. */
export const columnMapping = z.partialRecord(z.enum(MAPPED_FIELDS), z.string().min(1).max(200))
export type ColumnMapping = z.infer<typeof columnMapping>

/** What every article of an import gets unless its row says otherwise. */
export const importOptions = z.object({
  language: language.default('zh'),
  category: z.string().trim().min(1).max(60).default('imported'),
  departmentId: z.string().min(1).max(64).nullable().default(null),
  mapping: columnMapping.default({}),
})
export type ImportOptions = z.infer<typeof importOptions>

const sentence = z.object({ zh: z.string(), en: z.string() })
export const importStatus = z.enum([
  'waiting',
  'parsing',
  'ready',
  'accepting',
  'done',
  'failed',
  'cancelled',
  'undone',
])

/**
 * One import. waiting → parsing → ready (a preview to be looked through) → accepting → done → undone; or failed,
 * cancelled. `progress` is 0…100 within parsing or accepting.
 */
export const importJob = z.object({
  id: z.string(),
  source: z.object({
    kind: z.enum(['file', 'url']),
    name: z.string(),
    /** Known from the start for files, after fetching for addresses. */
    format: importFormat.nullable(),
    size: z.number().int(),
    /** Headings of a table, to be mapped. */
    columns: z.array(z.string()).default([]),
  }),
  options: importOptions,
  status: importStatus,
  stage: z.enum(['', 'fetching', 'reading', 'comparing', 'writing']),
  progress: z.number().int(),
  counts: z.object({
    new: z.number().int(),
    duplicate: z.number().int(),
    conflict: z.number().int(),
    error: z.number().int(),
    selected: z.number().int(),
    accepted: z.number().int(),
    undone: z.number().int(),
  }),
  error: sentence.nullable(),
  createdBy: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type ImportJob = z.infer<typeof importJob>

/** Where in the source it stands: page of a PDF, line of a text, paragraph of a document, row of a sheet. Counted from 1. */
export const importPlace = z.object({
  page: z.number().int().optional(),
  line: z.number().int().optional(),
  row: z.number().int().optional(),
  sheet: z.string().optional(),
  /** Headings above it. */
  section: z.string().optional(),
})
export type ImportPlace = z.infer<typeof importPlace>

/** The article a row would become. */
export const importContent = articleInput.omit({ translationOf: true, departmentId: true })
export type ImportContent = z.infer<typeof importContent>

/** An article, or another row of the same import (`row`), that this one repeats or contradicts. */
const relation = z.object({
  kind: z.enum(['duplicate', 'conflict']),
  articleId: z.string().nullable(),
  row: z.number().int().nullable(),
  title: z.string(),
  theirs: z.string(),
  reasons: conflictingArticle.shape.reasons,
})
export type ImportRelation = z.infer<typeof relation>

export const importRow = z.object({
  n: z.number().int(),
  place: importPlace,
  content: importContent,
  status: z.enum(['new', 'duplicate', 'conflict', 'error', 'accepted', 'undone']),
  selected: z.boolean(),
  related: z.array(relation),
  /** Why it cannot be taken, for `error`. */
  problem: sentence.nullable(),
  articleId: z.string().nullable(),
})
export type ImportRow = z.infer<typeof importRow>
export type ImportRowStatus = ImportRow['status']

/** A change of one row of the preview. */
export const rowPatch = z.object({ content: importContent.partial().optional(), selected: z.boolean().optional() })
export type RowPatch = z.infer<typeof rowPatch>

/** A draft found in a source, before it is compared with anything. */
export type FoundDraft = {
  place: ImportPlace
  /** Unchecked: what is too long or missing is said row by row. */
  content: Partial<ImportContent> & { title: string; body: string; questions: string[] }
  problem?: { zh: string; en: string }
}

export const importEvents = {
  'import.changed': {
    payload: z.object({ importId: z.string(), status: importStatus, stage: z.string(), progress: z.number() }),
    topics: () => ['team'],
  },
} satisfies EventDefinitions
