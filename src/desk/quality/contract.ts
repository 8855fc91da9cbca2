import { z } from 'zod'
import type { EventDefinitions, NewEvent, Topic } from '#platform/ledger/contract.ts'

const id = z.string().min(1).max(64)
const both = z.object({ zh: z.string().trim().min(1).max(120), en: z.string().trim().min(1).max(120) })

/** What can be checked by itself. `first-response` has its limit in seconds. */
export const qualityCheck = z.enum(['greeting', 'banned-words', 'first-response', 'resolution', 'closing'])
export type QualityCheck = z.infer<typeof qualityCheck>

/** Highest points of a criterion; the lowest are 0. */
export const MOST_POINTS = 5

export const criterion = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'id'),
  title: both,
  weight: z.number().int().min(1).max(100),
  check: qualityCheck.nullable(),
  limit: z.number().int().min(5).max(3600).nullable(),
})
export type Criterion = z.infer<typeof criterion>

export const scorecardInput = z.object({
  name: z.string().trim().min(1).max(60),
  nameEn: z.string().trim().max(60).default(''),
  criteria: z
    .array(criterion)
    .min(1)
    .max(20)
    .refine((all) => new Set(all.map((one) => one.id)).size === all.length, 'ids must differ'),
  /** Per cent from which a conversation has passed. */
  passMark: z.number().int().min(1).max(100),
  active: z.boolean().default(true),
})
export type ScorecardInput = z.output<typeof scorecardInput>
export const scorecard = scorecardInput.extend({ id, version: z.number().int() })
export type Scorecard = z.infer<typeof scorecard>

export const samplingRuleInput = z.object({
  name: z.string().trim().min(1).max(60),
  nameEn: z.string().trim().max(60).default(''),
  scorecardId: id,
  trigger: z.enum(['any', 'bad-rating', 'emotion-alert', 'transfer']),
  /** Per cent of the conversations it is about. */
  share: z.number().int().min(1).max(100),
  agentId: id.nullable().default(null),
  channel: z.string().max(20).nullable().default(null),
  /** `general` is the general queue. */
  queueId: id.nullable().default(null),
  active: z.boolean().default(true),
})
export type SamplingRuleInput = z.output<typeof samplingRuleInput>
export const samplingRule = samplingRuleInput.extend({ id })
export type SamplingRule = z.infer<typeof samplingRule>

/** What an automatic check found: points, and the words or the figure it rests on. `seq` is the message. */
export const automaticResult = z.object({
  criterionId: z.string(),
  points: z.number().int().min(0).max(MOST_POINTS),
  found: z.string(),
  seq: z.number().int().nullable(),
})
export type AutomaticResult = z.infer<typeof automaticResult>

export const appeal = z.object({
  text: z.string(),
  at: z.string(),
  totalBefore: z.number().int(),
  decision: z.enum(['upheld', 'changed']).nullable(),
  reply: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
})
export type Appeal = z.infer<typeof appeal>

/** One inspection. `why` it was taken: by a rule, by hand, or to see whether inspectors agree. */
export const review = z.object({
  id,
  conversationId: id,
  customerName: z.string(),
  subject: z.string().nullable(),
  scorecard,
  agentId: id,
  agentName: z.string(),
  agentNameEn: z.string(),
  why: z.enum(['rule', 'hand', 'calibration']),
  ruleName: z.string().nullable(),
  ruleNameEn: z.string().nullable(),
  status: z.enum(['waiting', 'done', 'appealed', 'settled']),
  inspectorId: id.nullable(),
  inspectorName: z.string().nullable(),
  automatic: z.array(automaticResult),
  /** Points by criterion; automatic ones stand in until somebody scores by hand. */
  scores: z.record(z.string(), z.number().int().min(0).max(MOST_POINTS)),
  total: z.number().int().nullable(),
  passed: z.boolean().nullable(),
  comment: z.string(),
  appeal: appeal.nullable(),
  version: z.number().int(),
  createdAt: z.string(),
  doneAt: z.string().nullable(),
})
export type Review = z.infer<typeof review>

/** `version` guards against overwriting what another inspector wrote. */
export const reviewScores = z.object({
  version: z.number().int(),
  scores: z.record(z.string().max(40), z.number().int().min(0).max(MOST_POINTS)),
  comment: z.string().trim().max(2000).default(''),
})
export type ReviewScores = z.output<typeof reviewScores>
export const appealInput = z.object({ text: z.string().trim().min(5).max(1000) })
/** `changed` takes the new points with it. */
export const decisionInput = z
  .object({
    decision: z.enum(['upheld', 'changed']),
    reply: z.string().trim().min(1).max(1000),
    scores: reviewScores.shape.scores.optional(),
  })
  .refine(({ decision, scores }) => (decision === 'changed') === (scores !== undefined), 'scores')
export type DecisionInput = z.output<typeof decisionInput>

/** How far inspectors of the same conversations agree. */
export const calibration = z.object({
  conversationId: id,
  customerName: z.string(),
  scorecard: scorecard.pick({ id: true, name: true, nameEn: true }),
  inspectors: z.array(z.object({ reviewId: id, userId: id.nullable(), name: z.string(), total: z.number().int() })),
  /** Share of criteria on which they are at most one point apart, 0…1. */
  agreement: z.number(),
  /** Largest difference of the totals, in points of a hundred. */
  spread: z.number().int(),
  apart: z.array(z.object({ title: z.object({ zh: z.string(), en: z.string() }), points: z.array(z.number().int()) })),
})
export type Calibration = z.infer<typeof calibration>

export const coachingInput = z.object({
  agentId: id,
  reviewId: id.nullable().default(null),
  text: z.string().trim().min(1).max(2000),
})
export const coachingNote = z.object({
  id,
  agentId: id,
  authorId: id,
  authorName: z.string(),
  reviewId: id.nullable(),
  text: z.string(),
  at: z.string(),
  readAt: z.string().nullable(),
})
export type CoachingNote = z.infer<typeof coachingNote>

/** Days within which an agent may object to a result. */
export const APPEAL_DAYS = 14

const concerned = (event: NewEvent): Topic[] => [`user:${(event.payload as { agentId: string }).agentId}`, 'team']

/** Ids only: what was scored is for the inspectors and the agent himself. */
export const qualityEvents = {
  'quality.changed': {
    payload: z.object({
      agentId: z.string(),
      reviewId: z.string().nullable(),
      what: z.enum(['sampled', 'scored', 'appealed', 'settled', 'coached', 'read', 'settings']),
    }),
    topics: concerned,
  },
} satisfies EventDefinitions
