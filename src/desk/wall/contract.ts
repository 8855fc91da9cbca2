import { z } from 'zod'
import { emotionLabel, emotionLevel, emotionTrend } from '#emotion/contract.ts'
import type { EventDefinitions } from '#platform/ledger/contract.ts'

const person = z.object({
  conversationId: z.string(),
  customerName: z.string(),
  tier: z.string(),
  subject: z.string().nullable(),
  queueId: z.string().nullable(),
  assigneeId: z.string().nullable(),
  /** He is on the line. */
  onCall: z.boolean(),
})

const moved = z.object({ usual: z.number(), now: z.number() })

/** Everything at a glance: who waits, who is upset, who is free, which promises are in danger. Times in seconds. */
export const wall = z.object({
  at: z.string(),
  waiting: z.object({
    count: z.number().int(),
    longestSeconds: z.number(),
    late: z.number().int(),
    /** The longest first. */
    people: z.array(person.extend({ waitedSeconds: z.number(), late: z.boolean() })).max(30),
  }),
  angry: z
    .array(
      person.extend({
        status: z.enum(['bot', 'queued', 'human']),
        label: emotionLabel,
        level: emotionLevel,
        trend: emotionTrend,
        score: z.number(),
      }),
    )
    .max(30),
  /** Who is being served, by whom. */
  serving: z.array(person).max(500),
  agents: z.array(
    z.object({
      userId: z.string(),
      name: z.string(),
      nameEn: z.string(),
      presence: z.enum(['online', 'away', 'offline']),
      reason: z.string(),
      since: z.string().nullable(),
      serving: z.number().int(),
      capacity: z.number().int(),
      /** His shift by the published roster, while it lasts. */
      shift: z.object({ name: z.string(), to: z.string(), onBreak: z.boolean() }).nullable(),
      /** He should be there by the roster and is not. */
      missing: z.boolean(),
      /** Ids of his teams. */
      teams: z.array(z.string()),
    }),
  ),
  queues: z.array(
    z.object({
      queueId: z.string().nullable(),
      name: z.object({ zh: z.string(), en: z.string() }),
      waiting: z.number().int(),
      longestSeconds: z.number(),
      open: z.boolean(),
      /** Since midnight, by the queue's own promise; null while nobody has come. */
      serviceLevel: z.number().nullable(),
      within: z.number(),
      share: z.number(),
    }),
  ),
  tickets: z.object({
    breached: z.number().int(),
    atRisk: z.number().int(),
    items: z
      .array(
        z.object({
          ...{ id: z.string(), number: z.number(), title: z.string(), titleEn: z.string() },
          ...{ dueAt: z.string(), breached: z.boolean() },
        }),
      )
      .max(10),
  }),
  /** Since midnight. `serviceLevel` null while nobody has come; its promise is `within` seconds for `share` of them. */
  today: z.object({
    offered: z.number().int(),
    answered: z.number().int(),
    gaveUp: z.number().int(),
    averageWait: z.number(),
    serviceLevel: z.number().nullable(),
    within: z.number(),
    share: z.number(),
  }),
  /**
   * While it is peak time: since when, and how the bot is moved. `answer` is the score an answer needs, `patience` after
   * how many messages in a row without one a person is called.
   */
  peak: z.object({ since: z.string(), answer: moved, patience: moved }).nullable(),
})
export type Wall = z.infer<typeof wall>

export const whisperInput = z.object({ text: z.string().trim().min(1).max(2000) })

export const wallEvents = {
  /** A supervisor says something to who serves, as a note in the conversation. For him alone, so that he looks. */
  'whisper.sent': {
    payload: z.object({ userId: z.string(), from: z.string(), text: z.string() }),
    topics: (event) => [`user:${(event.payload as { userId: string }).userId}`],
  },
} satisfies EventDefinitions
