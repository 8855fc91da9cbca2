import type { OwnRoster, SwapOption } from '#desk/roster/contract.ts'
import { listDays, listPeople } from '#desk/roster/plan-queries.ts'
import { listRequests } from '#desk/roster/request-queries.ts'
import { readRosterSettings } from '#desk/roster/settings.ts'
import { addDays, mondayOf, overlapOf, spanOf } from '#desk/roster/times.ts'
import type { Queryable } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { dateAt } from '#team/hours.ts'

const WEEKS = 4
const MOST_REQUESTS = 50

/** Four weeks of what somebody was told, from the week of a date on; this week when none is named. */
export async function ownRoster(db: Queryable, userId: string, from?: string, now = new Date()): Promise<OwnRoster> {
  const { timeZone } = await readRosterSettings(db)
  const today = dateAt(timeZone, now)
  const first = mondayOf(from ?? today)
  const days = await listDays(db, first, addDays(first, WEEKS * 7 - 1), userId)
  return {
    timeZone,
    today,
    days: days.flatMap(({ date, published }) => (published ? [{ date, plan: published }] : [])),
    requests: await listRequests(db, userId, MOST_REQUESTS),
  }
}

/** Who could take one's shift, the free first, and what each works that week. Throws shift_gone. */
export async function swapOptions(
  db: Queryable,
  userId: string,
  wanted: { date: string; shiftId: string },
): Promise<SwapOption[]> {
  const { timeZone } = await readRosterSettings(db)
  const week = mondayOf(wanted.date)
  const days = await listDays(db, addDays(week, -1), addDays(week, 7))
  const own = days.find((day) => day.userId === userId && day.date === wanted.date)
  const shift = own?.published?.shifts.find(({ id }) => id === wanted.shiftId)
  if (!shift) throw new AppError('shift_gone')
  const span = spanOf(timeZone, wanted.date, shift)
  const options = (await listPeople(db)).flatMap((one) => {
    if (one.userId === userId) return []
    const theirs = days.flatMap((day) =>
      day.userId === one.userId ? (day.published?.shifts ?? []).map((each) => ({ date: day.date, shift: each })) : [],
    )
    const busy = theirs.some((each) => overlapOf(spanOf(timeZone, each.date, each.shift), span) > 0)
    const shifts = theirs.filter(({ date }) => date >= week && date <= addDays(week, 6))
    return [{ ...one, busy, shifts }]
  })
  return options.toSorted((a, b) => Number(a.busy) - Number(b.busy))
}
