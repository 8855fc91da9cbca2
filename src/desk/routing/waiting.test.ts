import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { type Conversations, openConversations } from '#conversations/change.ts'
import { seedCustomers } from '#customers/seed.ts'
import { accept } from '#desk/accept.ts'
import { leaveRequest, type RequestDeps, stopWaiting } from '#desk/leave-request.ts'
import { closedFor } from '#desk/routing/after-hours.ts'
import { seedRouting } from '#desk/routing/open-routing.ts'
import { peakAfter } from '#desk/routing/peak.ts'
import { waitMinutes } from '#desk/routing/place.ts'
import { readPlaces } from '#desk/routing/read-places.ts'
import { replay } from '#desk/routing/replay.ts'
import { routeWaiting } from '#desk/routing/route-waiting.ts'
import { GENERAL_QUEUE, STARTING_RULES } from '#desk/routing/starting-policy.ts'
import { present, putQueue, startWaiting } from '#desk/routing/testing.ts'
import { readWall } from '#desk/wall/read-wall.ts'
import { whisper } from '#desk/wall/whisper.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { ledger } from '#platform/ledger/read.ts'
import { ROLE_PERMISSIONS } from '#team/contract.ts'
import { seedTeam } from '#team/seed.ts'
import { openTicket } from '#tickets/open.ts'
import { readEndangered } from '#tickets/sla/endangered-queries.ts'

let database: Database
let conversations: Conversations
const emotions = async () => new Map()
const thresholds = () => ({ answer: { usual: 0.6, now: 0.55 }, patience: { usual: 3, now: 3 } })
const deps = () => ({ database, conversations, emotions })
const requests = (): RequestDeps => ({
  ...{ database, conversations, freshDialogue: (language) => ({ fresh: language }) },
  openTicket: (tx, { customerId, conversationId, text, onceKey }) =>
    openTicket(
      tx,
      {
        ...{ type: 'other', title: 'left', description: text, fields: {}, priority: 'normal' },
        ...{ customerId, conversationId, assigneeId: null },
      },
      `customer:${customerId}`,
      { onceKey },
    ),
})
before(async () => {
  database = await openTestDatabase()
  conversations = openConversations(database)
  await database.transaction(seedTeam)
  await database.transaction(seedCustomers)
  await seedRouting(database)
})
after(() => database.close())

const actor = (id: string, role: 'agent' | 'supervisor') => ({
  ...{ kind: 'user' as const, id, name: id, role, sessionHash: '' },
  permissions: new Set(ROLE_PERMISSIONS[role]),
})
const asked = (kind: 'message' | 'call-back', requestId: string) => ({
  ...{ requestId, kind, text: '咖啡机漏水', phone: '13800010003', when: '' },
})

test('places count from one, the urgent first; nobody at work means no promise, free hands mean soon', async () => {
  await putQueue(database, 'general', { mode: 'manual' })
  const first = await startWaiting(conversations, { customerId: 'c-xu', channel: 'p1' }, new Date(Date.now() - 30_000))
  const vip = await startWaiting(conversations, { customerId: 'c-lin', channel: 'p2' })
  const before = await readPlaces(deps())
  assert.deepEqual([before.get(vip)?.position, before.get(first)?.position], [1, 2])
  assert.equal(before.get(first)?.minutes, null)
  await present(database, 'lina')
  assert.equal((await readPlaces(deps())).get(first)?.minutes, 1)
  await present(database, 'lina', 'offline')
})

test('more people before me never means a shorter wait, more hands never a longer one', () => {
  const staff = fc.array(
    fc.record({ capacity: fc.integer({ min: 1, max: 5 }), serving: fc.integer({ min: 0, max: 5 }) }),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  fc.assert(
    fc.property(
      staff,
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 30, max: 900 }),
      (agents, position, seconds) => {
        const minutes = waitMinutes(position, agents, seconds)!
        assert.ok(minutes >= 1 && minutes <= waitMinutes(position + 1, agents, seconds)!)
        assert.ok(waitMinutes(position, [...agents, { capacity: 3, serving: 0 }], seconds)! <= minutes)
      },
    ),
  )
})

test('who leaves a message while waiting has one ticket, however often he sends it, and the bot again', async () => {
  const id = await startWaiting(conversations, { customerId: 'c-xu', channel: 'left' })
  const [one, two] = [
    await leaveRequest(requests(), 'c-xu', 'left', asked('message', 'request-1'), 'zh'),
    await leaveRequest(requests(), 'c-xu', 'left', asked('message', 'request-1'), 'zh'),
  ]
  assert.equal(one.number, two.number)
  const head = await conversations.load(id)
  assert.deepEqual([head.status, head.queuedAt], ['bot', null])
  const told = (await conversations.messages(id, { limit: 20, internal: false })).flatMap(({ parts }) => parts)
  assert.ok(told.some((part) => part.kind === 'notice' && part.code === 'message-left'))
})

test('who talks with a person goes on with him though he asks to be called; who gives up has the bot', async () => {
  const served = await startWaiting(conversations, { customerId: 'c-chen', channel: 'call' })
  await accept({ ...requests(), ...deps() }, actor('lina', 'agent'), served)
  await leaveRequest(requests(), 'c-chen', 'call', asked('call-back', 'request-2'), 'zh')
  assert.equal((await conversations.load(served)).status, 'human')
  const waits = await startWaiting(conversations, { customerId: 'c-chen', channel: 'stop' })
  assert.equal(await stopWaiting(requests(), 'c-chen', 'stop'), true)
  assert.equal((await conversations.load(waits)).status, 'bot')
  assert.equal(await stopWaiting(requests(), 'c-chen', 'stop'), false)
})

const NIGHT = {
  timeZone: 'Asia/Shanghai',
  weekly: Array.from({ length: 7 }, () => [{ from: '09:00', to: '18:00' }]),
  special: [],
}
const someone = { language: 'zh' as const, channel: 'web', skill: null, priority: 0, reason: 'requested' as const }

test('at night ordinary customers hear when people are back, urgent ones may wait, and so may all where the queue says so', () => {
  const queue = { ...GENERAL_QUEUE, hours: NIGHT, version: 1, updatedAt: '' }
  const at = (tier: string, hour: string, night = queue.night) =>
    closedFor({ ...someone, tier }, [{ ...queue, night }], STARTING_RULES, new Date(`2026-11-28T${hour}:00:00+08:00`))
  assert.deepEqual(at('regular', '23'), { opensAt: '2026-11-29T01:00:00.000Z' })
  assert.equal(at('regular', '10'), null)
  assert.equal(at('vip', '23'), null)
  assert.equal(at('regular', '23', 'wait'), null)
})

test('peak time begins when enough wait, ends when half as many do, and a person may decide instead', () => {
  const rules = { mode: 'auto' as const, waiting: 10 }
  let peak = false
  const seen = [9, 10, 6, 5, 9].map((waiting) => {
    peak = peakAfter(peak, waiting, rules)
    return peak
  })
  assert.deepEqual(seen, [false, true, true, false, false])
  assert.deepEqual(
    [peakAfter(false, 0, { ...rules, mode: 'on' }), peakAfter(true, 99, { ...rules, mode: 'off' })],
    [true, false],
  )
})

test("a policy tried on today's arrivals tells who would have waited how long, and changes nothing", async () => {
  const from = new Date(Date.now() - 86_400_000)
  const day = { from, to: new Date(Date.now() + 60_000) }
  const end = await ledger.end(database)
  const answer = await replay(deps(), { ...STARTING_RULES, urgentFrom: 300 }, day)
  const waiting = await database.db.selectFrom('conversations').select('id').where('queued_at', '>=', from).execute()
  assert.equal(answer.arrivals, waiting.length)
  assert.equal(answer.after.find(({ tier }) => tier === 'all')?.arrived, answer.arrivals)
  assert.equal(await ledger.end(database), end)
})

test('the wall says how each queue does against its own promise', async () => {
  await putQueue(database, 'slow', { position: 5, serviceLevel: { share: 0.9, seconds: 600 } })
  const node = openConversations(database)
  const noon = new Date().setHours(12, 0, 0, 0)
  const at = (seconds: number) => new Date(noon - seconds * 1000)
  const answered = async (queueId: string | null, n: number, waited: number) => {
    const id = await startWaiting(node, { channel: `level-${queueId}-${n}`, queueId }, at(700))
    const acceptedAt = at(700 - waited).toISOString()
    await node.change(id, () => ({ patch: { status: 'human', acceptedAt }, what: 'accepted', actor: 'system' }))
  }
  await answered('slow', 1, 100)
  await answered('slow', 2, 650)
  await answered(null, 3, 100)
  const wall = await readWall({ database, emotions, tickets: readEndangered, thresholds }, new Date(noon))
  const slow = wall.queues.find(({ queueId }) => queueId === 'slow')
  assert.deepEqual([slow?.serviceLevel, slow?.within, slow?.share], [0.5, 600, 0.9])
  const own = await readWall(
    { database, emotions, tickets: readEndangered, thresholds },
    new Date(noon + 86_400_000 * 2),
  )
  assert.equal(own.queues.find(({ queueId }) => queueId === 'slow')?.serviceLevel, null)
})

test('the wall counts who waits and who is served; a whisper reaches the agent and never the customer', async () => {
  await database.db
    .updateTable('conversations')
    .set((eb) => ({ status: 'closed', version: eb('version', '+', 1) }))
    .execute()
  const node = openConversations(database)
  const id = await startWaiting(node, { customerId: 'c-wang', channel: 'wall' }, new Date(Date.now() - 400_000))
  const read = () => readWall({ database, emotions, tickets: readEndangered, thresholds })
  const before = await read()
  assert.deepEqual([before.waiting.count, before.waiting.late, before.waiting.people[0]?.conversationId], [1, 1, id])
  await assert.rejects(whisper({ conversations: node }, actor('fang', 'supervisor'), id, '先道歉'), {
    code: 'not_served',
  })
  await accept({ database, conversations: node, freshDialogue: () => ({}) }, actor('lina', 'agent'), id)
  const after_ = await read()
  assert.deepEqual([after_.waiting.count, after_.serving.map(({ assigneeId }) => assigneeId)], [0, ['lina']])
  await whisper({ conversations: node }, actor('fang', 'supervisor'), id, '先道歉')
  const shown = await node.messages(id, { limit: 20, internal: false })
  assert.ok(!JSON.stringify(shown).includes('先道歉'))
  const [sent] = await ledger.of(database.db, { conversationId: id, kinds: ['whisper.sent'], limit: 5 })
  assert.deepEqual(sent?.payload, { userId: 'lina', from: 'fang', text: '先道歉' })
  assert.equal(await routeWaiting(deps()), 0)
})
