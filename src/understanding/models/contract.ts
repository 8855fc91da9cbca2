import { z } from 'zod'
import type { EventDefinitions } from '#platform/ledger/contract.ts'
import { language } from '#understanding/contract.ts'

const share = z.number().min(0).max(1)

/** What a model reads: what customers want, or what they feel. */
export const modelKind = z.enum(['intent', 'emotion'])
export type ModelKind = z.infer<typeof modelKind>

export const intentFigures = z.object({
  id: z.string(),
  /** Held-out examples of this intent. */
  rows: z.number().int(),
  precision: share,
  recall: share,
})

/** Held-out examples of `actual` that were taken for `predicted`; at most three texts. */
export const confusion = z.object({
  actual: z.string(),
  predicted: z.string(),
  count: z.number().int(),
  texts: z.array(z.string()),
})

/** One text on which two models differ. `was` is the older model's intent, `now` the newer one's. */
export const difference = z.object({ text: z.string(), actual: z.string(), was: z.string(), now: z.string() })
export type Difference = z.infer<typeof difference>

/** Two models on the same held-out rows; neither was trained on them. At most 200 texts each way. */
export const comparison = z.object({
  number: z.number().int(),
  against: z.number().int(),
  rows: z.number().int(),
  accuracy: share,
  accuracyAgainst: share,
  betterCount: z.number().int(),
  worseCount: z.number().int(),
  better: z.array(difference),
  worse: z.array(difference),
})
export type Comparison = z.infer<typeof comparison>

/**
 * What a model of feelings must not break. `plain`: questions of packs and articles that it takes for anger, beside the
 * shipped model, and at most so many. `sentences`: the project's own sentences that are read as they are labelled.
 */
export const guards = z.object({
  kept: z.boolean(),
  plain: z.object({
    texts: z.number().int(),
    alarms: z.number().int(),
    shipped: z.number().int(),
    most: z.number().int(),
    /** At most ten that only this model takes for anger. */
    examples: z.array(z.string()),
  }),
  sentences: z.object({ texts: z.number().int(), right: share, shipped: share }),
})
export type Guards = z.infer<typeof guards>

/** How a model does on a fifth of the examples that it was not trained on. `ms` is what training took. */
export const evaluation = z.object({
  rows: z.number().int(),
  accuracy: share,
  intents: z.array(intentFigures),
  confusions: z.array(confusion),
  comparison: comparison.omit({ number: true }).nullable(),
  ms: z.number().int(),
  guards: guards.nullish(),
})
export type Evaluation = z.infer<typeof evaluation>

export const modelVersion = z.object({
  id: z.string(),
  kind: modelKind,
  /** Counted by kind. */
  number: z.number().int(),
  status: z.enum(['candidate', 'released', 'retired']),
  /** Intents it tells apart, or feelings that were labelled. */
  intents: z.number().int(),
  examples: z.number().int(),
  inputsHash: z.string(),
  /** Null when it was not evaluated: a first model, or one trained after the software changed. */
  accuracy: share.nullable(),
  /** Of the model released when it was made, on the same rows. */
  accuracyBefore: share.nullable(),
  note: z.string(),
  createdBy: z.string(),
  createdAt: z.string(),
  releasedBy: z.string().nullable(),
  releasedAt: z.string().nullable(),
})
export type ModelVersion = z.infer<typeof modelVersion>
export const modelVersionWithReport = modelVersion.extend({ report: evaluation.nullable() })

export const TRIGGERS = ['manual', 'weekly', 'content', 'feedback'] as const
export type Trigger = (typeof TRIGGERS)[number]

/** `outcome`: it was released, waits for somebody to release it, or nothing had changed. */
export const trainingRun = z.object({
  id: z.string(),
  kind: modelKind,
  state: z.enum(['running', 'done', 'failed']),
  trigger: z.enum(TRIGGERS),
  step: z.enum(['reading', 'evaluating', 'comparing', 'training', 'storing', 'ended']),
  /** Per cent. */
  progress: z.number().int(),
  versionId: z.string().nullable(),
  outcome: z.enum(['released', 'candidate', 'unchanged']).nullable(),
  error: z.string().nullable(),
  note: z.string(),
  startedBy: z.string(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
})
export type TrainingRun = z.infer<typeof trainingRun>

export const EXAMPLE_SOURCES = ['pack', 'operator', 'annotation', 'import'] as const

/** One sentence that means an intent. Those of packs cannot be changed, only switched off. */
export const intentExample = z.object({
  id: z.string(),
  intentId: z.string(),
  language,
  text: z.string(),
  source: z.enum(EXAMPLE_SOURCES),
  active: z.boolean(),
  createdBy: z.string().nullable(),
  createdAt: z.string().nullable(),
})
export type IntentExample = z.infer<typeof intentExample>

export const exampleInput = z.object({ language, text: z.string().trim().min(1).max(300) })

export const intentSummary = z.object({
  id: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  /** Active examples by language, and how many of all came from the packs or are switched off. */
  zh: z.number().int(),
  en: z.number().int(),
  own: z.number().int(),
  off: z.number().int(),
})

/** Weekly training in China time; `day` 0 is Sunday. */
export const trainingSchedule = z.object({
  on: z.boolean(),
  day: z.number().int().min(0).max(6),
  hour: z.number().int().min(0).max(23),
})
export type TrainingSchedule = z.infer<typeof trainingSchedule>

export const modelEvents = {
  'model.released': {
    payload: z.object({
      versionId: z.string(),
      kind: modelKind.default('intent'),
      number: z.number(),
      what: z.enum(['released', 'rolled-back', 'automatic']),
    }),
    topics: () => ['team'],
  },
  'training.changed': { payload: z.object({ run: trainingRun }), topics: () => ['team'] },
  'examples.changed': {
    payload: z.object({ intentId: z.string(), exampleId: z.string(), what: z.enum(['added', 'removed', 'on', 'off']) }),
    topics: () => ['team'],
  },
} satisfies EventDefinitions
