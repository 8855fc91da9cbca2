import { z } from 'zod'
import type { EventDefinitions, NewEvent, Topic } from '#platform/ledger/contract.ts'

/** `missed`: the customer left unhappy and nobody took over. */
export const verdict = z.enum(['right', 'not-needed', 'missed', 'unclear'])
export type Verdict = z.infer<typeof verdict>

/** What speaks for a verdict. */
export const TRANSFER_REASONS = [
  'person-acted',
  'must-be-person',
  'person-explained',
  'person-solved',
  'only-article',
  'article-answers',
  'left-unhappy',
  'often-unresolved',
  'badly-rated',
  'nothing-happened',
] as const
export const transferReason = z.enum(TRANSFER_REASONS)
export type TransferReason = z.infer<typeof transferReason>

const share = z.object({
  key: z.string().nullable(),
  title: z.object({ zh: z.string(), en: z.string() }),
  right: z.number().int(),
  notNeeded: z.number().int(),
  missed: z.number().int(),
  unclear: z.number().int(),
  /** Of right and not needed the share that was right, 0…1; null when there are none. */
  share: z.number().nullable(),
})
export type TransferShare = z.infer<typeof share>

/** A threshold for an intent that would have sent more of its transfers the right way. */
export const thresholdSuggestion = z.object({
  intent: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  current: z.number(),
  suggested: z.number(),
  /** Wrong decisions of those scored: with the present threshold, and with the suggested one. */
  wrongNow: z.number().int(),
  wrongThen: z.number().int(),
  scored: z.number().int(),
})
export type ThresholdSuggestion = z.infer<typeof thresholdSuggestion>

export const transferReport = z.object({
  days: z.number().int(),
  whole: share,
  byReason: z.array(share),
  byIntent: z.array(share),
  suggestions: z.array(thresholdSuggestion),
  /** Thresholds that somebody set, by intent. */
  set: z.array(
    z.object({ intent: z.string(), title: z.object({ zh: z.string(), en: z.string() }), threshold: z.number() }),
  ),
})
export type TransferReport = z.infer<typeof transferReport>

const openers = (event: NewEvent): Topic[] => [`conversation:${event.conversationId}`]

export const transferEvents = {
  /** From which confidence an intent starts its flow; null for the usual one. */
  'intent-threshold.changed': {
    payload: z.object({ intent: z.string(), threshold: z.number().nullable() }),
    topics: () => ['team'],
  },
  'transfer.scored': {
    payload: z.object({
      conversationId: z.string(),
      /** Null when it cannot be told. */
      right: z.boolean().nullable(),
      verdict,
      reasons: z.array(transferReason),
      reason: z.string().nullable(),
      intent: z.string().nullable(),
    }),
    topics: openers,
  },
} satisfies EventDefinitions
