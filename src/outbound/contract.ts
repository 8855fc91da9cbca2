import { z } from 'zod'
import type { EventDefinitions } from '#platform/ledger/contract.ts'
import { businessHours } from '#team/contract.ts'

/** Nobody is called outside these hours of his day, whatever a campaign says. */
export const LAWFUL_HOURS = { from: '08:00', to: '21:00' } as const
/** A number is tried at most so often, by all campaigns and agents together. */
export const MOST_ATTEMPTS = { fiveMinutes: 3, day: 5 } as const
/** Ends the wish to be called, at any time of a call. */
export const OPT_OUT_KEY = '9'
export const MOST_NUMBERS = 20_000

const both = (most: number) =>
  z.object({ zh: z.string().trim().max(most).default(''), en: z.string().trim().max(most).default('') })
const spoken = (most: number) => both(most).refine(({ zh, en }) => zh || en, 'text')

export const question = z.object({
  id: z.string().regex(/^[\w-]{1,40}$/),
  text: spoken(300),
  choices: z
    .array(
      z.object({
        key: z.enum(['1', '2', '3', '4', '5', '6', '7', '8']),
        label: spoken(40),
        /** What is taken for this choice besides its label. */
        words: z.array(z.string().trim().min(1).max(20)).max(20).default([]),
      }),
    )
    .min(2)
    .max(8)
    .refine((choices) => new Set(choices.map(({ key }) => key)).size === choices.length, 'a key is given twice'),
})
export type Question = z.infer<typeof question>

const days = z.number().int().min(1).max(3650).nullable().default(null)
export const audience = z.discriminatedUnion('from', [
  z.object({
    from: z.literal('customers'),
    /** Any of them; none: all. */
    tiers: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
    tags: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
    language: z.enum(['zh', 'en']).nullable().default(null),
    seenWithinDays: days.describe('was here within so many days'),
    quietForDays: days.describe('was not here for so many days'),
    birthdayWithinDays: z.number().int().min(0).max(60).nullable().default(null),
  }),
  z.object({ from: z.literal('numbers') }),
])
export type Audience = z.infer<typeof audience>

const minutes = z
  .number()
  .int()
  .min(5)
  .max(7 * 24 * 60)
export const campaignPlan = z.object({
  purpose: z.enum(['greeting', 'reminder', 'questionnaire']),
  /** Why people may be called: they agreed to it, or it is about something they ordered. */
  basis: z.enum(['consent', 'service']),
  /** Where the consent of imported numbers is kept, or which service it is about. */
  evidence: z.string().trim().max(300).default(''),
  /** `{name}` and `{column}` stand for what is known of each person. */
  text: spoken(600),
  questions: z.array(question).max(10).default([]),
  /** Empty: the usual goodbye. */
  closing: both(200).default({ zh: '', en: '' }),
  line: z.string().trim().min(1).max(80),
  audience,
  startsAt: z.iso.datetime().nullable().default(null),
  endsAt: z.iso.datetime(),
  pacing: z.object({
    atOnce: z.number().int().min(1).max(50),
    perMinute: z.number().int().min(1).max(120),
    ringSeconds: z.number().int().min(10).max(60),
  }),
  hours: businessHours,
  /** Of one number, by all campaigns and agents together. */
  caps: z.object({
    perDay: z.number().int().min(1).max(MOST_ATTEMPTS.day),
    perWeek: z
      .number()
      .int()
      .min(1)
      .max(7 * MOST_ATTEMPTS.day),
  }),
  retries: z.object({ most: z.number().int().min(0).max(5), busyMinutes: minutes, noAnswerMinutes: minutes }),
  /** What is done when an answering machine takes the call. */
  machine: z.enum(['hang-up', 'leave-message']),
})
export type CampaignPlan = z.infer<typeof campaignPlan>

export const campaignInput = z.object({ name: z.string().trim().min(1).max(80), plan: campaignPlan })
export type CampaignInput = z.output<typeof campaignInput>

export const CAMPAIGN_STATES = ['draft', 'running', 'paused', 'finished', 'cancelled'] as const
export type CampaignStatus = (typeof CAMPAIGN_STATES)[number]

/** What an attempt came to; `failed` is a fault of ours or of the line. */
export const OUTCOMES = [
  'reached',
  'hung-up',
  'machine',
  'busy',
  'no-answer',
  'refused',
  'opted-out',
  'failed',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Where somebody of a campaign stands: still to be called, in a call, or for good one of the rest. */
export const TARGET_STATES = ['waiting', 'calling', ...OUTCOMES, 'skipped', 'expired', 'cancelled'] as const
export type TargetStatus = (typeof TARGET_STATES)[number]

export const progress = z.partialRecord(z.enum(TARGET_STATES), z.number().int())
export type Progress = z.infer<typeof progress>

export const campaign = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(CAMPAIGN_STATES),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  plan: campaignPlan,
  /** Numbers imported for a draft. */
  numbers: z.number().int(),
  progress,
  /** When somebody is called next; null when nobody is, or at once. */
  resumesAt: z.string().nullable(),
})
export type Campaign = z.infer<typeof campaign>

export const LEFT_OUT = [
  'no-number',
  'bad-number',
  'twice',
  'do-not-call',
  'no-consent',
  'blocked',
  'unknown-variable',
  'no-text',
] as const
export type LeftOut = (typeof LEFT_OUT)[number]

export const preview = z.object({
  total: z.number().int(),
  callable: z.number().int(),
  leftOut: z.array(z.object({ why: z.enum(LEFT_OUT), count: z.number().int(), examples: z.array(z.string()).max(5) })),
  /** What the first of them would hear. */
  samples: z.array(z.object({ name: z.string(), number: z.string(), text: z.string() })),
  /** At the pace of the plan and within its hours the first attempts are over by then; null: not before its end. */
  throughAt: z.string().nullable(),
})
export type Preview = z.infer<typeof preview>

export const target = z.object({
  id: z.string(),
  customerId: z.string().nullable(),
  name: z.string(),
  /** Masked. */
  number: z.string(),
  status: z.enum(TARGET_STATES),
  why: z.string().nullable(),
  attempts: z.number().int(),
  nextAt: z.string().nullable(),
  callId: z.string().nullable(),
  /** Label of the choice by question. */
  answers: z.record(z.string(), z.string()),
  settledAt: z.string().nullable(),
})
export type Target = z.infer<typeof target>

/** Of each question how often each key was chosen. */
export const tally = z.record(z.string(), z.record(z.string(), z.number().int()))
export type Tally = z.infer<typeof tally>

export const outboundLine = z.object({ id: z.string(), name: z.string(), number: z.string() })
export type OutboundLine = z.infer<typeof outboundLine>

export const doNotCallEntry = z.object({
  id: z.string(),
  masked: z.string(),
  source: z.enum(['key', 'words', 'agent', 'import']),
  reason: z.string(),
  campaign: z.string().nullable(),
  by: z.string(),
  at: z.string(),
})
export type DoNotCallEntry = z.infer<typeof doNotCallEntry>

/** Whether somebody may be called without having asked; `given` null: never asked. */
export const callConsent = z.object({
  given: z.boolean().nullable(),
  evidence: z.string(),
  at: z.string().nullable(),
  doNotCall: z.boolean(),
})
export type CallConsent = z.infer<typeof callConsent>

/** What a customer said to being called, and the proof of it. */
export const notedConsent = z.object({
  id: z.string(),
  customerId: z.string(),
  name: z.string(),
  given: z.boolean(),
  evidence: z.string(),
  by: z.string(),
  /** When he said it. */
  at: z.string(),
})
export type NotedConsent = z.infer<typeof notedConsent>

/** What came of a file of consents: rows of nobody we know, and rows without a readable answer, proof or day. */
export const importedConsents = z.object({
  noted: z.number().int(),
  unknown: z.number().int(),
  unclear: z.number().int(),
})
export type ImportedConsents = z.infer<typeof importedConsents>

export const outboundEvents = {
  'campaign.changed': {
    payload: z.object({ campaignId: z.string(), what: z.enum(['saved', ...CAMPAIGN_STATES, 'progress']) }),
    topics: () => ['team'],
  },
  'call-consent.changed': { payload: z.object({ noted: z.number().int() }), topics: () => ['team'] },
  'do-not-call.changed': { payload: z.object({ what: z.enum(['added', 'removed']) }), topics: () => ['team'] },
} satisfies EventDefinitions
