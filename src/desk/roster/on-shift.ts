import { listDays } from '#desk/roster/plan-queries.ts'
import { readRosterSettings } from '#desk/roster/settings.ts'
import { addDays, spanOf, workOf } from '#desk/roster/times.ts'
import type { Queryable } from '#platform/db/open.ts'
import { dateAt } from '#team/hours.ts'

export type OnShift = { name: string; from: string; to: string; onBreak: boolean }

/** Who works at a moment by the published roster, by user id. */
export async function onShiftAt(db: Queryable, now: Date): Promise<Map<string, OnShift>> {
  const { timeZone } = await readRosterSettings(db)
  const today = dateAt(timeZone, now)
  const at = now.getTime()
  const found = new Map<string, OnShift>()
  // A night that began yesterday is not over.
  for (const { userId, date, published } of await listDays(db, addDays(today, -1), today)) {
    for (const shift of published?.shifts ?? []) {
      const { from, to } = spanOf(timeZone, date, shift)
      if (at < from || at >= to) continue
      const onBreak = !workOf(timeZone, date, shift).some((span) => at >= span.from && at < span.to)
      const times = { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
      found.set(userId, { name: shift.name, ...times, onBreak })
    }
  }
  return found
}
