import { z } from 'zod'
import { emotionLabel, emotionLevel } from '#emotion/contract.ts'
import type { EventDefinitions, Topic } from '#platform/ledger/contract.ts'
import { ticketType } from '#tickets/types/contract.ts'

const line = z.string().trim().min(1).max(1000)
const both = z.strictObject({ zh: line, en: line })
const name = z.string().regex(/^[a-z][a-z0-9_.-]{0,59}$/, 'lower-case letters, digits, _ . and - only')

const persona = z.enum(['elderly', 'expert', 'new', 'regular'])
export type Persona = z.infer<typeof persona>
const risk = z.enum(['none', 'escalation', 'sensitive'])
export type Risk = z.infer<typeof risk>
export const TIERS = ['regular', 'silver', 'gold', 'vip'] as const

/** For whom and when; an empty list means any. A scene is a task, a kind of ticket, a skill or an intent. */
export const situationRule = z.strictObject({
  emotions: z.array(emotionLabel).max(10).default([]),
  levels: z.array(emotionLevel).max(4).default([]),
  tiers: z.array(z.enum(TIERS)).max(4).default([]),
  scenes: z.array(name).max(30).default([]),
  risks: z.array(risk).max(3).default([]),
  personas: z.array(persona).max(4).default([]),
})

/** What the business can issue by itself as a voucher. */
export const ISSUABLE = ['coupon', 'points', 'express'] as const

/**
 * Work asked for in the customer's name. The business does it by `action`, of a pack, under a rule and a cap of its own;
 * where there is none, or none is named, it becomes an urgent ticket of the type `ticket`.
 */
export const offerRequest = z.strictObject({
  action: z
    .string()
    .regex(/^[a-z][a-z0-9-]*\.[a-zA-Z]{1,60}$/, 'PACK.verb')
    .nullable()
    .default(null),
  ticket: ticketType,
})
export type OfferRequest = z.infer<typeof offerRequest>

/**
 * A consolation a colleague may offer; what it costs in CNY is held against the budget. `issue`: the business is asked for
 * a voucher of this worth. `request`: it is work that is asked for. With neither it is a promise that a person keeps.
 */
export const offer = z.strictObject({
  kind: z.enum(['coupon', 'points', 'express', 'priority-review', 'fast-payout', 'instalments']),
  text: both,
  cost: z.number().min(0).max(10_000).default(0),
  issue: z.boolean().default(false),
  request: offerRequest.nullable().default(null),
})

/** What is done. `words` are said first by the bot, unless wording is locked; `script` names one for colleagues. */
export const treatment = z.strictObject({
  tone: z.enum(['neutral', 'warm', 'apologetic', 'reassuring', 'formal', 'cheerful']).default('neutral'),
  words: both.nullable().default(null),
  script: z.string().max(100).nullable().default(null),
  priority: z.number().int().min(0).max(9).default(0),
  serve: z.enum(['bot', 'person', 'senior']).default('bot'),
  skill: z.string().max(40).nullable().default(null),
  skipMenus: z.boolean().default(false),
  offers: z.array(offer).max(6).default([]),
  /** Most that the offers of one conversation may cost together, in CNY. */
  budget: z.number().min(0).max(10_000).default(0),
  lockWording: z.boolean().default(false),
  shortSentences: z.boolean().default(false),
  largeType: z.boolean().default(false),
})

/** One line of the matrix. `id` of a pack's own begins with the pack, as `base.anger-high`. */
export const strategy = z.strictObject({
  id: name,
  title: both,
  when: situationRule,
  treat: treatment,
  enabled: z.boolean().default(true),
})
export type Strategy = z.infer<typeof strategy>

/** What is known of a customer at one moment of a conversation. */
export const situation = z.object({
  emotion: emotionLabel,
  level: emotionLevel,
  tier: z.string(),
  scenes: z.array(z.string()),
  risk,
  personas: z.array(persona),
})
export type Situation = z.infer<typeof situation>

/** A strategy chosen for a situation, of the released version of the matrix. */
export type ChosenStrategy = { strategy: Strategy; version: number }
export type ChooseStrategy = (situation: Situation) => ChosenStrategy | null

/** One application; `did` says what of the treatment came to bear. */
export const appliedStrategy = z.object({
  strategyId: z.string(),
  version: z.number().int(),
  seq: z.number().int(),
  emotion: emotionLabel,
  level: emotionLevel,
  score: z.number(),
  tier: z.string(),
  scene: z.string().nullable(),
  risk,
  did: z.array(
    z.enum([
      'said-words',
      'skipped-menus',
      'raised-priority',
      'handed-over',
      'locked-wording',
      'short-sentences',
      /** A person serves the customer or he waits for one: it is up to the person. */
      'told-agent',
    ]),
  ),
  /** Who should serve; routing reads it of those who wait. */
  serve: treatment.shape.serve.default('bot'),
  largeType: z.boolean().default(false),
})
export type AppliedStrategy = z.infer<typeof appliedStrategy>

const offerThrough = z.enum(['voucher', 'business', 'ticket'])
export type OfferThrough = z.infer<typeof offerThrough>

/** An offer of the strategy in force; `n` names it when it is given. */
const offerLine = offer.extend({
  n: z.number().int(),
  /** `given` already; `dear`: costs more than is left of the budget. */
  state: z.enum(['open', 'given', 'dear']),
})
export const givenOffer = offer.extend({
  id: z.string(),
  n: z.number().int(),
  strategyId: z.string(),
  by: z.string(),
  at: z.string(),
  /** Null: a promise. `failed`: the business could not be asked in many hours, so somebody must see to it. */
  issued: z.enum(['pending', 'issued', 'failed']).nullable(),
  /** What was made of it: a voucher, a request to the business, a ticket. Null while it is only promised. */
  through: offerThrough.nullable(),
  /** Number of what was made. */
  reference: z.string().nullable(),
})
export type GivenOffer = z.infer<typeof givenOffer>
/** How the customer of a conversation is to be treated now, what may be offered to him and what has been. CNY. */
export const treatmentNow = z.object({
  strategy: treatment
    .omit({ offers: true, budget: true })
    .extend({
      id: name,
      title: both,
      version: z.number().int(),
      emotion: emotionLabel,
      level: emotionLevel,
      at: z.string(),
    })
    .nullable(),
  offers: z.array(offerLine),
  budget: z.number(),
  spent: z.number(),
  given: z.array(givenOffer),
})
export type TreatmentNow = z.infer<typeof treatmentNow>
/** `strategyId` is the one whose offers were seen, so that nobody gives what is no longer meant. */
export const offerInput = z.object({ strategyId: name, n: z.number().int().min(0).max(5) })

export const strategyLine = strategy.extend({
  /** `pack` as it came, `edited` changed here, `own` made here. */
  origin: z.enum(['pack', 'edited', 'own']),
})
export type StrategyLine = z.infer<typeof strategyLine>
export const strategyVersion = z.object({
  version: z.number().int(),
  note: z.string(),
  by: z.string(),
  at: z.string(),
})
/** A kind of ticket that an offer may open. */
export const offerTicket = z.object({ id: z.string(), name: z.string(), nameEn: z.string() })
export type OfferTicket = z.infer<typeof offerTicket>

export const strategyMatrix = z.object({
  version: z.number().int(),
  lines: z.array(strategyLine),
  /** What is being edited, or null when nothing differs from what is released. */
  draft: z.array(strategyLine).nullable(),
  versions: z.array(strategyVersion),
})
export type StrategyMatrix = z.infer<typeof strategyMatrix>

/** A past message and what would be done about it. */
export const previewLine = z.object({
  conversationId: z.string(),
  seq: z.number().int(),
  at: z.string(),
  text: z.string(),
  emotion: emotionLabel,
  level: emotionLevel,
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type PreviewLine = z.infer<typeof previewLine>

/** How conversations went on after a strategy was applied. */
export const strategyEffect = z.object({
  strategyId: z.string(),
  version: z.number().int(),
  applied: z.number().int(),
  /** Mean score when applied, and three messages on. */
  scoreBefore: z.number(),
  scoreAfter: z.number().nullable(),
  rated: z.number().int(),
  rating: z.number().nullable(),
  handedOver: z.number(),
})
export type StrategyEffect = z.infer<typeof strategyEffect>

/** `spent` is what the conversation has cost by then. No texts. */
const offerFact = z.object({
  id: z.string(),
  strategyId: z.string(),
  version: z.number().int(),
  kind: offer.shape.kind,
  cost: z.number(),
  spent: z.number(),
  budget: z.number(),
})
export type OfferFact = z.infer<typeof offerFact>

export const strategyEvents = {
  'strategy.applied': {
    payload: appliedStrategy,
    topics: (event) => {
      const team: Topic[] = [`conversation:${event.conversationId}`, 'team']
      return event.payload.largeType ? [...team, `customer:${event.customerId}`] : team
    },
    // How he is thought to feel is not his business; that he may want larger type is.
    forCustomer: ({ largeType }: AppliedStrategy) => ({ largeType }),
  },
  /** None fits any more. */
  'strategy.ended': {
    payload: z.object({ strategyId: z.string(), seq: z.number().int() }),
    topics: (event) => [`conversation:${event.conversationId}`, 'team'],
  },
  /** The business issued what was promised, or cannot be asked any more. */
  'offer.issued': {
    payload: z.object({
      id: z.string(),
      outcome: z.enum(['issued', 'failed']),
      through: offerThrough.nullable(),
      reference: z.string().nullable(),
    }),
    topics: (event) => [`conversation:${event.conversationId}`, 'team'],
  },
  /** Something of the budget was promised to the customer, or the promise was taken back. */
  'offer.given': { payload: offerFact, topics: (event) => [`conversation:${event.conversationId}`, 'team'] },
  'offer.taken-back': { payload: offerFact, topics: (event) => [`conversation:${event.conversationId}`, 'team'] },
  'strategy.released': { payload: z.object({ version: z.number().int() }), topics: () => ['team'] },
} satisfies EventDefinitions
