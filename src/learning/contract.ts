import { z } from 'zod'
import type { EventDefinitions } from '#platform/ledger/contract.ts'
import { emotion, language } from '#understanding/contract.ts'
import { modelKind } from '#understanding/models/contract.ts'
import { emotionLabel, feeling, feelingLevel } from '#understanding/models/labels/contract.ts'

/** Why a message became a failure case; one case may have several reasons. */
export const caseReason = z.enum([
  'low-confidence',
  'unanswered',
  'asked-twice',
  'circuit-breaker',
  'negative-rating',
  'unhelpful-article',
  'rejected-suggestion',
  'agent-correction',
  'false-alarm',
])
export type CaseReason = z.infer<typeof caseReason>

/** Reasons of cases about feelings; all others are about meanings. */
export const FEELING_REASONS: readonly CaseReason[] = [
  'false-alarm',
  'low-confidence',
  'negative-rating',
  'agent-correction',
]
export const MEANING_REASONS = caseReason.options.filter((reason) => reason !== 'false-alarm')

const id = z.string().min(1).max(64)

/** What a person says a message means, or what is felt in it. */
export const caseLabel = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('intent'), intentId: id }),
  z.object({ kind: z.literal('article'), articleId: id }),
  z.object({ kind: z.literal('out-of-scope') }),
  /** No intent fits; the title says what it would be called. */
  z.object({ kind: z.literal('new-intent'), title: z.string().trim().min(1).max(100) }),
  /** Of cases about feelings, the only one. */
  z.object({ kind: z.literal('emotion'), emotion: feeling, level: feelingLevel.default(null) }),
])
export type CaseLabel = z.infer<typeof caseLabel>

/** One message the bot did not do well with: what it means, or what is felt in it. `text` has no personal data: numbers stand as `{phone}`, `{order}` … */
export const failureCase = z.object({
  id: z.string(),
  kind: modelKind,
  conversationId: z.string(),
  seq: z.number().int(),
  at: z.string(),
  language,
  text: z.string(),
  /** What it was taken for: an intent, or a feeling. */
  taken: z.string().nullable(),
  confidence: z.number(),
  reasons: z.array(caseReason),
  status: z.enum(['open', 'labelled', 'dismissed']),
  clusterId: z.string().nullable(),
  label: caseLabel.nullable(),
  labelledBy: z.string().nullable(),
  labelledAt: z.string().nullable(),
  /** A second person labels it too, without seeing the first label. */
  second: z.boolean(),
  /** Two people disagree; the next label decides. */
  disputed: z.boolean(),
})
export type FailureCase = z.infer<typeof failureCase>

/** A likely label with where it comes from, best first. `score` is 0…1; `words` speak for a feeling. */
export const suggestion = z.object({
  label: caseLabel,
  title: z.object({ zh: z.string(), en: z.string() }),
  score: z.number(),
  from: z.enum(['model', 'labelled', 'search']),
  words: z.array(z.string()).default([]),
})
export type Suggestion = z.infer<typeof suggestion>

/** What was said around a case, without personal data; `labels` only where two people disagree. */
export const caseContext = z.object({
  messages: z.array(
    z.object({
      seq: z.number().int(),
      at: z.string(),
      by: z.enum(['customer', 'bot', 'agent', 'system']),
      text: z.string(),
    }),
  ),
  labels: z.array(z.object({ by: z.string(), label: caseLabel })),
})
export type CaseContext = z.infer<typeof caseContext>

/** What a customer's message may have meant: as it was taken, what else is likely, and everything there is. */
export const intentChoice = z.object({
  taken: z.string().nullable(),
  likely: z.array(z.string()),
  intents: z.array(z.object({ id: z.string(), title: z.object({ zh: z.string(), en: z.string() }) })),
})
export type IntentChoice = z.infer<typeof intentChoice>

/** What is felt in a customer's message as it is read now, the words it is read from, and what a person said of it. */
export const messageFeeling = z.object({
  label: emotion.shape.label,
  level: emotion.shape.level,
  words: z.array(z.string()),
  said: emotionLabel.nullable(),
})
export type MessageFeeling = z.infer<typeof messageFeeling>

/** Open cases of a kind that say about the same. `taken` is what most of them were taken for. */
export const caseCluster = z.object({
  id: z.string(),
  title: z.string(),
  size: z.number().int(),
  examples: z.array(z.string()),
  taken: z.string().nullable(),
  newestAt: z.string(),
})
export type CaseCluster = z.infer<typeof caseCluster>

/** Cohen's kappa of the first and the second label; 1 is full agreement, 0 chance. Null below two cases. */
export const agreement = z.object({
  cases: z.number().int(),
  agreed: z.number().int(),
  kappa: z.number().nullable(),
  pairs: z.array(
    z.object({
      first: z.string(),
      second: z.string(),
      cases: z.number().int(),
      agreed: z.number().int(),
      kappa: z.number().nullable(),
    }),
  ),
})
export type Agreement = z.infer<typeof agreement>

export const learningSettings = z.object({
  /** Share of cases that a second person labels too. */
  secondShare: z.number().min(0).max(1),
})
export type LearningSettings = z.infer<typeof learningSettings>

/** Cases of a day (China time): how many came, were labelled, were dismissed. */
export const dayCounts = z.object({
  day: z.string(),
  gathered: z.number().int(),
  labelled: z.number().int(),
  dismissed: z.number().int(),
})

/** One way of choosing among close answers, judged on what was logged. Null where nothing was rewarded yet. */
export const policyValue = z.object({
  policy: z.enum(['logged', 'by-score', 'learnt']),
  ips: z.number().nullable(),
  snips: z.number().nullable(),
  doublyRobust: z.number().nullable(),
  /** Half the width of the 95 % interval of the doubly robust figure. */
  margin: z.number().nullable(),
})
export const feedback = z.object({
  choices: z.number().int(),
  rewarded: z.number().int(),
  averageReward: z.number().nullable(),
  /** Whether the learnt policy chooses now, or waits for more rewards. */
  active: z.boolean(),
  weights: z.array(z.object({ feature: z.string(), weight: z.number() })),
  policies: z.array(policyValue),
})
export type Feedback = z.infer<typeof feedback>

export const learningEvents = {
  'case.changed': {
    payload: z.object({
      caseId: z.string(),
      what: z.enum(['gathered', 'labelled', 'dismissed', 'undone', 'disputed']),
    }),
    topics: () => ['team'],
  },
} satisfies EventDefinitions
