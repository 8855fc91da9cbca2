import { z } from 'zod'

const both = z.object({ zh: z.string(), en: z.string() })

/** Why something is said, worded by the reader's app: a code of its catalogue and what fills the gaps. */
export const because = z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
export type Because = z.infer<typeof because>

export const SOLUTION_KINDS = ['answer', 'similar', 'step', 'rule'] as const
/**
 * Something that may solve it. `text` is in the customer's language and ready to be sent; `refId` is an article, a
 * conversation, `flow/step` or an order, by kind. `score` is 0…1.
 */
export const solution = z.object({
  kind: z.enum(SOLUTION_KINDS),
  refId: z.string(),
  title: both,
  text: z.string(),
  score: z.number(),
  because: z.array(because),
})
export type Solution = z.infer<typeof solution>

const openOrder = z.object({ id: z.string(), title: both, status: z.string(), amount: z.number() })
const openTicket = z.object({
  id: z.string(),
  number: z.number().int(),
  title: z.string(),
  status: z.string(),
  priority: z.string(),
})
export type OpenOrder = z.infer<typeof openOrder>
export type OpenTicket = z.infer<typeof openTicket>

/** What whoever takes over reads first (E3). */
export const brief = z.object({
  conversationId: z.string(),
  profile: z.object({
    name: z.string(),
    tier: z.string(),
    verified: z.boolean(),
    elderly: z.boolean(),
    tags: z.array(z.object({ tag: z.string(), reason: z.string() })),
    /** Null when the business system could not be asked. */
    orders: z.array(openOrder).nullable(),
    tickets: z.array(openTicket),
    /** Earlier conversations, and how many of them were rated badly. */
    earlier: z.number().int(),
    unhappy: z.number().int(),
  }),
  problem: z.object({
    wants: both,
    /** The customer's own words, the first that name the problem; empty when none do. */
    said: z.string(),
    /** Why a person was called in the first place, whoever handed it on since. Null when somebody took it from the bot. */
    reason: z.string().nullable(),
    at: z.string().nullable(),
    /** What lies behind it, weightiest first. */
    root: z.array(because),
  }),
  tried: z.array(both),
  solutions: z.array(solution).max(3),
  /** A few sentences; `generated` when a language model wrote them, with `[1]`… pointing to `solutions` in order. */
  summary: z.object({ text: z.string(), generated: z.boolean() }).nullable(),
})
export type Brief = z.infer<typeof brief>

/** What a flow would do next, as the dialogue folder tells it. */
export type NextStep = {
  flow: string
  step: string
  title: { zh: string; en: string }
  text: { zh: string; en: string }
}

/** What the business allows for one order now; `fits` when it is about what the customer wants. */
export type Rule = { refId: string; title: { zh: string; en: string }; text: { zh: string; en: string }; fits: boolean }
