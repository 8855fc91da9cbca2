import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { openConversations } from '#conversations/change.ts'
import { seedCustomers } from '#customers/seed.ts'
import { setPresence } from '#desk/presence.ts'
import type {
  Attendance,
  DayPlan,
  OwnRoster,
  RosterCoverage,
  RosterRequest,
  RosterWeek,
  ShiftTemplate,
  SwapOption,
} from '#desk/roster/contract.ts'
import { onShiftAt } from '#desk/roster/on-shift.ts'
import { rosterRoutes } from '#desk/roster/routes.ts'
import { addDays, mondayOf } from '#desk/roster/times.ts'
import { seedRouting } from '#desk/routing/open-routing.ts'
import { startWaiting } from '#desk/routing/testing.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { dateAt } from '#team/hours.ts'
import { seedTeam } from '#team/seed.ts'
import { cookieOf, serveForTest, type TestServer } from '#team/testing.ts'

let database: Database
let server: TestServer
const people: Record<string, { cookie: string }> = {}
before(async () => {
  database = await openTestDatabase()
  await database.transaction(seedTeam)
  await database.transaction(seedCustomers)
  await seedRouting(database)
  server = await serveForTest(database, rosterRoutes({ database }))
  for (const who of ['fang', 'lina', 'hao', 'amy', 'qiu']) people[who] = { cookie: await cookieOf(database, who) }
})
after(async () => {
  await server.close()
  await database.close()
})

const ZONE = 'Asia/Shanghai'
const today = dateAt(ZONE, new Date())
const week = (n: number) => addDays(mondayOf(today), 7 * n)
type Body = RosterWeek & RosterRequest & OwnRoster & { items: unknown[] }
const call = (who: string | null, method: string, path: string, body?: unknown) =>
  server.call<Body>(method, `/api/roster/${path}`, body, who ? people[who] : {})

const EARLY = {
  name: '早班',
  colour: 'teal' as const,
  from: '08:00',
  to: '16:00',
  breaks: [{ from: '12:00', to: '12:30' }],
}
const NIGHT = {
  name: '夜班',
  colour: 'violet' as const,
  from: '22:00',
  to: '06:00',
  breaks: [{ from: '01:00', to: '02:00' }],
}
let made = 0
const work = (...shifts: (typeof EARLY | typeof NIGHT)[]): DayPlan => ({
  leave: null,
  shifts: shifts.map((shift) => ({ ...shift, id: `s${++made}`, templateId: null })),
})
const plan = (monday: string, changes: { userId: string; date: string; plan: DayPlan }[], who = 'fang') =>
  call(who, 'PUT', `weeks/${monday}/plans`, { changes })
const publish = (monday: string) => call('fang', 'POST', `weeks/${monday}/publish`, {})
const mine = async (who: string, from: string) => (await call(who, 'GET', `mine?from=${from}`)).body.days

test('a shift to choose from may go over midnight; one without time, breaks outside it or a name in use are refused', async () => {
  const save = (shift: unknown, who: string | null = 'fang') => call(who, 'POST', 'templates', shift)
  assert.equal((await save(NIGHT)).status, 200)
  assert.equal((await save(EARLY)).status, 200)
  assert.equal((await save(EARLY)).code, 'already_exists')
  assert.equal((await save({ ...EARLY, name: 'a', to: '08:00' })).status, 400)
  assert.equal((await save({ ...EARLY, name: 'a', from: '8:00' })).status, 400)
  assert.equal((await save({ ...EARLY, name: 'a', breaks: [{ from: '07:00', to: '07:30' }] })).status, 400)
  assert.equal((await save({ ...NIGHT, name: 'a', breaks: [{ from: '05:30', to: '06:30' }] })).status, 400)
  assert.equal((await save(EARLY, 'lina')).status, 403)
  assert.equal((await save(EARLY, null)).status, 401)
  const [early, night] = (await call('fang', 'GET', 'templates')).body.items as ShiftTemplate[]
  assert.deepEqual([early?.name, night?.name], ['早班', '夜班'])
  assert.equal((await call('fang', 'PUT', `templates/${early!.id}`, { ...EARLY, to: '17:00' })).status, 200)
  assert.equal((await call('fang', 'DELETE', `templates/${early!.id}`)).status, 200)
  assert.equal((await call('fang', 'DELETE', `templates/${early!.id}`)).status, 404)
})

test('a draft is seen by nobody before it is published, and later changes neither', async () => {
  const monday = week(2)
  const first = await plan(monday, [{ userId: 'lina', date: monday, plan: work(EARLY) }])
  assert.deepEqual([first.status, first.body.unpublished, first.body.publishedAt], [200, 1, null])
  assert.deepEqual(await mine('lina', monday), [])
  const out = await publish(monday)
  assert.equal(out.body.unpublished, 0)
  assert.ok(out.body.publishedAt)
  assert.equal((await mine('lina', monday))[0]?.plan.shifts[0]?.name, '早班')
  assert.deepEqual(await mine('hao', monday), [])
  const later = await plan(monday, [{ userId: 'lina', date: monday, plan: { leave: 'off', shifts: [] } }])
  assert.equal(later.body.unpublished, 1)
  assert.equal((await mine('lina', monday))[0]?.plan.leave, null)
  await publish(monday)
  assert.deepEqual((await mine('lina', monday))[0]?.plan, { leave: 'off', shifts: [] })
})

test('other people, other weeks, a week that begins on no Monday and agents who plan are refused', async () => {
  const monday = week(3)
  const one = { userId: 'lina', date: monday, plan: work(EARLY) }
  assert.equal((await plan(monday, [{ ...one, userId: 'nobody' }])).code, 'bad_request')
  assert.equal((await plan(monday, [{ ...one, userId: 'qiu' }])).code, 'bad_request')
  assert.equal((await plan(monday, [{ ...one, date: addDays(monday, 7) }])).code, 'bad_request')
  assert.equal((await plan(addDays(monday, 1), [one])).status, 400)
  assert.equal((await plan(monday, [])).status, 400)
  assert.equal((await plan(monday, [{ ...one, plan: { ...one.plan, leave: 'sick' } }])).status, 400)
  assert.equal((await plan(monday, [one], 'lina')).status, 403)
  for (const path of [`weeks/${monday}`, `weeks/${monday}/coverage`, `weeks/${monday}/csv`, 'requests', 'settings'])
    assert.equal((await call('lina', 'GET', path)).status, 403, path)
  assert.equal((await call('qiu', 'GET', 'mine')).status, 403)
})

test('overlaps, short rests also after a night, and too many hours are shown, by the settings of the house', async () => {
  const monday = week(3)
  const days = [0, 1, 2, 3, 4, 5].map((n) => addDays(monday, n))
  const late = { ...EARLY, name: '重叠', from: '15:00', to: '20:00', breaks: [] }
  const { body } = await plan(monday, [
    { userId: 'lina', date: days[0]!, plan: work(NIGHT) },
    { userId: 'lina', date: days[1]!, plan: work(EARLY) },
    { userId: 'hao', date: days[0]!, plan: work(EARLY, late) },
    { userId: 'amy', date: addDays(monday, 6), plan: work(NIGHT) },
    ...days.map((date) => ({ userId: 'fang', date, plan: work(EARLY) })),
  ])
  const told = body.conflicts.map(({ kind, userId, date, value }) => [kind, userId, date, value])
  assert.deepEqual(told.toSorted(), [
    ['hours', 'fang', null, 45],
    ['overlap', 'hao', days[0], null],
    ['rest', 'lina', days[1], 2],
  ])
  // Sunday's night ends on Monday: the week after is told.
  const next = addDays(monday, 7)
  const after = await plan(next, [{ userId: 'amy', date: next, plan: work(EARLY) }])
  assert.deepEqual(after.body.conflicts, [{ kind: 'rest', userId: 'amy', date: next, value: 2 }])
  const usual = (await call('fang', 'GET', 'settings')).body
  await call('fang', 'PUT', 'settings', { ...usual, restHours: 1, weeklyHours: 48 })
  const eased = (await call('fang', 'GET', `weeks/${monday}`)).body.conflicts
  assert.deepEqual(
    eased.map(({ kind }) => kind),
    ['overlap'],
  )
  assert.equal((await call('fang', 'PUT', 'settings', { ...usual, timeZone: 'Mars/Crater' })).status, 400)
  await call('fang', 'PUT', 'settings', usual)
})

test('coverage counts people hour by hour over midnight, and asks for as many as Erlang C does for such weeks', async () => {
  const monday = week(5)
  await plan(monday, [
    { userId: 'lina', date: monday, plan: work(EARLY) },
    { userId: 'hao', date: monday, plan: work(NIGHT) },
  ])
  const conversations = openConversations(database)
  const at = new Date(Date.now() - 3600_000)
  for (let n = 0; n < 30; n++) await startWaiting(conversations, {}, at)
  const { days } = (await call('fang', 'GET', `weeks/${monday}/coverage`)).body as unknown as RosterCoverage
  const planned = (day: number, hour: number) => days[day]!.hours[hour]!.planned
  assert.deepEqual([planned(0, 7), planned(0, 8), planned(0, 12), planned(0, 16)], [0, 1, 0.5, 0])
  assert.deepEqual([planned(0, 22), planned(1, 0), planned(1, 1), planned(1, 5), planned(1, 6)], [1, 1, 0, 1, 0])
  const asked = days.flatMap(({ hours }) => hours.filter(({ contacts }) => contacts > 0))
  assert.deepEqual(
    asked.map(({ contacts }) => contacts),
    [30],
  )
  assert.ok(asked[0]!.needed >= 2)
})

test('a colleague agrees, the supervisor approves, and the shift is the colleague’s at once', async () => {
  const monday = week(6)
  const [date, other] = [monday, addDays(monday, 2)]
  const [mineToGive, theirs] = [work(EARLY), work(NIGHT)]
  await plan(monday, [
    { userId: 'lina', date, plan: mineToGive },
    { userId: 'hao', date: other, plan: theirs },
    { userId: 'amy', date, plan: work(EARLY) },
  ])
  const ask = (more: object, who = 'lina') =>
    call(who, 'POST', 'requests', {
      ...{ kind: 'swap', date, shiftId: mineToGive.shifts[0]!.id, colleagueId: 'hao' },
      ...{ theirs: { date: other, shiftId: theirs.shifts[0]!.id }, note: '家里有事', ...more },
    })
  assert.equal((await ask({})).code, 'shift_gone')
  await publish(monday)
  const found = await call('lina', 'GET', `swaps?date=${date}&shiftId=${mineToGive.shifts[0]!.id}`)
  const options = found.body.items as SwapOption[]
  assert.deepEqual(
    options.map(({ userId, busy, shifts }) => [userId, busy, shifts.length]),
    [
      ['hao', false, 1],
      ['fang', false, 0],
      ['amy', true, 1],
    ],
  )
  assert.equal((await ask({ colleagueId: 'lina' })).code, 'bad_request')
  assert.equal((await ask({ colleagueId: 'nobody' })).code, 'bad_request')
  assert.equal((await ask({}, 'amy')).code, 'shift_gone')
  const { body: request } = await ask({})
  assert.equal((await ask({})).code, 'already_exists')
  const answer = (who: string, path: string, body: object) => call(who, 'POST', `requests/${request.id}/${path}`, body)
  assert.equal((await answer('amy', 'answer', { agree: true })).status, 404)
  assert.equal((await answer('amy', 'withdraw', {})).status, 404)
  assert.equal((await answer('lina', 'decide', { approve: true })).status, 403)
  assert.equal((await answer('hao', 'answer', { agree: true })).body.agreed, true)
  assert.equal((await answer('fang', 'decide', { approve: true, answer: '好' })).body.status, 'approved')
  assert.equal((await answer('fang', 'decide', { approve: false })).code, 'conflict')
  const shifts = async (who: string) =>
    (await mine(who, monday)).flatMap((day) => day.plan.shifts.map(({ name }) => [day.date, name]))
  assert.deepEqual(await shifts('lina'), [[other, '夜班']])
  assert.deepEqual(await shifts('hao'), [[date, '早班']])
  assert.equal((await call('fang', 'GET', `weeks/${monday}`)).body.unpublished, 0)
  const rows = await database.db
    .selectFrom('audit_log')
    .select('action')
    .where('target', '=', `roster-request:${request.id}`)
    .execute()
  assert.deepEqual(rows.map(({ action }) => action).sort(), [
    'roster-request.agreed',
    'roster-request.approved',
    'roster-request.asked',
  ])
})

test('leave that is granted takes the shifts away; work planned there afterwards is shown; what is over is not asked for', async () => {
  const monday = week(7)
  const days = [monday, addDays(monday, 1)]
  await plan(
    monday,
    days.map((date) => ({ userId: 'amy', date, plan: work(EARLY) })),
  )
  await publish(monday)
  const ask = (from: string, to: string) =>
    call('amy', 'POST', 'requests', { kind: 'leave', from, to, leave: 'annual' })
  assert.equal((await ask(days[1]!, days[0]!)).status, 400)
  assert.equal((await ask('2020-01-01', '2020-01-02')).code, 'bad_request')
  const { body: request } = await ask(days[0]!, days[1]!)
  assert.equal((await ask(days[1]!, days[1]!)).code, 'already_exists')
  await call('fang', 'POST', `requests/${request.id}/decide`, { approve: true })
  assert.deepEqual(
    (await mine('amy', monday)).map((day) => [day.date, day.plan.leave, day.plan.shifts.length]),
    days.map((date) => [date, 'annual', 0]),
  )
  const { body } = await plan(monday, [{ userId: 'amy', date: days[0]!, plan: work(EARLY) }])
  assert.deepEqual(body.conflicts, [{ kind: 'leave', userId: 'amy', date: days[0], value: null }])
  const back = (await ask(addDays(monday, 4), addDays(monday, 4))).body
  assert.equal((await call('amy', 'POST', `requests/${back.id}/withdraw`, {})).body.status, 'withdrawn')
})

test('who should be there and is not is known by the minute, nights of yesterday among them', async () => {
  const monday = week(-2)
  await plan(monday, [
    { userId: 'lina', date: monday, plan: work(NIGHT) },
    { userId: 'hao', date: monday, plan: work(EARLY) },
  ])
  const on = async (time: string) => Object.fromEntries(await onShiftAt(database.db, new Date(`${time}+08:00`)))
  assert.deepEqual(await on(`${monday}T09:00:00`), {})
  await publish(monday)
  assert.deepEqual(Object.keys(await on(`${monday}T09:00:00`)), ['hao'])
  assert.equal((await on(`${monday}T12:15:00`)).hao?.onBreak, true)
  const night = await on(`${addDays(monday, 1)}T05:59:00`)
  assert.deepEqual([Object.keys(night), night.lina?.onBreak], [['lina'], false])
  assert.deepEqual(await on(`${addDays(monday, 1)}T06:00:00`), {})
})

test('of a past day it is told how much of the planned time each was there, and who came late', async () => {
  const date = week(-2)
  const say = async (userId: string, status: 'online' | 'away' | 'offline', at: string) => {
    await database.transaction((tx) => setPresence(tx, userId, { status, reason: '' }))
    await sql`update events set at = ${new Date(`${at}+08:00`)} where id = (select max(id) from events
      where kind = 'presence.changed' and payload ->> 'userId' = ${userId})`.execute(database.db)
  }
  await say('hao', 'online', `${date}T08:20:00`)
  await say('hao', 'away', `${date}T14:00:00`)
  await say('hao', 'offline', `${date}T15:00:00`)
  const { items } = (await call('fang', 'GET', `attendance?date=${date}`)).body as unknown as { items: Attendance[] }
  const [hao, lina] = ['hao', 'lina'].map((id) => items.find(({ userId }) => userId === id)!)
  assert.deepEqual([hao?.planned, hao?.present, hao?.away, hao?.lateMinutes], [450, 310, 60, 20])
  assert.deepEqual([lina?.planned, lina?.present, lina?.lateMinutes, lina?.missing], [420, 0, null, false])
  assert.equal((await call('lina', 'GET', `attendance?date=${date}`)).status, 403)
  assert.equal((await call('fang', 'GET', 'attendance?date=yesterday')).status, 400)
})

test('a week goes into a file that spreadsheets read, in the reader’s language', async () => {
  const monday = week(2)
  await plan(monday, [{ userId: 'hao', date: addDays(monday, 1), plan: work(NIGHT) }])
  const { text } = await call('fang', 'GET', `weeks/${monday}/csv`)
  const lines = text.replace('\uFEFF', '').trim().split('\r\n')
  assert.equal(lines[0], 'Date,Account,Name,Teams,Shift,From,To,Breaks,Hours,Leave,State')
  assert.match(lines.join('\n'), /,lina,Li Na,[^\n]*day off,published/)
  assert.match(
    lines.join('\n'),
    new RegExp(`${addDays(monday, 1)},hao,Zhang Hao,[^\n]*,夜班,22:00,06:00,01:00-02:00,7,,draft`),
  )
})
