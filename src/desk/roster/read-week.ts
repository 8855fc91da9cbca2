import type { RosterWeek } from '#desk/roster/contract.ts'
import { findConflicts } from '#desk/roster/find-conflicts.ts'
import { listDays, listPeople, publishedAt, type StoredDay } from '#desk/roster/plan-queries.ts'
import { listApprovedLeave } from '#desk/roster/request-queries.ts'
import { readRosterSettings } from '#desk/roster/settings.ts'
import { addDays, weekFrom } from '#desk/roster/times.ts'
import { teamsByUser } from '#desk/teams/queries.ts'
import type { Queryable } from '#platform/db/open.ts'
import { dateAt } from '#team/hours.ts'

/** The week as it is planned, with what people were told of it and what speaks against it. */
export async function readWeek(db: Queryable, monday: string, now = new Date()): Promise<RosterWeek> {
  const settings = await readRosterSettings(db)
  const week = weekFrom(monday)
  const sunday = week.at(-1)!
  const people = await listPeople(db)
  const teams = await teamsByUser(db)
  const known = new Set(people.map(({ userId }) => userId))
  // The day before and the day after, for the nights.
  const around = (await listDays(db, addDays(monday, -1), addDays(sunday, 1))).filter(({ userId }) => known.has(userId))
  const days = around.filter(({ date }) => week.includes(date))
  const onLeave = await listApprovedLeave(db, monday, sunday)
  const planned = around.map(({ userId, date, draft }) => ({ userId, date, plan: draft }))
  return {
    monday,
    timeZone: settings.timeZone,
    today: dateAt(settings.timeZone, now),
    people: people.map((one) => ({ ...one, teams: teams.get(one.userId) ?? [] })),
    days: days.map(({ userId, date, draft, published }) => ({ userId, date, plan: draft, published })),
    unpublished: days.filter(isNews).length,
    publishedAt: (await publishedAt(db, monday))?.toISOString() ?? null,
    conflicts: findConflicts(monday, planned, settings, onLeave),
  }
}

const FREE = { leave: null, shifts: [] }
/** Nothing planned is no news to somebody who was told nothing. */
const isNews = ({ draft, published }: StoredDay) => !isSamePlan(draft, published ?? FREE)

function isSamePlan(a: StoredDay['draft'], b: StoredDay['draft']): boolean {
  const told = ({ leave, shifts }: StoredDay['draft']) =>
    JSON.stringify([leave, ...shifts.map(({ id, name, from, to, breaks }) => [id, name, from, to, breaks])])
  return told(a) === told(b)
}
