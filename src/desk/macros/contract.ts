import { z } from 'zod'
import { CLOSE_REASONS } from '#conversations/contract.ts'
import { conversationTag, hasOnlyKnownVariables, LONGEST_SNOOZE_HOURS } from '#desk/contract.ts'
import type { EventDefinitions } from '#platform/ledger/contract.ts'

const replyText = z.string().trim().max(2000).refine(hasOnlyKnownVariables, 'unknown variable').default('')

/** How a macro leaves the chat. `hours` null: until the customer writes. */
export const macroEnding = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('snooze'), hours: z.number().int().min(1).max(LONGEST_SNOOZE_HOURS).nullable() }),
  z.object({ kind: z.literal('transfer-person'), userId: z.string().min(1).max(64) }),
  z.object({ kind: z.literal('transfer-skill'), skill: z.string().trim().min(1).max(40) }),
  z.object({ kind: z.literal('close'), reason: z.enum(CLOSE_REASONS) }),
])
export type MacroEnding = z.infer<typeof macroEnding>

/** What a macro does, in this order. An empty text or list does nothing. */
export const macroSteps = z.object({
  /** In the customer's language, or the other one where that is empty. */
  reply: z.object({ zh: replyText, en: replyText }).prefault({}),
  note: z.string().trim().max(1000).default(''),
  tags: z.array(conversationTag).max(10).default([]),
  /** Null leaves the priority as it is. */
  priority: z.number().int().min(0).max(9).nullable().default(null),
  ending: macroEnding.default({ kind: 'none' }),
})
export type MacroSteps = z.output<typeof macroSteps>

/** Several steps under one name. `ownerId` null belongs to the whole team. */
export const macro = z.object({
  id: z.string(),
  name: z.string(),
  ownerId: z.string().nullable(),
  steps: macroSteps,
  updatedAt: z.string(),
})
export type Macro = z.output<typeof macro>

/** Names are unique among the team's macros and among one's own. Shared macros take `replies.write`. */
export const macroInput = z
  .object({ name: z.string().trim().min(1).max(40), shared: z.boolean().default(false), steps: macroSteps })
  .refine(({ steps }) => doesSomething(steps), 'a macro needs at least one step')
export type MacroInput = z.output<typeof macroInput>

export const doesSomething = ({ reply, note, tags, priority, ending }: MacroSteps): boolean =>
  Boolean(reply.zh || reply.en || note || tags.length) || priority !== null || ending.kind !== 'none'

export const macroEvents = {
  'macro.changed': {
    payload: z.object({
      macroId: z.string(),
      ownerId: z.string().nullable(),
      what: z.enum(['created', 'edited', 'deleted']),
    }),
    topics: (event) => {
      const { ownerId } = event.payload as { ownerId: string | null }
      return ownerId === null ? ['team'] : [`user:${ownerId}`]
    },
  },
  /** Told of the conversation it ran on, in the commit of what it did. */
  'macro.run': {
    payload: z.object({ macroId: z.string(), name: z.string() }),
    topics: (event) => [`conversation:${event.conversationId}`],
  },
} satisfies EventDefinitions
