import { z } from 'zod'
import type { EventDefinitions, NewEvent } from '#platform/ledger/contract.ts'
import { businessHours } from '#team/contract.ts'

const id = z.string().min(1).max(64)
const bilingual = z.object({ zh: z.string().trim().min(1).max(40), en: z.string().trim().min(1).max(60) })
const word = z.string().trim().min(1).max(40)
const language = z.enum(['zh', 'en'])
const points = z.number().min(0).max(100)
const seconds = (min: number) => z.number().int().min(min).max(86_400)

/** 1 knows of it … 5 teaches it. Who has a skill without a level has it at `USUAL_LEVEL`. */
export const skillLevel = z.number().int().min(1).max(5)
export const USUAL_LEVEL = 3
/** From this level of the skill asked for somebody counts as senior for it. */
export const SENIOR_LEVEL = 4

/** The queue that takes what no other takes. Conversations in it have `queueId` null. */
export const GENERAL = 'general'

/** `manual`: agents pull. `offer`: meant for one, who takes it in time or it goes on. `auto`: put into his hands. */
export const assignmentMode = z.enum(['manual', 'offer', 'auto'])

/** Where a customer waits for a person, who may serve there and when. Lists that are empty exclude nobody. */
export const queueInput = z.object({
  name: bilingual,
  /** Queues are asked in this order; the first that takes a conversation has it. */
  position: z.number().int().min(0).max(1000),
  takes: z.object({
    skills: z.array(word).max(30),
    tiers: z.array(word).max(10),
    /** Of the customer; any of them is enough. */
    tags: z.array(word).max(30).default([]),
    languages: z.array(language).max(2),
    channels: z.array(word).max(20),
  }),
  skills: z.array(z.object({ skill: word, level: skillLevel })).max(10),
  /** Ids of teams; members of any of them may serve. */
  teams: z.array(id).max(20),
  /** Null is around the clock. */
  hours: businessHours.nullable(),
  /** Whom to ask too when nobody of this queue answered for so long. */
  overflow: z.object({ queueId: id, afterSeconds: seconds(5) }).nullable(),
  /** Without a human answer for so long an alert is raised and somebody else is looked for. */
  alertAfterSeconds: seconds(10),
  mode: assignmentMode,
  offerSeconds: z.number().int().min(5).max(600),
  /** Outside the hours: `wait` lets customers queue, `bot-and-urgent` only urgent ones; the bot goes on with the others. */
  night: z.enum(['wait', 'bot-and-urgent']),
  /** Share of conversations to be answered within so many seconds. */
  serviceLevel: z.object({ share: z.number().min(0.5).max(0.99), seconds: seconds(5) }),
})
export type QueueInput = z.infer<typeof queueInput>
export const queueView = queueInput.extend({ id, version: z.number().int(), updatedAt: z.string() })
export type Queue = z.infer<typeof queueView>

/** What routing knows of an agent beside his account; `capacity` bounds all channels together, `channels` single ones. */
export const agentProfileInput = z.object({
  levels: z.record(word, skillLevel),
  /** Ids of the teams he is in. */
  teams: z.array(id).max(20),
  channels: z.record(word, z.number().int().min(0).max(100)),
  /** Null follows the role: agents are given chats, supervisors only pull. */
  serves: z.boolean().nullable(),
  /** Gets those whose strategy asks for somebody senior, whatever they need. */
  senior: z.boolean(),
})
export type AgentProfile = z.infer<typeof agentProfileInput>

/** How far peak time may move the thresholds of the bot. */
export const PEAK_LIMITS = { answer: 0.15, patience: { least: -2, most: 3 } } as const

/**
 * How it is decided, as data. Points of urgency order those who wait, points of fit order the agents.
 * `urgentFrom` and more points are urgent; so is, whatever the points, who has waited `ageLimitMinutes`.
 */
export const policyRules = z.object({
  urgency: z.object({
    vip: points,
    risk: points,
    /** At the highest level; the levels below give two thirds and one third. */
    emotion: points,
    /** Grows to this as the waiting time nears the answer threshold of the queue. */
    sla: points,
    /** Per step of priority that the flow or a transfer gave. */
    priority: points,
    /** Per minute of waiting, without end. */
    ageing: z.number().min(0.1).max(20),
  }),
  urgentFrom: z.number().min(1).max(300),
  ageLimitMinutes: z.number().int().min(1).max(120),
  fit: z.object({
    dedicated: points,
    lastAgent: points,
    language: points,
    /** At the highest level of the skill asked for. */
    skill: points,
    /** Where somebody senior is asked for. */
    senior: points,
    /** For free hands; less the more chats somebody has. */
    workload: points,
    /** For who has had no new chat for ten minutes and longer. */
    idle: points,
  }),
  /** Waits so long for a dedicated agent who is there but full. */
  dedicatedWaitSeconds: z.number().int().min(0).max(3600),
  /** Waits so long for somebody senior who is there but full or not fit; nobody waits when none is there. */
  seniorWaitSeconds: z.number().int().min(0).max(3600),
  /** After so long the level of a skill and the language no longer exclude anybody. */
  relaxAfterSeconds: z.number().int().min(0).max(3600),
  /** Nobody is given a chat outside his published shift; who is there may still take one himself. */
  onShiftOnly: z.boolean().default(false),
  /**
   * While many wait, the bot does more or less of the work; it ends when half as many wait. `answer` is added to the
   * score an answer needs, so below zero more is answered. `patience` is added to the messages in a row that may go
   * without an answer before a person is called, so above zero fewer are handed over.
   */
  peak: z.object({
    mode: z.enum(['auto', 'on', 'off']),
    waiting: z.number().int().min(1).max(10_000),
    answer: z.number().min(-PEAK_LIMITS.answer).max(PEAK_LIMITS.answer),
    patience: z.number().int().min(PEAK_LIMITS.patience.least).max(PEAK_LIMITS.patience.most),
  }),
})
export type PolicyRules = z.infer<typeof policyRules>

/** A policy is never changed: a new version is written, tried out on past arrivals, then released. */
export const policyVersion = z.object({
  version: z.number().int(),
  status: z.enum(['draft', 'released', 'retired']),
  rules: policyRules,
  note: z.string(),
  createdBy: z.string(),
  createdAt: z.string(),
  releasedAt: z.string().nullable(),
})
export type PolicyVersion = z.infer<typeof policyVersion>

export const policyInput = z.object({ rules: policyRules, note: z.string().trim().max(300).default('') })

export const routedAgent = agentProfileInput.extend({
  userId: z.string(),
  name: z.string(),
  nameEn: z.string(),
  role: z.string(),
  skills: z.array(z.string()),
  capacity: z.number().int(),
})
export type RoutedAgent = z.infer<typeof routedAgent>

const share = z.number().min(0.01).max(0.999)
/** How many people are needed? `shrinkage` is the share of paid time in which nobody is at the desk. */
export const staffingQuestion = z.object({
  contactsPerHour: z.number().min(0).max(100_000),
  handleSeconds: z.number().min(1).max(7200),
  chatsAtOnce: z.number().int().min(1).max(20),
  withinSeconds: z.number().min(1).max(3600),
  share,
  mostOccupied: z.number().min(0.3).max(0.99),
  shrinkage: z.number().min(0).max(0.8),
})
export type StaffingQuestion = z.infer<typeof staffingQuestion>
/** `needed` at their desks at once, `onRoster` with breaks and absence; some rows around it to compare. Waits in seconds. */
export const staffingAnswer = z.object({
  traffic: z.number(),
  needed: z.number().int(),
  onRoster: z.number().int(),
  rows: z.array(
    z.object({
      agents: z.number().int(),
      serviceLevel: z.number(),
      averageWait: z.number(),
      occupancy: z.number(),
      waits: z.number(),
    }),
  ),
})
export type StaffingAnswer = z.infer<typeof staffingAnswer>

/** Where somebody stands in his queue. Null minutes: nobody who could answer is at work. `opensAt` when it is closed. */
export const placeInQueue = z.object({
  conversationId: z.string(),
  position: z.number().int(),
  minutes: z.number().int().nullable(),
  opensAt: z.string().nullable(),
})
export type PlaceInQueue = z.infer<typeof placeInQueue>

/** Tries rules out on the arrivals of a day (yesterday when left out), by the clocks of the server's zone. */
export const replayInput = z.object({ rules: policyRules, day: z.iso.date().optional() })
const tierSummary = z.object({
  tier: z.string(),
  arrived: z.number(),
  answered: z.number(),
  abandoned: z.number(),
  averageWait: z.number(),
  longWait: z.number(),
  serviceLevel: z.number(),
})
const side = z.object({ waitedSeconds: z.number(), userId: z.string().nullable() })
/** By tier and for `all`: what the released policy and the tried one make of the same day; who would fare differently. */
export const replayAnswer = z.object({
  from: z.string(),
  to: z.string(),
  arrivals: z.number(),
  agents: z.number(),
  before: z.array(tierSummary),
  after: z.array(tierSummary),
  changed: z.number(),
  moved: z.array(z.object({ conversationId: z.string(), tier: z.string(), before: side, after: side })),
})
export type ReplayAnswer = z.infer<typeof replayAnswer>

/** Points by what they are for. */
const parts = z.record(z.string(), z.number())
export const EXCLUSIONS = [
  'absent',
  'away',
  'full',
  'channel',
  'skill',
  'language',
  'team',
  'senior',
  'passed',
  'waits-for-dedicated',
  'phone',
  'off-shift',
] as const
export const candidateScore = z.object({
  userId: z.string(),
  name: z.string(),
  /** Null for who could not be asked; `excluded` says why. */
  score: z.number().nullable(),
  parts,
  excluded: z.enum(EXCLUSIONS).nullable(),
})
export type CandidateScore = z.infer<typeof candidateScore>

/** To whom a conversation went, and how everybody scored. `userId` null: nobody could take it. */
const routed = z.object({
  queueId: z.string().nullable(),
  userId: z.string().nullable(),
  mode: assignmentMode,
  policyVersion: z.number().int(),
  urgency: z.object({ score: z.number(), parts, urgent: z.boolean() }),
  waitedSeconds: z.number(),
  candidates: z.array(candidateScore).max(60),
  why: z.enum(['dedicated', 'last-agent', 'senior', 'best-fit', 'overflow', 'only-one']),
})
export type Routed = z.infer<typeof routed>

const openers = (event: NewEvent) => [`conversation:${event.conversationId}` as const]
const team = () => ['team' as const]

export const routingEvents = {
  'conversation.routed': { payload: routed, topics: openers },
  /** Nobody answered for longer than the queue allows, or what was offered was not taken. */
  'wait.exceeded': {
    payload: z.object({
      queueId: z.string().nullable(),
      waitedSeconds: z.number(),
      what: z.enum(['unanswered', 'overflow', 'offer-lapsed']),
      userId: z.string().nullable(),
    }),
    topics: team,
  },
  'routing.changed': {
    payload: z.object({ what: z.enum(['queue', 'policy', 'agent', 'peak', 'away-reasons', 'team']), id: z.string() }),
    topics: team,
  },
} satisfies EventDefinitions
