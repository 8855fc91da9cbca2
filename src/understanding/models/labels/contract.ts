import { z } from 'zod'
import type { EventDefinitions } from '#platform/ledger/contract.ts'
import { emotion, language } from '#understanding/contract.ts'

export const feeling = emotion.shape.label
export type Feeling = z.infer<typeof feeling>
/** How strongly; `null` leaves it to the reading. What is neutral has none. */
export const feelingLevel = z.enum(['low', 'medium', 'high']).nullable()

export const LABEL_SOURCES = ['desk', 'annotation', 'operator', 'import'] as const

/** A sentence without personal data and what a person says is felt in it. A sentence is there once; the last word counts. */
export const emotionLabel = z.object({
  id: z.string(),
  language,
  text: z.string(),
  label: feeling,
  level: feelingLevel,
  source: z.enum(LABEL_SOURCES),
  /** The customer's message it was said of. */
  conversationId: z.string().nullable(),
  seq: z.number().int().nullable(),
  /** As what it was read when it was labelled. */
  readAs: feeling.nullable(),
  createdBy: z.string(),
  createdAt: z.string(),
})
export type EmotionLabel = z.infer<typeof emotionLabel>

export const labelInput = z.object({
  text: z.string().trim().min(1).max(300),
  language: language.optional(),
  label: feeling,
  level: feelingLevel.default(null),
})

/** A new label and the one it took the place of, to go back to. */
export const labelled = z.object({ label: emotionLabel, before: emotionLabel.nullable() })
export type Labelled = z.infer<typeof labelled>

/** What became of a file: rows taken, rows that were there alike, and rows that cannot be read, counted as in the file. */
export const labelImport = z.object({
  added: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  problems: z.array(
    z.object({
      row: z.number().int(),
      why: z.enum(['no-text', 'no-words', 'unknown-emotion', 'too-long']),
      text: z.string(),
    }),
  ),
})
export type LabelImport = z.infer<typeof labelImport>

/** Labels by feeling, and how many the version in use was not taught. */
export const labelCounts = z.object({
  total: z.number().int(),
  byLabel: z.array(z.object({ label: feeling, count: z.number().int() })),
  sinceTraining: z.number().int(),
})

export const labelEvents = {
  'emotion-labels.changed': {
    payload: z.object({ labelId: z.string().nullable(), what: z.enum(['added', 'changed', 'removed', 'imported']) }),
    topics: () => ['team'],
  },
} satisfies EventDefinitions
