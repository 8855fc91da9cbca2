import type { DayPlan, RosterConflict, RosterSettings } from '#desk/roster/contract.ts'
import { type Span, spanOf, weekFrom, workOfDay } from '#desk/roster/times.ts'

const HOUR = 3_600_000

export type PlannedDay = { userId: string; date: string; plan: DayPlan }

/**
 * What of a week cannot be or should not be: shifts of one person at the same time, too short a rest, too many hours,
 * work on days for which leave was approved. `days` hold the day before and the day after too, for the nights.
 */
export function findConflicts(
  monday: string,
  days: readonly PlannedDay[],
  settings: RosterSettings,
  onLeave: ReadonlySet<string>,
): RosterConflict[] {
  const week = weekFrom(monday)
  const byPerson = Map.groupBy(days, ({ userId }) => userId)
  return [...byPerson].flatMap(([userId, own]) => {
    const shifts = own
      .flatMap(({ date, plan }) => plan.shifts.map((one) => ({ date, ...spanOf(settings.timeZone, date, one) })))
      .toSorted((a, b) => a.from - b.from)
    const within = own.filter(({ date }) => week.includes(date))
    const onFreeDays = within
      .filter(({ date, plan }) => plan.shifts.length > 0 && onLeave.has(`${userId} ${date}`))
      .map(({ date }) => ({ kind: 'leave' as const, userId, date, value: null }))
    const worked = within.flatMap(({ date, plan }) => workOfDay(settings.timeZone, date, plan))
    const hours = worked.reduce((sum, { from, to }) => sum + to - from, 0) / HOUR
    const tooMany =
      hours > settings.weeklyHours ? [{ kind: 'hours' as const, userId, date: null, value: round(hours) }] : []
    return [...tooClose(userId, shifts, week, settings.restHours), ...onFreeDays, ...tooMany]
  })
}

type Dated = Span & { date: string }

/** Two shifts of one day may follow each other at once; between days there must be rest. */
function tooClose(userId: string, shifts: Dated[], week: string[], restHours: number): RosterConflict[] {
  const found: RosterConflict[] = []
  let last: Dated | null = null
  for (const shift of shifts) {
    if (last) {
      const rest = (shift.from - last.to) / HOUR
      const date = week.includes(shift.date) ? shift.date : last.date
      if (!week.includes(date)) {
        // Neither is of this week.
      } else if (rest < 0) found.push({ kind: 'overlap', userId, date, value: null })
      else if (shift.date !== last.date && rest < restHours)
        found.push({ kind: 'rest', userId, date, value: round(rest) })
    }
    if (!last || shift.to > last.to) last = shift
  }
  return found
}

const round = (value: number) => Math.round(value * 10) / 10
