import type { RosterCoverage } from '#desk/roster/contract.ts'
import { contactsByHour } from '#desk/roster/past-queries.ts'
import { listDays } from '#desk/roster/plan-queries.ts'
import { readRosterSettings } from '#desk/roster/settings.ts'
import { addDays, overlapOf, type Span, weekFrom, workOfDay } from '#desk/roster/times.ts'
import { staffing } from '#desk/routing/erlang.ts'
import { averageHandleSeconds } from '#desk/routing/queries.ts'
import type { Queryable } from '#platform/db/open.ts'
import { momentOf } from '#team/hours.ts'

/** Where chats of late say nothing yet. */
const USUAL_SECONDS = 360
const WEEKS = 4
/** Nobody is at his desk without a pause; what the staffing page takes too. */
const MOST_OCCUPIED = 0.85
const HOUR = 3_600_000
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)

/** How many people are planned in each hour of a week, beside how many its customers take by what came before. */
export async function coverageOf(db: Queryable, monday: string, now = new Date()): Promise<RosterCoverage> {
  const settings = await readRosterSettings(db)
  const { timeZone } = settings
  const handleSeconds = settings.handleSeconds ?? (await averageHandleSeconds(db, now)) ?? USUAL_SECONDS
  const contacts = await contactsByHour(db, { timeZone, until: now, weeks: WEEKS })
  const days = await listDays(db, addDays(monday, -1), addDays(monday, 6))
  const work = days.flatMap(({ date, draft }) => workOfDay(timeZone, date, draft))
  const neededFor = (perHour: number) =>
    perHour === 0
      ? 0
      : staffing({
          ...{ contactsPerHour: perHour, handleSeconds, chatsAtOnce: settings.chatsAtOnce },
          ...{ withinSeconds: settings.withinSeconds, share: settings.share },
          ...{ mostOccupied: MOST_OCCUPIED, shrinkage: 0 },
        }).needed
  return {
    handleSeconds,
    days: weekFrom(monday).map((date, weekday) => ({
      date,
      hours: HOURS.map((hour) => {
        const perHour = contacts.get(weekday * 24 + hour) ?? 0
        return { planned: plannedIn(work, hourOf(timeZone, date, hour)), needed: neededFor(perHour), contacts: perHour }
      }),
    })),
  }
}

const hourOf = (timeZone: string, date: string, hour: number): Span => ({
  from: momentOf(timeZone, date, hour * 60),
  to: momentOf(timeZone, date, hour * 60 + 60),
})

const plannedIn = (work: readonly Span[], hour: Span) =>
  Math.round((work.reduce((sum, span) => sum + overlapOf(span, hour), 0) / HOUR) * 100) / 100
