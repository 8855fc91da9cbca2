import {
  type DayPlan,
  minutesFrom,
  type PlannedShift,
  type RosterWeek,
  type ShiftTemplate,
} from '../../../../src/desk/roster/contract.ts'

export const FREE: DayPlan = { leave: null, shifts: [] }

const DAY_MS = 86_400_000
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
export const mondayOf = (date: string): string => addDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7))
export const weekFrom = (monday: string): string[] => [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(monday, n))
/** Noon of a date, so that every zone shows the same day. */
export const noonOf = (date: string): string => `${date}T12:00:00`

export const cellKey = (userId: string, date: string): string => `${userId} ${date}`

/** A shift to choose from, put into somebody's day with the times it has now. */
export function planWith({ id, ...shift }: ShiftTemplate): DayPlan {
  return { leave: null, shifts: [{ ...shift, id: crypto.randomUUID(), templateId: id }] }
}

/** The same day again: shifts of their own, so that each can be swapped by itself. */
export const copyOf = (plan: DayPlan): DayPlan => ({
  ...plan,
  shifts: plan.shifts.map((shift) => ({ ...shift, id: crypto.randomUUID() })),
})

export function isSamePlan(a: DayPlan, b: DayPlan): boolean {
  const told = ({ leave, shifts }: DayPlan) => JSON.stringify([leave, shifts.map(({ id, from, to }) => [id, from, to])])
  return told(a) === told(b)
}

/** Nothing to plan anew: a shift that stays keeps its id, so that a request for it stays good. */
export function looksSame(a: DayPlan, b: DayPlan): boolean {
  const seen = ({ leave, shifts }: DayPlan) =>
    JSON.stringify([leave, shifts.map(({ name, from, to, breaks }) => [name, from, to, breaks])])
  return seen(a) === seen(b)
}

/** Hours of work without breaks. */
export function hoursOf({ shifts }: DayPlan): number {
  const minutes = (span: { from: string; to: string }) => minutesFrom(span.from, span.to)
  return shifts.reduce(
    (sum, shift) => sum + (minutes(shift) - shift.breaks.reduce((off, rest) => off + minutes(rest), 0)) / 60,
    0,
  )
}

export const timesOf = ({ from, to }: Pick<PlannedShift, 'from' | 'to'>): string => `${from}–${to}`

/** The week with days planned anew, before the server has said so. */
export function withPlans(week: RosterWeek, changes: { userId: string; date: string; plan: DayPlan }[]): RosterWeek {
  const changed = new Map(changes.map((one) => [cellKey(one.userId, one.date), one]))
  const days = week.days.map((day) => {
    const key = cellKey(day.userId, day.date)
    const plan = changed.get(key)?.plan
    changed.delete(key)
    return plan ? { ...day, plan } : day
  })
  return { ...week, days: [...days, ...[...changed.values()].map((one) => ({ ...one, published: null }))] }
}
