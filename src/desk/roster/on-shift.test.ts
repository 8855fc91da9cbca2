import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Conversations, openConversations } from '#conversations/change.ts'
import { seedCustomers } from '#customers/seed.ts'
import { changePlans, publishWeek } from '#desk/roster/change-plans.ts'
import { addDays, mondayOf } from '#desk/roster/times.ts'
import { draftPolicy, release } from '#desk/routing/change-policy.ts'
import { seedRouting } from '#desk/routing/open-routing.ts'
import { routeWaiting } from '#desk/routing/route-waiting.ts'
import { STARTING_RULES } from '#desk/routing/starting-policy.ts'
import { present, putQueue, startWaiting } from '#desk/routing/testing.ts'
import { readWall } from '#desk/wall/read-wall.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { ledger } from '#platform/ledger/read.ts'
import { dateAt } from '#team/hours.ts'
import { seedTeam } from '#team/seed.ts'

const ZONE = 'Asia/Shanghai'
const BY = { actor: 'user:fang', ip: '' }
const HOUR = 3_600_000
let database: Database
let conversations: Conversations
const emotions = async () => new Map()
const thresholds = () => ({ answer: { usual: 0.6, now: 0.6 }, patience: { usual: 3, now: 3 } })
const tickets = async () => ({ breached: 0, atRisk: 0, items: [] })
before(async () => {
  database = await openTestDatabase()
  conversations = openConversations(database)
  await database.transaction(seedTeam)
  await database.transaction(seedCustomers)
  await seedRouting(database)
  await putQueue(database, 'general', { mode: 'auto' })
})
after(() => database.close())

/** Four hours around a moment, of which two are over. */
async function plan(userId: string, now: Date): Promise<void> {
  const begins = new Date(now.getTime() - 2 * HOUR)
  const clock = (at: Date) => at.toLocaleTimeString('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' })
  const [date, from, to] = [dateAt(ZONE, begins), clock(begins), clock(new Date(now.getTime() + 2 * HOUR))]
  const shift = { id: `now-${userId}`, templateId: null, name: '当班', colour: 'teal' as const, from, to, breaks: [] }
  const monday = mondayOf(date)
  const change = { userId, date, plan: { leave: null, shifts: [shift] } }
  await database.transaction((tx) => changePlans(tx, monday, [change], BY))
  await database.transaction((tx) => publishWeek(tx, monday, BY))
}

test('the wall names who should be there by the roster and is not, until he comes', async () => {
  const now = new Date(`${addDays(dateAt(ZONE, new Date()), 1)}T00:30:00+08:00`)
  await plan('hao', now)
  await present(database, 'hao', 'offline')
  const hao = async (at = now) =>
    (await readWall({ database, emotions, tickets, thresholds }, at)).agents.find(({ userId }) => userId === 'hao')
  assert.deepEqual([(await hao())?.missing, (await hao())?.shift?.name], [true, '当班'])
  const over = await hao(new Date(now.getTime() + 3 * HOUR))
  assert.deepEqual([over?.missing, over?.shift], [false, null])
  await present(database, 'hao', 'away')
  assert.equal((await hao())?.missing, false)
})

test('where the policy says so, only who is on shift is given chats; else the roster does not matter', async () => {
  await plan('lina', new Date())
  for (const who of ['lina', 'amy']) await present(database, who)
  const given = async () => {
    const id = await startWaiting(conversations)
    await routeWaiting({ database, conversations, emotions })
    const [told] = await ledger.of(database.db, { kinds: ['conversation.routed'], conversationId: id, limit: 1 })
    const routed = told!.payload as { userId: string; candidates: { userId: string; excluded: string | null }[] }
    return { to: routed.userId, amy: routed.candidates.find(({ userId }) => userId === 'amy')?.excluded }
  }
  assert.equal((await given()).amy, null)
  await database.transaction(async (tx) => {
    const { version } = await draftPolicy(tx, { ...STARTING_RULES, onShiftOnly: true }, '', BY)
    await release(tx, version, BY)
  })
  assert.deepEqual(await given(), { to: 'lina', amy: 'off-shift' })
})
