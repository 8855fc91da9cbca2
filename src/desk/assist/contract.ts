import { z } from 'zod'
import type { EventDefinitions, NewEvent, Topic } from '#platform/ledger/contract.ts'

const id = z.string().min(1).max(200)
const both = z.object({ zh: z.string(), en: z.string() })

export const suggestionKind = z.enum(['answer', 'script', 'step', 'similar'])
export type SuggestionKind = z.infer<typeof suggestionKind>

/** What the order of suggestions is reckoned from; every value 0…1. */
export const FEATURES = [
  'constant',
  /** How well it fits what was asked: score of the search, confidence of the intent. */
  'score',
  ...(['answer', 'script', 'step', 'similar'] as const),
  /** A script made for this emotion, for this kind of customer. */
  'emotion',
  'persona',
  /** Likeness to what the agent is typing. */
  'draft',
  /** The customer asked something, and this is an answer. */
  'asked',
  /** The customer is upset, and this is a script; else how upset he is counts against it. */
  'soothes',
  /** It was said in this conversation already. */
  'repeated',
] as const

const features = z.array(z.number().min(-1).max(1)).length(FEATURES.length)

/** Something an agent may say next. `text` is in the customer's language; `rank` counts from 1. */
export const suggestion = z.object({
  id,
  kind: suggestionKind,
  /** An article, a script, `flow/step` or a conversation, by kind. */
  refId: id,
  title: both,
  text: z.string(),
  /** Chance that an agent uses it, as learnt so far, 0…1. */
  score: z.number(),
  rank: z.number().int().min(1),
  features,
})
export type Suggestion = z.infer<typeof suggestion>

/** `draft` is what stands in the reply box; it is used and forgotten. */
export const assistInput = z.object({ draft: z.string().max(4000).default('') })
/** `seq` is the customer's message the suggestions answer. */
export const assistAnswer = z.object({ seq: z.number().int(), suggestions: z.array(suggestion).max(8) })
export type AssistAnswer = z.infer<typeof assistAnswer>

const judged = suggestion.pick({ kind: true, refId: true, features: true })
/** What became of a suggestion: put in and sent as `sent`, or thrown away (`sent` null). `above` were passed over for it. */
export const assistFeedback = z.object({
  suggestion: suggestion.pick({ id: true, kind: true, refId: true, rank: true, features: true }),
  seq: z.number().int().min(0),
  above: z.array(judged).max(8).default([]),
  inserted: z.string().max(4000),
  sent: z.string().max(4000).nullable(),
})
export type AssistFeedback = z.output<typeof assistFeedback>
/** `distance` 0…1 is the share of the text that was changed. */
export const assistOutcome = z.object({ what: z.enum(['used', 'edited', 'rejected']), distance: z.number() })
export type AssistOutcome = z.infer<typeof assistOutcome>

const fact = z.object({
  conversationId: z.string(),
  seq: z.number(),
  suggestionId: z.string(),
  kind: suggestionKind,
  refId: z.string(),
  rank: z.number(),
  features: z.array(z.number()),
  above: z.array(z.object({ kind: suggestionKind, refId: z.string(), features: z.array(z.number()) })),
  distance: z.number(),
})
export type AssistFact = z.infer<typeof fact>

const openers = (event: NewEvent): Topic[] => [`conversation:${event.conversationId}`]

/** What agents did with suggestions, and wording that was refused or marked. No texts. */
export const assistEvents = {
  'assist.used': { payload: fact, topics: openers },
  'assist.edited': { payload: fact, topics: openers },
  'assist.rejected': { payload: fact, topics: openers },
  'wording.flagged': {
    payload: z.object({
      rule: z.string(),
      severity: z.enum(['refuse', 'mark']),
      /** Whether it went to the customer. */
      sent: z.boolean(),
      userId: z.string(),
    }),
    topics: openers,
  },
} satisfies EventDefinitions
