import { z } from 'zod'
import type { EventDefinitions } from '#platform/ledger/contract.ts'
import { timeZone } from '#team/contract.ts'

const id = z.string().min(1).max(64)
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'hh:mm')
const DAY = 24 * 60

/** Minutes from one time of the clock to the next time it shows the other. */
export function minutesFrom(from: string, to: string): number {
  const of = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  return (of(to) - of(from) + DAY) % DAY
}

export const SHIFT_COLOURS = ['teal', 'blue', 'amber', 'violet', 'rose', 'grey'] as const

const shiftTimes = {
  name: z.string().trim().min(1).max(20),
  colour: z.enum(SHIFT_COLOURS),
  /** By the clocks of the house; one that ends before it begins goes over midnight. */
  from: clock,
  to: clock,
  breaks: z.array(z.object({ from: clock, to: clock })).max(4),
}
type Times = { from: string; to: string; breaks: { from: string; to: string }[] }
/** It takes time, and its breaks lie within it, one after the other. */
function isSound({ from, to, breaks }: Times): boolean {
  let reached = 0
  for (const rest of breaks.toSorted((a, b) => minutesFrom(from, a.from) - minutesFrom(from, b.from))) {
    const begins = minutesFrom(from, rest.from)
    const ends = begins + minutesFrom(rest.from, rest.to)
    if (begins < reached || ends === begins || ends > minutesFrom(from, to)) return false
    reached = ends
  }
  return minutesFrom(from, to) > 0
}

/** A shift to choose from. What is planned keeps the times it had when it was planned. */
export const shiftTemplateInput = z.object(shiftTimes).refine(isSound, 'times')
export type ShiftTemplateInput = z.infer<typeof shiftTemplateInput>
export const shiftTemplate = z.object({ ...shiftTimes, id })
export type ShiftTemplate = z.infer<typeof shiftTemplate>

/** One shift of somebody's day; `templateId` null for times of its own. */
export const plannedShift = z.object({ ...shiftTimes, id, templateId: id.nullable() }).refine(isSound, 'times')
export type PlannedShift = z.infer<typeof plannedShift>

/** Why somebody does not work: `off` is his day off, the others are leave. */
export const LEAVES = ['off', 'annual', 'sick', 'personal'] as const
export const leaveKind = z.enum(LEAVES)
export type LeaveKind = z.infer<typeof leaveKind>

/** Shifts or a reason not to work, never both; neither where nothing is planned. */
export const dayPlan = z
  .object({ leave: leaveKind.nullable(), shifts: z.array(plannedShift).max(3) })
  .refine(({ leave, shifts }) => leave === null || shifts.length === 0, 'leave or shifts')
export type DayPlan = z.infer<typeof dayPlan>

export const date = z.iso.date()
const isMonday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() === 1
export const monday = date.refine(isMonday, 'a Monday')

export const planChanges = z.object({
  changes: z
    .array(z.object({ userId: id, date, plan: dayPlan }))
    .min(1)
    .max(2000),
})
export type PlanChange = z.infer<typeof planChanges>['changes'][number]

/** `value` is hours: of rest between two shifts, or of work in the week. */
export const rosterConflict = z.object({
  kind: z.enum(['overlap', 'rest', 'hours', 'leave']),
  userId: z.string(),
  /** Null for what concerns the whole week. */
  date: z.string().nullable(),
  value: z.number().nullable(),
})
export type RosterConflict = z.infer<typeof rosterConflict>

/** A week as who plans it sees it. `published` null: he has not been told anything for this day. */
export const rosterWeek = z.object({
  monday: z.string(),
  timeZone: z.string(),
  /** In the house's zone, now. */
  today: z.string(),
  people: z.array(z.object({ userId: z.string(), name: z.string(), nameEn: z.string(), teams: z.array(z.string()) })),
  days: z.array(z.object({ userId: z.string(), date: z.string(), plan: dayPlan, published: dayPlan.nullable() })),
  /** Days whose plan differs from what people were told. */
  unpublished: z.number().int(),
  publishedAt: z.string().nullable(),
  conflicts: z.array(rosterConflict),
})
export type RosterWeek = z.infer<typeof rosterWeek>

/** Hour by hour, what is planned beside what Erlang C asks for; `contacts` from the same hours of the weeks before. */
export const rosterCoverage = z.object({
  handleSeconds: z.number(),
  days: z.array(
    z.object({
      date: z.string(),
      hours: z.array(z.object({ planned: z.number(), needed: z.number().int(), contacts: z.number() })).length(24),
    }),
  ),
})
export type RosterCoverage = z.infer<typeof rosterCoverage>

export const rosterSettings = z.object({
  timeZone,
  /** Least hours between the end of one shift and the beginning of the next. */
  restHours: z.number().min(0).max(24),
  weeklyHours: z.number().min(1).max(100),
  /** Null takes what chats took of late. */
  handleSeconds: z.number().int().min(1).max(7200).nullable(),
  chatsAtOnce: z.number().int().min(1).max(20),
  withinSeconds: z.number().int().min(1).max(3600),
  share: z.number().min(0.01).max(0.999),
})
export type RosterSettings = z.infer<typeof rosterSettings>

const note = z.string().trim().max(300).default('')
/** What an agent asks for: leave for some days, or that a colleague takes a shift, for one of his own or for nothing. */
export const rosterRequestInput = z.discriminatedUnion('kind', [
  z
    .object({ kind: z.literal('leave'), from: date, to: date, leave: leaveKind, note })
    .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) <= 30 * 86_400_000, 'from and to'),
  z.object({
    kind: z.literal('swap'),
    date,
    shiftId: id,
    colleagueId: id,
    theirs: z.object({ date, shiftId: id }).nullable().default(null),
    note,
  }),
])
export type RosterRequestInput = z.output<typeof rosterRequestInput>

export const rosterRequest = z.object({
  id: z.string(),
  kind: z.enum(['leave', 'swap']),
  userId: z.string(),
  from: z.string(),
  to: z.string(),
  leave: leaveKind.nullable(),
  /** The shift to be handed on, as it was when asked. */
  shift: plannedShift.nullable(),
  colleagueId: z.string().nullable(),
  theirDate: z.string().nullable(),
  theirShift: plannedShift.nullable(),
  /** Null until the colleague has answered. */
  agreed: z.boolean().nullable(),
  note: z.string(),
  status: z.enum(['waiting', 'approved', 'declined', 'withdrawn']),
  answer: z.string(),
  createdAt: z.string(),
  decidedAt: z.string().nullable(),
})
export type RosterRequest = z.infer<typeof rosterRequest>

/** One's own published days from a Monday on, and what one asked or is asked. */
export const ownRoster = z.object({
  timeZone: z.string(),
  today: z.string(),
  days: z.array(z.object({ date: z.string(), plan: dayPlan })),
  requests: z.array(rosterRequest),
})
export type OwnRoster = z.infer<typeof ownRoster>

/** Who could take a shift: `busy` has one of his own then; `shifts` are his of that week, to offer in return. */
export const swapOption = z.object({
  userId: z.string(),
  name: z.string(),
  nameEn: z.string(),
  busy: z.boolean(),
  shifts: z.array(z.object({ date: z.string(), shift: plannedShift })),
})
export type SwapOption = z.infer<typeof swapOption>

/** One's day as planned and as it was, in minutes without breaks; up to now for a day that is not over. */
export const attendance = z.object({
  userId: z.string(),
  name: z.string(),
  nameEn: z.string(),
  shifts: z.array(plannedShift),
  leave: leaveKind.nullable(),
  planned: z.number(),
  present: z.number(),
  away: z.number(),
  /** Minutes after the beginning at which he first was there; null when he never was. */
  lateMinutes: z.number().nullable(),
  /** Of today: he should be there now and is not. */
  missing: z.boolean(),
})
export type Attendance = z.infer<typeof attendance>

export const rosterEvents = {
  'roster.changed': {
    payload: z.object({
      what: z.enum(['plan', 'published', 'templates', 'settings', 'request']),
      monday: z.string().nullable(),
    }),
    topics: () => ['team'],
  },
} satisfies EventDefinitions
