import { z } from 'zod'
import type { EventDefinitions, NewEvent, Topic } from '#platform/ledger/contract.ts'

/** What came of a call to a business system. `refused` carries a sentence the customer may read. */
export type ActionOutcome =
  | { ok: true; data: unknown }
  | { ok: false; why: 'refused' | 'not_found'; code: string; message: { zh: string; en: string } }
  | {
      ok: false
      why: 'unavailable'
      code: 'timeout' | 'down' | 'bad_answer'
      /** What was wrong with a bad answer, for logs and figures; no customer reads it. */
      detail?: string
      message: { zh: string; en: string }
    }

/**
 * One thing the business can do, typed. `input` is what a flow or an agent gives; `customerId` is added by the
 * caller, never taken from the conversation, and the action refuses what belongs to somebody else.
 */
export type ActionDefinition = {
  name: string
  title: { zh: string; en: string }
  input: z.ZodType
  /** Changes something: needs confirmation in flows, an idempotency key always, and is never retried blindly without one. */
  writes: boolean
}

export type ActionCall = {
  action: string
  input: Record<string, unknown>
  customerId: string
  conversationId: string | null
  actor: string
  idempotencyKey: string
}

/** Runs one action against the business system: checks ownership, sets time limit, retries when safe, records the call. Never throws for the system's faults. */
export type Perform = (call: ActionCall) => Promise<ActionOutcome>

const openers = (event: NewEvent): Topic[] => (event.conversationId ? [`conversation:${event.conversationId}`] : [])

export const businessEvents = {
  'action.performed': {
    payload: z.object({
      action: z.string(),
      writes: z.boolean(),
      outcome: z.enum(['ok', 'refused', 'not_found', 'unavailable']),
      code: z.string().nullable(),
      durationMs: z.number(),
      attempts: z.number(),
      idempotencyKey: z.string(),
      /** Ids only (order, refund …), never personal data. */
      reference: z.record(z.string(), z.string()),
    }),
    topics: openers,
  },
} satisfies EventDefinitions
