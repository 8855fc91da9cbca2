import { type DayPlan, minutesFrom, type PlannedShift } from '#desk/roster/contract.ts'
import { momentOf } from '#team/hours.ts'

const MINUTE = 60_000

/** Milliseconds since 1970. */
export type Span = { from: number; to: number }

/** When a shift begins and ends, on the day after where it goes over midnight. */
export function spanOf(timeZone: string, date: string, shift: Pick<PlannedShift, 'from' | 'to'>): Span {
  const begins = minutesFrom('00:00', shift.from)
  const ends = begins + minutesFrom(shift.from, shift.to)
  return { from: momentOf(timeZone, date, begins), to: momentOf(timeZone, date, ends) }
}

/** The shift without its breaks, in order. */
export function workOf(timeZone: string, date: string, shift: PlannedShift): Span[] {
  const whole = spanOf(timeZone, date, shift)
  const rests = shift.breaks
    .map((rest) => {
      const from = whole.from + minutesFrom(shift.from, rest.from) * MINUTE
      return { from, to: from + minutesFrom(rest.from, rest.to) * MINUTE }
    })
    .toSorted((a, b) => a.from - b.from)
  const found: Span[] = []
  let from = whole.from
  for (const rest of rests) {
    if (rest.from > from) found.push({ from, to: rest.from })
    from = rest.to
  }
  if (whole.to > from) found.push({ from, to: whole.to })
  return found
}

export const workOfDay = (timeZone: string, date: string, plan: DayPlan): Span[] =>
  plan.shifts.flatMap((shift) => workOf(timeZone, date, shift))

export const overlapOf = (a: Span, b: Span): number => Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from))

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

export const mondayOf = (date: string): string => addDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7))

export const weekFrom = (monday: string): string[] => [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(monday, n))
