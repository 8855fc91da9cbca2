import { z } from 'zod'
import { emotionState } from '#emotion/contract.ts'
import type { EventDefinitions, NewEvent, Topic } from '#platform/ledger/contract.ts'

const id = z.string().min(1).max(64)

export const severity = z.enum(['warning', 'critical'])
export type Severity = z.infer<typeof severity>
const alertStatus = z.enum(['open', 'acknowledged', 'claimed', 'snoozed', 'closed'])
const closeReason = z.enum(['handled', 'false-alarm', 'calmed', 'ended'])

/**
 * Which rule fired and on what. `level`: the customer is beside himself. `ratio`: the share of negative messages rose
 * from `from` to `to`. `slope`: at this pace the score is `predicted` two messages on.
 */
export const warning = z.object({
  rule: z.enum(['level', 'ratio', 'slope']),
  severity,
  score: z.number(),
  from: z.number(),
  to: z.number(),
  predicted: z.number().nullable(),
})
export type Warning = z.infer<typeof warning>

/** An alert as a supervisor sees it. People are ids with names; times are ISO 8601. */
export const alert = z.object({
  id,
  conversationId: id,
  customerId: id.nullable(),
  customerName: z.string(),
  tier: z.string(),
  status: alertStatus,
  severity,
  warning,
  emotion: emotionState,
  raisedAt: z.string(),
  raisedSeq: z.number().int().nullable(),
  dueAt: z.string().nullable(),
  escalations: z.number().int(),
  acknowledgedBy: z.string().nullable(),
  claimedBy: z.string().nullable(),
  claimedByName: z.string().nullable(),
  claimedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  closeReason: closeReason.nullable(),
  version: z.number().int(),
})
export type Alert = z.infer<typeof alert>

/** What a person does with an alert. A snoozed one comes back after `minutes`, unless it gets worse before. */
export const alertAct = z.discriminatedUnion('what', [
  z.object({ what: z.literal('acknowledge') }),
  z.object({ what: z.literal('claim') }),
  z.object({ what: z.literal('release') }),
  z.object({ what: z.literal('snooze'), minutes: z.number().int().min(1).max(240) }),
  z.object({ what: z.literal('close'), reason: z.enum(['handled', 'false-alarm']) }),
])
export type AlertAct = z.infer<typeof alertAct>

/** Seconds until an alert that nobody claims escalates, how often it does, and to whom; nobody named is everybody who acts on alerts. */
export const alertSettings = z.object({
  escalateAfterSeconds: z.number().int().min(10).max(3600).default(120),
  escalations: z.number().int().min(0).max(5).default(3),
  escalateTo: z.array(id).max(20).default([]),
})
export type AlertSettings = z.infer<typeof alertSettings>

const team = (event: NewEvent): Topic[] => [`conversation:${event.conversationId}`, 'team']

/** Both carry the whole alert, so applying them twice is harmless. */
export const alertEvents = {
  'alert.raised': { payload: z.object({ alert }), topics: team },
  'alert.changed': {
    payload: z.object({
      alert,
      /** Ids of those it was escalated to; none means everybody. */
      to: z.array(z.string()).optional(),
      what: z.enum(['worsened', 'acknowledged', 'claimed', 'released', 'snoozed', 'woken', 'escalated', 'closed']),
    }),
    topics: team,
  },
} satisfies EventDefinitions
export type AlertChange = z.infer<(typeof alertEvents)['alert.changed']['payload']>['what']
