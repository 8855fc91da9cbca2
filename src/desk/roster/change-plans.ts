import type { PlanChange, RosterWeek } from '#desk/roster/contract.ts'
import { listPeople, notePublished, publishDays, writeDrafts } from '#desk/roster/plan-queries.ts'
import { readWeek } from '#desk/roster/read-week.ts'
import { type By, tellRoster } from '#desk/roster/tell-roster.ts'
import { addDays, weekFrom } from '#desk/roster/times.ts'
import type { Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'

/** Plans days of a week anew; nobody is told before it is published. Throws bad_request for other days or other people. */
export async function changePlans(tx: Tx, monday: string, changes: PlanChange[], by: By): Promise<RosterWeek> {
  const week = weekFrom(monday)
  const people = new Set((await listPeople(tx)).map(({ userId }) => userId))
  if (changes.some(({ date }) => !week.includes(date))) throw new AppError('bad_request', { detail: 'date' })
  if (changes.some(({ userId }) => !people.has(userId))) throw new AppError('bad_request', { detail: 'userId' })
  // The same day twice: the last word counts, and one statement may not write a row twice.
  const last = new Map(changes.map((change) => [`${change.userId} ${change.date}`, change]))
  await writeDrafts(tx, [...last.values()])
  const detail = { days: last.size, people: new Set(changes.map(({ userId }) => userId)).size }
  await tellRoster(tx, { what: 'plan', monday }, by, { action: 'roster.edited', target: `roster:${monday}`, detail })
  return readWeek(tx, monday)
}

/** From now on everybody sees his days of this week as they are planned. */
export async function publishWeek(tx: Tx, monday: string, by: By, now = new Date()): Promise<RosterWeek> {
  const days = await publishDays(tx, monday, addDays(monday, 6))
  await notePublished(tx, monday, by.actor, now)
  await tellRoster(tx, { what: 'published', monday }, by, {
    ...{ action: 'roster.published' as const, target: `roster:${monday}`, detail: { days } },
  })
  return readWeek(tx, monday)
}
