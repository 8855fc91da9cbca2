import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Conversations, openConversations } from '#conversations/change.ts'
import { seedCustomers } from '#customers/seed.ts'
import { accept } from '#desk/accept.ts'
import { closedFor } from '#desk/routing/after-hours.ts'
import { GENERAL } from '#desk/routing/contract.ts'
import { seedRouting } from '#desk/routing/open-routing.ts'
import { writeProfile } from '#desk/routing/policy-queries.ts'
import { listQueues } from '#desk/routing/queries.ts'
import { type RoutingDeps, routeWaiting } from '#desk/routing/route-waiting.ts'
import { STARTING_RULES } from '#desk/routing/starting-policy.ts'
import { present, putQueue, startWaiting } from '#desk/routing/testing.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { ledger } from '#platform/ledger/read.ts'
import { ROLE_PERMISSIONS } from '#team/contract.ts'
import { seedTeam } from '#team/seed.ts'

let database: Database
let nodes: Conversations[]
const feelings = new Map<string, { level: 'none' | 'low' | 'medium' | 'high' }>()
const deps = (node = 0): RoutingDeps => ({ database, conversations: nodes[node]!, emotions: async () => feelings })
const later = (seconds: number) => new Date(Date.now() + seconds * 1000)

before(async () => {
  database = await openTestDatabase()
  nodes = [0, 1, 2, 3].map(() => openConversations(database))
  await database.transaction(seedTeam)
  await database.transaction(seedCustomers)
  await seedRouting(database)
})
beforeEach(async () => {
  await database.db.deleteFrom('queue_entries').execute()
  await database.db
    .updateTable('conversations')
    .set((eb) => ({ status: 'closed', version: eb('version', '+', 1) }))
    .execute()
  for (const id of ['lina', 'hao', 'amy']) await present(database, id, 'offline')
  await putQueue(database, 'general', { mode: 'auto', offerSeconds: 30, alertAfterSeconds: 180, overflow: null })
})
after(() => database.close())

const load = (id: string) => nodes[3]!.load(id)
const eventsOf = async (id: string, kinds: string[]) => ledger.of(database.db, { conversationId: id, kinds, limit: 20 })
const agentOf = (id: string) => ({
  ...{ kind: 'user' as const, id, name: id, nameEn: id, role: 'agent', sessionHash: '' },
  permissions: new Set(ROLE_PERMISSIONS.agent),
})

test('who waits is put into the hands of who is there and fits, and the reasons are kept', async () => {
  await present(database, 'lina')
  await present(database, 'hao')
  const id = await startWaiting(nodes[0]!, { skill: 'refund' })
  await routeWaiting(deps())
  const head = await load(id)
  assert.deepEqual([head.status, head.assigneeId], ['human', 'lina'])
  const [routed] = await eventsOf(id, ['conversation.routed'])
  const payload = routed!.payload as { why: string; candidates: { userId: string; excluded: string | null }[] }
  assert.equal(payload.why, 'only-one')
  assert.deepEqual(payload.candidates.map(({ userId, excluded }) => [userId, excluded]).sort(), [
    ['amy', 'absent'],
    ['hao', 'skill'],
    ['lina', null],
  ])
})

test('in a queue where agents pull, who is to have a senior is offered to one at once, and it says why', async () => {
  await putQueue(database, 'general', { mode: 'manual' })
  for (const who of ['lina', 'hao']) await present(database, who)
  const profile = { levels: {}, channels: {}, serves: null, senior: true }
  await database.transaction((tx) => writeProfile(tx, 'hao', profile))
  const brief = {
    reason: 'sensitive' as const,
    skill: null,
    priority: 6,
    wants: { zh: '', en: '' },
    tried: [],
    facts: [],
  }
  const handOver = { ...brief, at: new Date().toISOString() }
  const angry = await startWaiting(nodes[0]!, { handOver: { ...handOver, senior: true } })
  const calm = await startWaiting(nodes[0]!, { handOver })
  await routeWaiting(deps())
  assert.deepEqual([(await load(angry)).assigneeId, (await load(calm)).assigneeId], ['hao', null])
  const [routed] = await eventsOf(angry, ['conversation.routed'])
  const payload = routed!.payload as { why: string; mode: string; candidates: { userId: string; excluded: string }[] }
  assert.deepEqual([payload.why, payload.mode], ['senior', 'offer'])
  assert.equal(payload.candidates.find(({ userId }) => userId === 'lina')?.excluded, 'senior')
  await database.transaction((tx) => writeProfile(tx, 'hao', { ...profile, senior: false }))
})

test('four nodes route at once: every chat once, nobody over his capacity, and all are given that can be', async () => {
  await database.db.updateTable('users').set({ capacity: 3 }).where('id', 'in', ['lina', 'hao', 'amy']).execute()
  for (const id of ['lina', 'hao', 'amy']) await present(database, id)
  const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => startWaiting(nodes[n % 4]!)))
  await Promise.all([0, 1, 2, 3, 0, 1, 2, 3].map((node) => routeWaiting(deps(node))))
  await routeWaiting(deps())
  const heads = await Promise.all(ids.map(load))
  const served = heads.filter(({ status }) => status === 'human')
  assert.equal(served.length, 9)
  for (const who of ['lina', 'hao', 'amy'])
    assert.equal(served.filter(({ assigneeId }) => assigneeId === who).length, 3, who)
  assert.equal(heads.filter(({ status, assigneeId }) => status === 'queued' && assigneeId === null).length, 11)
  for (const { id } of served) assert.equal((await eventsOf(id, ['conversation.routed'])).length, 1, id)
  await database.db.updateTable('users').set({ capacity: 5 }).execute()
})

test('agents pull and nodes route at the same time: each chat has one agent and one joining', async () => {
  for (const id of ['lina', 'hao']) await present(database, id)
  const ids = await Promise.all(Array.from({ length: 8 }, (_, n) => startWaiting(nodes[n % 4]!)))
  const pulls = ids.map((id, n) =>
    accept({ database, conversations: nodes[n % 4]!, freshDialogue: () => ({}) }, agentOf('amy'), id).catch(() => null),
  )
  await Promise.all([...pulls, ...[0, 1, 2, 3].map((node) => routeWaiting(deps(node)))])
  for (const id of ids) {
    const messages = await nodes[0]!.messages(id, { limit: 50, internal: true })
    const joined = messages.filter(({ parts }) => parts.some((p) => p.kind === 'notice' && p.code === 'agent-joined'))
    assert.equal(joined.length, 1)
    assert.equal((await load(id)).status, 'human')
  }
})

test('an offer that is not taken goes to the next, and the one who let it pass keeps a free hand', async () => {
  await putQueue(database, 'general', { mode: 'offer' })
  await present(database, 'lina')
  await present(database, 'hao')
  const id = await startWaiting(nodes[0]!)
  await routeWaiting(deps())
  const first = (await load(id)).assigneeId!
  assert.equal((await load(id)).status, 'queued')
  await routeWaiting(deps(1), { now: later(29) })
  assert.equal((await load(id)).assigneeId, first)
  await routeWaiting(deps(1), { now: later(31) })
  const second = (await load(id)).assigneeId
  assert.deepEqual(new Set([first, second]), new Set(['lina', 'hao']))
  const [lapse] = await eventsOf(id, ['wait.exceeded'])
  assert.deepEqual([lapse?.payload.what, lapse?.payload.userId], ['offer-lapsed', first])
})

test('who goes away while something is held out to him loses it at once', async () => {
  await putQueue(database, 'general', { mode: 'offer' })
  await present(database, 'lina')
  const id = await startWaiting(nodes[0]!)
  await routeWaiting(deps())
  assert.equal((await load(id)).assigneeId, 'lina')
  await present(database, 'lina', 'away')
  await present(database, 'hao')
  await routeWaiting(deps())
  assert.equal((await load(id)).assigneeId, 'hao')
})

test('a node that dies between deciding and saying so is spoken for by another', async () => {
  await present(database, 'lina')
  const id = await startWaiting(nodes[0]!)
  const mute = { ...nodes[0]!, change: async () => ({ conversation: await load(id), messages: [] }) }
  await routeWaiting({ ...deps(), conversations: mute })
  assert.equal((await load(id)).status, 'queued')
  await routeWaiting(deps(1), { now: later(1) })
  assert.equal((await load(id)).status, 'queued')
  await routeWaiting(deps(1), { now: later(4) })
  assert.deepEqual([(await load(id)).status, (await load(id)).assigneeId], ['human', 'lina'])
})

test('a manual queue leaves chats to who pulls them, until the customer waited longer than it promises', async () => {
  await putQueue(database, 'general', { mode: 'manual', alertAfterSeconds: 60 })
  await present(database, 'lina')
  const id = await startWaiting(nodes[0]!)
  await routeWaiting(deps())
  assert.equal((await load(id)).assigneeId, null)
  for (const seconds of [61, 62, 63]) await routeWaiting(deps(1), { now: later(seconds) })
  assert.deepEqual([(await load(id)).status, (await load(id)).assigneeId], ['queued', 'lina'])
  const alerts = await eventsOf(id, ['wait.exceeded'])
  assert.deepEqual(
    alerts.map(({ payload }) => payload.what),
    ['unanswered'],
  )
})

test('an agent who was given a chat and says nothing loses it to another, with an alert', async () => {
  await putQueue(database, 'general', { alertAfterSeconds: 60 })
  await present(database, 'lina')
  const id = await startWaiting(nodes[0]!)
  await routeWaiting(deps())
  await present(database, 'hao')
  await routeWaiting(deps(), { now: later(70) })
  const back = await load(id)
  assert.equal(back.status, 'queued')
  await routeWaiting(deps(), { now: later(72) })
  assert.deepEqual([(await load(id)).status, (await load(id)).assigneeId], ['human', 'hao'])
  const [alert] = await eventsOf(id, ['wait.exceeded'])
  assert.deepEqual([alert?.payload.what, alert?.payload.userId], ['unanswered', 'lina'])
})

test('a conversation goes to the first queue that takes it, and a transfer to another skill to another queue', async () => {
  await putQueue(database, 'technical', {
    mode: 'manual',
    takes: { skills: ['technical'], tiers: [], tags: [], languages: [], channels: [] },
  })
  const plain = await startWaiting(nodes[0]!)
  const technical = await startWaiting(nodes[0]!, { skill: 'technical' })
  await routeWaiting(deps())
  assert.deepEqual([(await load(plain)).queueId, (await load(technical)).queueId], [null, 'technical'])
  await database.db.deleteFrom('queues').where('id', '=', 'technical').execute()
  await routeWaiting(deps())
  assert.equal((await load(technical)).queueId, null)
})

test('a tag of the customer decides the queue, also whether somebody is there for him at night', async () => {
  const takes = { skills: [], tiers: [], tags: ['母婴', 'mother'], languages: [], channels: [] }
  await putQueue(database, 'mothers', { mode: 'manual', takes })
  const tag = { tag: '母婴', source: 'rule', reason: '', at: new Date().toISOString() }
  const tagged = JSON.stringify([tag])
  await database.db.updateTable('customers').set({ tags: tagged }).where('id', '=', 'c-xu').execute()
  const mother = await startWaiting(nodes[0]!, { customerId: 'c-xu' })
  const other = await startWaiting(nodes[0]!, { customerId: 'c-wang' })
  await routeWaiting(deps())
  assert.deepEqual([(await load(mother)).queueId, (await load(other)).queueId], ['mothers', null])
  const closed = { timeZone: 'Asia/Shanghai', weekly: [[], [], [], [], [], [], []], special: [] }
  const queues = (await listQueues(database.db)).map((one) => (one.id === GENERAL ? { ...one, hours: closed } : one))
  const asking = {
    tier: 'regular',
    language: 'zh',
    channel: 'web',
    reason: 'requested',
    skill: null,
    priority: 0,
  } as const
  assert.equal(closedFor({ ...asking, tags: ['母婴'] }, queues, STARTING_RULES, new Date()), null)
  assert.notEqual(closedFor({ ...asking, tags: [] }, queues, STARTING_RULES, new Date()), null)
  await database.db.deleteFrom('queues').where('id', '=', 'mothers').execute()
})

test('the angry one gets the only free hand, though he came last', async () => {
  await database.db.updateTable('users').set({ capacity: 1 }).where('id', '=', 'lina').execute()
  const calm = await startWaiting(nodes[0]!, {}, new Date(Date.now() - 60_000))
  const angry = await startWaiting(nodes[0]!)
  feelings.set(angry, { level: 'high' })
  await present(database, 'lina')
  await routeWaiting(deps())
  assert.deepEqual([(await load(calm)).status, (await load(angry)).status], ['queued', 'human'])
  await database.db.updateTable('users').set({ capacity: 5 }).execute()
})
