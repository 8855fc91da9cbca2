import { z } from 'zod'
import type { EventDefinitions, NewEvent, Topic } from '#platform/ledger/contract.ts'

const id = z.string().min(1).max(64)

export const emotionLabel = z.enum([
  'anger',
  'anxiety',
  'dissatisfaction',
  'disappointment',
  'sadness',
  'fear',
  'surprise',
  'gratitude',
  'joy',
  'neutral',
])
export type EmotionLabel = z.infer<typeof emotionLabel>
export const emotionLevel = z.enum(['none', 'low', 'medium', 'high'])
export type EmotionLevel = z.infer<typeof emotionLevel>
export const emotionTrend = z.enum(['rising', 'steady', 'falling'])
export type EmotionTrend = z.infer<typeof emotionTrend>

/** Where a signal comes from. `text` is made here; the others come through `emotion.signal`. */
const signalSource = z.enum(['text', 'voice', 'face'])

/** How a message was written. */
const signs = z.object({
  exclaims: z.number().int().min(0),
  asks: z.number().int().min(0),
  shouts: z.boolean(),
})

/**
 * One observation of how a customer feels. `key` is unique in its conversation, so that the same observation counts
 * once, however often it arrives. `intensity` 0 calm or pleased … 1 beside himself; `weight` 0…1 how much its source is
 * to be believed beside a written message (1).
 */
export const emotionSignal = z.object({
  key: z.string().min(1).max(80),
  source: signalSource,
  /** Milliseconds since 1970. */
  at: z.number().int().nonnegative(),
  /** The message it belongs to, where there is one. */
  seq: z.number().int().positive().nullable(),
  label: emotionLabel,
  intensity: z.number().min(0).max(1),
  weight: z.number().min(0).max(1),
  /** Words of feeling in the message, the strongest first. */
  words: z.array(z.string().max(40)).max(4).default([]),
  signs: signs.optional(),
  /** How far the reading can be relied on, where that is little. */
  sure: z.number().optional(),
  /** A fingerprint of the words by which a repeated question is known; holds no text. */
  sketch: z.array(z.number().int()).max(8).optional(),
  /** As it was read, where a person has corrected it. */
  corrected: z.object({ label: emotionLabel, intensity: z.number(), words: z.array(z.string()) }).optional(),
})
export type EmotionSignal = z.infer<typeof emotionSignal>

/** A voice or face signal as it is handed in from outside; the server dates it when `at` is left out. */
export const signalInput = z.object({
  key: z.string().regex(/^[\w:.-]{1,60}$/, 'key'),
  source: z.enum(['voice', 'face']),
  at: z.iso.datetime().optional(),
  seq: z.number().int().positive().nullable().default(null),
  label: emotionLabel,
  intensity: z.number().min(0).max(1),
  weight: z.number().min(0).max(1).default(0.6),
})
export type SignalInput = z.infer<typeof signalInput>

/** What moved the state. `person`: somebody corrected the reading. `text` is the word where `kind` is word; `seq` the message. `weight` 0…1. */
const emotionReason = z.object({
  kind: z.enum(['word', 'message', 'person', 'repeat', 'hurry', 'punctuation', 'capitals', 'waiting', 'voice', 'face']),
  text: z.string(),
  seq: z.number().int().nullable(),
  weight: z.number(),
})
export type EmotionReason = z.infer<typeof emotionReason>

/** How a customer feels in a conversation now. `score` 0…1 is how negative; `negativeRatio` over the latest five messages. */
export const emotionState = z.object({
  conversationId: id,
  label: emotionLabel,
  level: emotionLevel,
  score: z.number().min(0).max(1),
  trend: emotionTrend,
  negativeRatio: z.number().min(0).max(1),
  /** Since when the level has not been `none`; the latest signal when it is. */
  since: z.string(),
  because: z.array(emotionReason).max(6),
  updatedAt: z.string(),
})
export type EmotionState = z.infer<typeof emotionState>

/** The state after each observation, oldest first: the curve. */
export const emotionPoint = z.object({
  seq: z.number().int().nullable(),
  at: z.string(),
  source: signalSource,
  label: emotionLabel,
  intensity: z.number(),
  score: z.number(),
  negativeRatio: z.number(),
  because: z.array(emotionReason),
})
export type EmotionPoint = z.infer<typeof emotionPoint>

const openers = (event: NewEvent): Topic[] => [`conversation:${event.conversationId}`]
const team = (event: NewEvent): Topic[] => [...openers(event), 'team']

/** Facts about feelings; for the team only, a customer hears none of them. */
export const emotionEvents = {
  'emotion.signal': { payload: z.object({ signal: emotionSignal }), topics: openers },
  /** The whole new state, so applying it twice is harmless. */
  'emotion.changed': { payload: emotionState, topics: team },
} satisfies EventDefinitions
