import type { Attendance } from '#desk/roster/contract.ts'
import { type Presence, presenceBetween } from '#desk/roster/past-queries.ts'
import { listDays, listPeople } from '#desk/roster/plan-queries.ts'
import { readRosterSettings } from '#desk/roster/settings.ts'
import { overlapOf, type Span, spanOf, workOfDay } from '#desk/roster/times.ts'
import type { Queryable } from '#platform/db/open.ts'
import { momentOf } from '#team/hours.ts'

const MINUTE = 60_000
const TWO_DAYS = 2 * 1440

/** Of everybody planned for a day: how much of his time he was there. Shifts over midnight count to the day they begin. */
export async function attendanceOf(db: Queryable, date: string, now = new Date()): Promise<Attendance[]> {
  const { timeZone } = await readRosterSettings(db)
  const from = momentOf(timeZone, date, 0)
  const until = Math.min(momentOf(timeZone, date, TWO_DAYS), now.getTime())
  const told = Map.groupBy(await presenceBetween(db, new Date(from), new Date(until)), ({ userId }) => userId)
  const days = new Map((await listDays(db, date, date)).map((day) => [day.userId, day.published]))
  return (await listPeople(db)).flatMap((person) => {
    const plan = days.get(person.userId)
    if (!plan || (!plan.shifts.length && !plan.leave)) return []
    const states = spansOf(told.get(person.userId) ?? [], until)
    const work = workOfDay(timeZone, date, plan).flatMap((span) => clipped(span, now.getTime()))
    const minutes = (statuses: State[]) => Math.round(overlapSum(work, statuses) / MINUTE)
    const here = states.filter(({ status }) => status !== 'offline')
    const begins = plan.shifts.map((shift) => spanOf(timeZone, date, shift)).toSorted((a, b) => a.from - b.from)
    return [
      {
        ...person,
        ...{ shifts: plan.shifts, leave: plan.leave },
        planned: Math.round(work.reduce((sum, span) => sum + span.to - span.from, 0) / MINUTE),
        present: minutes(states.filter(({ status }) => status === 'online')),
        away: minutes(states.filter(({ status }) => status === 'away')),
        lateMinutes: latenessOf(begins[0], here),
        missing: work.some(({ to }) => to === now.getTime()) && !here.some(({ to }) => to === now.getTime()),
      },
    ]
  })
}

type State = Span & { status: Presence['status'] }
/** Each stays as he said until he says otherwise. */
const spansOf = (told: Presence[], until: number): State[] =>
  told.map(({ at, status }, n) => ({ from: at, to: Math.min(until, told[n + 1]?.at ?? until), status }))

const clipped = ({ from, to }: Span, until: number): Span[] => (from < until ? [{ from, to: Math.min(to, until) }] : [])

const overlapSum = (work: Span[], there: Span[]) =>
  work.reduce((sum, span) => sum + there.reduce((more, one) => more + overlapOf(span, one), 0), 0)

/** Who was there before he had to be is not late. */
function latenessOf(shift: Span | undefined, here: Span[]): number | null {
  const first = shift && here.find((one) => overlapOf(shift, one) > 0)
  return shift && first ? Math.max(0, Math.round((first.from - shift.from) / MINUTE)) : null
}
