import { z } from 'zod'
import type { ActionOutcome } from '#business/contract.ts'
import type { HandOver, Part, PersonWanted } from '#conversations/contract.ts'
import type { Composing } from '#dialogue/composing.ts'
import { inputTemplate } from '#dialogue/input-template.ts'
import { stepVoice } from '#dialogue/step-voice.ts'
import type { TurnWorld } from '#dialogue/turn-world.ts'
import type { Mood } from '#emotion/fold.ts'
import type { AppliedStrategy } from '#emotion/strategy/contract.ts'
import type { Entity, Language, Understanding } from '#understanding/contract.ts'
import { need } from '#verification/contract.ts'

/** A value a flow has collected. `shown` is how it is read back to the customer. */
export type SlotValue = { value: string; shown: string; seq: number }

/** One running flow on the stack: where it stands and what it knows. */
export type Frame = {
  flow: string
  version: number
  step: string
  slots: Record<string, SlotValue>
  /** Answers of actions by the name the flow saves them under. */
  results: Record<string, unknown>
  /** How often the current question was asked without a usable answer. */
  misses: number
  /** The customer's words that began it and what was found in them; they help to choose among candidates. */
  opening: string
  mentions: Entity[]
  /** A filled slot that is being asked again; its old value stays until the new one comes. */
  reopened: string | null
  /** The confirm step the customer said yes to; cleared when a slot changes and after the write. */
  confirmed: string | null
  /** Walks again over steps already done after a correction: says nothing twice, calls nothing twice. */
  replaying: boolean
  /** Inputs of the reads done, by step, and texts said, so that a replay can tell. */
  done: Record<string, string>
  /** Part of the flow below it; else it interrupted that one. */
  called: boolean
}

/** What the customer said and what was found in it; a task picked from choices starts with these. */
export type Words = { text: string; entities: Entity[] }

/** What the bot has asked and waits for. */
export type Expectation =
  | { kind: 'slot'; slot: string }
  | { kind: 'confirm' }
  | { kind: 'candidates'; slot: string | null; options: { value: string; label: string }[]; about?: Words }
  | { kind: 'call'; callId: string }
  | { kind: 'offer-person' }

/** All the bot remembers of a conversation; JSON, stored with it, at most 32 kB. */
export type DialogueState = {
  language: Language
  /** Running flows, the current one last. */
  stack: Frame[]
  expects: Expectation | null
  /** Facts that outlive a flow, so that the next one need not ask: the order talked about, the product, the phone. */
  memory: Record<string, SlotValue>
  /** Intents of a compound request still to be handled, in order. */
  waiting: (Words & { intent: string })[]
  /** Customer turns in a row that brought nothing (circuit breaker at 3). */
  unresolved: number
  /** What was tried, for the brief of the person who takes over. */
  tried: { zh: string; en: string }[]
  /** `products` and `seq`, the message it answered, are absent where an older version answered. */
  lastAnswer: { articleId: string; title: string; products?: string[]; seq?: number } | null
  lastSaid: Part[]
  /** Customer turns in a row that were angry or abusive. */
  heat: number
  /** Calls made in this conversation so far; keeps their ids apart. */
  calls: number
  /** The flow that ended last, and in which message: the same one again is meant for something else. */
  lastFlow: string | null
  lastFlowSeq?: number
  /** Number of the customer's latest message; slots of this turn carry it. */
  seq: number
  /** How the customer feels, as far as the bot has heard him, and the strategy that was found for it. */
  mood?: Mood
  strategy?: string | null
  composing?: Composing | null
}

export type TurnInput =
  | { kind: 'message'; seq: number; parts: Part[]; text: string; understanding: Understanding; person?: PersonWanted }
  /** An action asked for by an earlier `call` has ended. */
  | { kind: 'outcome'; callId: string; outcome: ActionOutcome }
  /** The conversation begins (the customer opened it from an order or product page). */
  | { kind: 'opened'; context: { orderId?: string; productId?: string } }

/** What the engine wants done. Order matters. */
export type TurnAction =
  | { kind: 'say'; parts: Part[]; generated: boolean }
  | { kind: 'call'; callId: string; action: string; input: Record<string, unknown>; filler: Part[] | null }
  | { kind: 'hand-over'; handOver: Omit<HandOver, 'at'> }
  | { kind: 'after-hours'; opensAt: string | null }
  | {
      kind: 'ticket'
      type: string
      title: string
      description: string
      fields: Record<string, string>
      priority: 'normal' | 'high' | 'urgent'
    }
  | { kind: 'remember'; subject: string }

/** What a turn came to; KPIs count these. */
export type TurnOutcome = (typeof OUTCOMES)[number]
const OUTCOMES = ['answered', 'asked', 'done', 'calling', 'chatted', 'unresolved', 'handed-over', 'cancelled'] as const

export type TurnTrace = {
  outcome: TurnOutcome
  /** Steps walked, for the flow picture: `flow@version/step`. */
  path: string[]
  intent: string | null
  confidence: number
  articleId: string | null
  /** The strategy by which the customer was treated, or the one that fits no longer when none does; how he feels. */
  strategy?: AppliedStrategy
  strategyEnded?: string
  signal?: Mood['signals'][number]
}

/** The engine: pure. Same input, same output; never throws, never loops, never loses a slot. */
export type Turn = (
  state: DialogueState,
  input: TurnInput,
  world: TurnWorld,
) => { state: DialogueState; actions: TurnAction[]; trace: TurnTrace }

/** A sentence in both languages; `elderly` is the shorter form for customers in elderly mode. */
const sentences = z.strictObject({ zh: z.string().trim().min(1), en: z.string().trim().min(1) })
export const wording = sentences.extend({ elderly: sentences.optional() })
export type Wording = z.infer<typeof wording>

/** An expression of the small language in expression.ts, e.g. `result.order.canCancel and not empty(slot.reason)`. */
const expression = z.string().trim().min(1)
const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and _ only')
const skill = z.string().regex(/^[a-z][a-z0-9_-]*$/, 'lower-case letters, digits, - and _ only')
const stepId = z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and - only')
const template = z.union([z.string(), wording])
export type Template = z.infer<typeof template>

/** `text` takes the whole sentence, `enum` one of its options, `photos` files; all others are entity kinds. */
export const SLOT_KINDS = [
  ...['text', 'enum', 'photos', 'order', 'tracking', 'refund', 'phone', 'email', 'amount', 'number', 'date', 'time'],
  ...['address', 'person', 'product', 'fault_code', 'tax_number'],
] as const

const flowOption = z.strictObject({
  value: z.string().min(1).max(200),
  label: wording,
  /** Further words that mean this option. */
  words: z.array(z.string().min(1)).default([]),
  when: expression.optional(),
})
export type FlowOption = z.infer<typeof flowOption>

export const flowSlot = z.strictObject({
  kind: z.enum(SLOT_KINDS),
  title: wording,
  options: z.array(flowOption).min(2).max(12).optional(),
  /**
   * Regular expression; its first match in the text becomes the value. With a group it only picks the value out of
   * a sentence (anything else is taken as it stands), without one every value must match.
   */
  pattern: z.string().optional(),
  /** Expression over `value`, slots and results that must hold. */
  rule: expression.optional(),
  invalid: wording.optional(),
  /** Key in the conversation's memory: prefilled from it, kept there for the next flow. */
  remember: name.optional(),
  /** A sentence of at least so many words (a Chinese character counts one) that starts the flow also fills this slot. */
  opening: z.number().int().min(1).max(50).optional(),
  /** The customer may skip it (`没有`, `skip`); it is then empty. */
  optional: z.boolean().default(false),
  /** Taken when nothing was said; such a slot is never asked. */
  default: z.string().optional(),
  /** A code or an answer that proves something: numbers in the message are not stored, nor shown to who takes over. */
  secret: z.boolean().default(false),
  /** Words by which a correction names it: `地址写错了`. */
  words: z.array(z.string().min(1)).default([]),
})
export type FlowSlot = z.infer<typeof flowSlot>

const when = { when: expression.optional() }
/** A follow-up the customer may tap; it starts `flow` with what is remembered. */
const offer = z.strictObject({ flow: name, label: wording.optional(), ...when })
export type Offer = z.infer<typeof offer>
const cardFact = z.strictObject({ label: wording, value: template, ...when })
/** How a card looks; `{item.…}` in its templates is the thing shown. */
export const cardTemplate = z.strictObject({
  card: z.enum(['order', 'product', 'refund', 'ticket', 'warranty', 'record']),
  id: z.string(),
  title: template,
  subtitle: template.optional(),
  image: z.string().optional(),
  status: template.optional(),
  facts: z.array(cardFact).max(12).default([]),
})
export type CardTemplate = z.infer<typeof cardTemplate>

export const partTemplate = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: wording, ...when }),
  /** One card, or one for each item when `of` is a list (at most `limit`). `use` names a card of the pack. */
  z.strictObject({
    kind: z.literal('card'),
    use: name,
    of: expression,
    limit: z.number().int().min(1).max(8).default(4),
    ...when,
  }),
  z.strictObject({
    kind: z.literal('timeline'),
    title: wording,
    subtitle: wording.optional(),
    of: expression,
    step: z.strictObject({ at: z.string(), text: template, place: z.string().optional() }),
    limit: z.number().int().min(1).max(50).default(12),
    ...when,
  }),
  z.strictObject({ kind: z.literal('choices'), options: z.array(flowOption).min(1).max(12), ...when }),
  /** Articles to read, each with `id` and `title`; at most two. */
  z.strictObject({ kind: z.literal('source'), of: expression, ...when }),
])
export type PartTemplate = z.infer<typeof partTemplate>

/** Values to choose from: `list` names a list of the pack (an action and how to show its items). */
const candidates = z.strictObject({
  list: name,
  where: expression.optional(),
  /** The step to go to when nothing is left to choose from. */
  none: stepId,
  /** Take the only one without asking. */
  auto: z.boolean().default(true),
  /** Input of the list's action, when it needs one. */
  input: z.record(z.string(), z.string()).default({}),
})

const step = { id: stepId, next: stepId.optional() }
export const flowStep = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('collect'),
    ...step,
    slots: z.array(name).min(1).max(8),
    ask: wording,
    reask: wording.optional(),
    candidates: candidates.optional(),
    /** Also show a form with these slots; free answers are still understood. */
    form: z.strictObject({ title: wording, submit: wording, slots: z.array(name).min(1).max(8) }).optional(),
    show: z.array(partTemplate).max(6).default([]),
    /** Suggest the coming days as choices (for a `date`). */
    suggest_days: z.number().int().min(1).max(7).optional(),
    voice: stepVoice.optional(),
  }),
  z.strictObject({
    kind: z.literal('branch'),
    ...step,
    cases: z.array(z.strictObject({ when: expression, go: stepId })).min(1),
    else: stepId.optional(),
  }),
  z.strictObject({
    kind: z.literal('call'),
    ...step,
    action: z.string().min(1),
    input: z.record(z.string(), inputTemplate).default({}),
    save: name.optional(),
    /** Fields to keep of the answer (`items.name` reaches through lists); all when left out. */
    keep: z.array(z.string().min(1)).optional(),
    filler: wording.optional(),
    /** Where to go when it did not work; without a step the engine words it itself. */
    on: z
      .strictObject({ refused: stepId.optional(), not_found: stepId.optional(), unavailable: stepId.optional() })
      .default({}),
    /** What the customer may do instead when the business refuses. */
    instead: z.array(offer).max(4).default([]),
  }),
  z.strictObject({
    kind: z.literal('confirm'),
    ...step,
    text: wording,
    show: z.array(partTemplate).max(6).default([]),
    /** Slots the customer may correct here; all filled ones when left out. */
    corrects: z.array(name).optional(),
    yes: wording.optional(),
    /** Where "no" leads; without it the engine asks what to correct. */
    no: stepId.optional(),
    voice: stepVoice.optional(),
  }),
  z.strictObject({
    kind: z.literal('say'),
    ...step,
    parts: z.array(partTemplate).min(1).max(8),
    forget: z.array(name).default([]),
  }),
  z.strictObject({
    kind: z.literal('hand-over'),
    id: stepId,
    reason: z.enum(['requested', 'sensitive', 'flow', 'complaint', 'business-down', 'unverified']),
    skill: skill.optional(),
    priority: z.number().int().min(0).max(9).default(0),
    text: wording.optional(),
    /** A line for the brief of the person. */
    note: wording.optional(),
  }),
  /** Who is speaking must have proven who he is: by a level, or by what the operator asks for an action and an amount. */
  z.strictObject({
    kind: z.literal('verify'),
    ...step,
    level: need.exclude(['none']).optional(),
    action: z.string().min(1).optional(),
    /** The amount at stake. */
    of: expression.optional(),
  }),
  z.strictObject({
    kind: z.literal('ticket'),
    ...step,
    type: name,
    title: wording,
    priority: z.enum(['normal', 'high', 'urgent']).default('normal'),
  }),
  z.strictObject({ kind: z.literal('flow'), ...step, flow: name }),
  z.strictObject({
    kind: z.literal('end'),
    id: stepId,
    outcome: z.enum(['done', 'answered', 'cancelled', 'unresolved']).default('done'),
    parts: z.array(partTemplate).max(8).default([]),
    offers: z.array(offer).max(6).default([]),
  }),
])
export type FlowStep = z.infer<typeof flowStep>
export type StepOf<K extends FlowStep['kind']> = Extract<FlowStep, { kind: K }>

/** One piece of work the bot can do, as data (packs/NAME/flows/ID.yaml). The first step is where it begins. */
export const flow = z.strictObject({
  id: name,
  version: z.number().int().positive(),
  title: wording,
  /** Intents that start it. */
  intents: z.array(name).default([]),
  /** Confidence from which it starts without asking back; the engine's own threshold when left out. */
  confidence: z.number().min(0).max(1).optional(),
  /** Prefer it to a knowledge article even when the customer asks rather than orders. */
  answers_questions: z.boolean().default(false),
  /** `verified`: only for customers the shop has signed in; others are led to the flow `guest`. */
  access: z.enum(['anyone', 'verified']).default('verified'),
  guest: name.optional(),
  /** Skill of the people who take over from here. */
  skill: skill.optional(),
  ticket_type: name.default('request'),
  slots: z.record(name, flowSlot).default({}),
  steps: z.array(flowStep).min(1).max(60),
})
export type Flow = z.infer<typeof flow>

/** What the flows of a pack share: names of values, looks of cards, lists to choose from, sensitive words. */
export const packWording = z.strictObject({
  terms: z.record(name, z.record(z.string(), wording)).default({}),
  cards: z.record(name, cardTemplate).default({}),
  lists: z
    .record(
      name,
      z.strictObject({
        action: z.string(),
        /** Path of the list in the answer. */
        path: z.string(),
        keep: z.array(z.string()).optional(),
        value: z.string(),
        label: wording,
        description: wording.optional(),
        image: z.string().optional(),
        /** Expression giving the date by which "yesterday's" is found. */
        date: expression.optional(),
      }),
    )
    .default({}),
  /** Flows offered when the bot is lost or greets. */
  menu: z.array(name).default([]),
  /** The flow that a bare order number, fault code … starts. */
  by_entity: z.record(z.string(), name).default({}),
  /** Words that always call a person (accidents, law, media), with the skill to ask for. */
  sensitive: z
    .array(z.strictObject({ pattern: z.string(), skill: skill.optional(), text: wording.optional() }))
    .default([]),
  /** Sentences of the engine in the pack's own words, by the names of `wording.ts`. */
  says: z.record(z.string(), wording).default({}),
})
export type PackWording = z.infer<typeof packWording>

/** A fault of a flow file. `line` counts from 1; `message` says what is wrong and what to do. */
export const flowProblem = z.object({ file: z.string(), line: z.number().int(), message: z.string() })
export type FlowProblem = z.infer<typeof flowProblem>

/** A flow as a picture: nodes in reading order, edges with the word that leads along them. */
export const flowGraphShape = z.object({
  nodes: z.array(z.object({ id: z.string(), kind: z.string(), label: z.object({ zh: z.string(), en: z.string() }) })),
  edges: z.array(z.object({ from: z.string(), to: z.string(), label: z.string() })),
})
export type FlowGraph = z.infer<typeof flowGraphShape>
