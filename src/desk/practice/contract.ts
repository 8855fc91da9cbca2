import { z } from 'zod'

const line = z.string().trim().min(1).max(400)
const both = z.strictObject({ zh: line, en: line })
const id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
/** A regular expression over what the agent wrote, upper and lower case alike; Chinese and English in one. */
const pattern = z.string().min(1).max(400).refine(isPattern, 'is not a regular expression')

export const TEMPERS = ['calm', 'anxious', 'angry', 'elderly', 'expert'] as const
export type Temper = (typeof TEMPERS)[number]

/** Told when the agent asks for it. */
const fact = z.strictObject({ id, asks: pattern, say: both })
/** Something the agent has to do, in words that fit `done`, once he knows the facts it `needs`. */
const step = z.strictObject({ id, title: both, done: pattern, needs: z.array(id).default([]), say: both })

/** `packs/ID/practice.yaml`: a customer to practise with. Moods run from 0 (leaves) to 100 (delighted). */
export const scenario = z
  .strictObject({
    id,
    temper: z.enum(TEMPERS),
    title: both,
    /** What the agent may know beforehand. */
    brief: both,
    name: both,
    opening: both,
    mood: z.number().int().min(5).max(95),
    /** Seconds he waits for an answer before it annoys him. */
    patience: z.number().int().min(10).max(300),
    /** Seconds in which a practised agent is done. */
    par: z.number().int().min(30).max(1800),
    facts: z.array(fact).max(10).default([]),
    steps: z.array(step).min(1).max(8),
    lines: z.strictObject({
      waiting: both,
      confused: both,
      repeated: both,
      hurt: both,
      soothed: both,
      missing: both,
      thanks: both,
      leaves: both,
    }),
  })
  .refine(
    ({ facts, steps }) =>
      steps.every(({ needs }) => needs.every((one) => facts.some(({ id: known }) => known === one))),
    {
      message: 'a step needs a fact that is not there',
    },
  )
export type Scenario = z.infer<typeof scenario>

/** Why the mood moved. */
export const MOVES = [
  'waited',
  'greeted',
  'empathy',
  'banned',
  'harsh',
  'asked-again',
  'asked-well',
  'step-done',
  'too-soon',
  'too-long',
  'vague',
  'unclear',
] as const
const move = z.object({ why: z.enum(MOVES), by: z.number().int() })
export type Move = z.infer<typeof move>

/** One line of a practice conversation; `moves` are what an agent's line did. */
export const practiceLine = z.object({
  who: z.enum(['customer', 'agent']),
  text: z.string(),
  at: z.string(),
  mood: z.number().int(),
  moves: z.array(move),
  banned: z.array(z.string()),
})
export type PracticeLine = z.infer<typeof practiceLine>

export const runStatus = z.enum(['open', 'solved', 'left', 'ended'])
/** What the engine knows; JSON. */
export const runState = z.object({
  mood: z.number(),
  told: z.array(z.string()),
  done: z.array(z.string()),
  empathy: z.number().int(),
  lastAt: z.number(),
  startedAt: z.number(),
  /** Times the customer called out because nothing came. */
  waits: z.number().int(),
  status: runStatus,
})
export type RunState = z.infer<typeof runState>

const part = z.number().int().min(0).max(100)
/** Marks of a practice conversation, each 0…100, with what they rest on. */
export const practiceScore = z.object({
  total: part,
  time: part,
  steps: part,
  wording: part,
  outcome: part,
  facts: z.object({
    seconds: z.number(),
    slowest: z.number(),
    turns: z.number().int(),
    stepsDone: z.number().int(),
    stepsWanted: z.number().int(),
    banned: z.number().int(),
    harsh: z.number().int(),
    empathy: z.number().int(),
    greeted: z.boolean(),
    saidGoodbye: z.boolean(),
    mood: z.number().int(),
  }),
})
export type PracticeScore = z.infer<typeof practiceScore>

export const scenarioSummary = z.object({
  id: z.string(),
  temper: z.enum(TEMPERS),
  title: both,
  brief: both,
  steps: z.number().int(),
  par: z.number().int(),
  attempts: z.number().int(),
  best: z.number().int().nullable(),
  last: z.number().int().nullable(),
})
export type ScenarioSummary = z.infer<typeof scenarioSummary>

export const practiceRun = z.object({
  id: z.string(),
  userId: z.string(),
  scenarioId: z.string(),
  title: both,
  temper: z.enum(TEMPERS),
  name: both,
  brief: both,
  language: z.enum(['zh', 'en']),
  status: runStatus,
  mood: z.number().int(),
  transcript: z.array(practiceLine),
  /** What had to be done, told when it is over. */
  steps: z.array(z.object({ title: both, done: z.boolean() })),
  score: practiceScore.nullable(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
})
export type PracticeRun = z.infer<typeof practiceRun>

function isPattern(source: string): boolean {
  try {
    return !new RegExp(source, 'iu').test('')
  } catch {
    return false
  }
}
