import assert from 'node:assert/strict'
import type { LookupFunction } from 'node:net'
import { after, before, beforeEach, test } from 'node:test'
import { type Conversations, openConversations } from '#conversations/change.ts'
import { openTestConversation } from '#conversations/testing.ts'
import { seedCustomers } from '#customers/seed.ts'
import { CONNECTION_LOST } from '#desk/contract.ts'
import { heartbeat, setPresence } from '#desk/presence.ts'
import type { PushSubscriptionInput } from '#desk/push/contract.ts'
import { deliverPushes, forgetOldPushes, type PushDeps } from '#desk/push/deliver-push.ts'
import { queueNews } from '#desk/push/follow-push.ts'
import { pushRoutes } from '#desk/push/routes.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { isPublic } from '#platform/http/public-address.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import { ledger } from '#platform/ledger/read.ts'
import { openLog } from '#platform/log.ts'
import { openSeal } from '#platform/settings/seal.ts'
import { openPush } from '#platform/web-push/send-push.ts'
import { readVapid } from '#platform/web-push/vapid.ts'
import { seedTeam } from '#team/seed.ts'
import { cookieOf, serveForTest, type TestServer } from '#team/testing.ts'
import { openPushTwin, type PushTwin } from '../../../tests/twins/push-service.ts'

let database: Database
let conversations: Conversations
let server: TestServer
let twin: PushTwin
let deps: PushDeps
let people: Record<string, { cookie: string }>
/** Seconds the clock is ahead. */
let ahead = 0
const now = () => new Date(Date.now() + ahead * 1000)

before(async () => {
  database = await openTestDatabase()
  conversations = openConversations(database)
  const vapid = await readVapid(database.db)
  assert.equal((await readVapid(database.db)).publicKey, vapid.publicKey)
  twin = await openPushTwin(() => vapid.publicKey)
  const policy = {
    mayConnect: (address: string, url: URL) => url.hostname === 'push.test' || isPublic(address),
    resolve: ((_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }])) as LookupFunction,
  }
  deps = {
    ...{ database, now, log: openLog('silent'), seal: openSeal('s', 'push subscriptions') },
    push: openPush(vapid, () => 'https://service.example.com', { policy, ca: twin.certificate }),
  }
  server = await serveForTest(database, pushRoutes(deps))
  await database.transaction(seedTeam)
  await database.transaction(seedCustomers)
  people = {}
  for (const id of ['lina', 'hao', 'fang']) people[id] = { cookie: await cookieOf(database, id) }
})
after(async () => {
  await server.close()
  await twin.close()
  await database.close()
})
beforeEach(async () => {
  twin.rung.length = 0
  twin.answer(201)
  ahead += 3600
  await forgetOldPushes({ database, now: () => new Date(now().getTime() + 30 * 24 * 3600_000) })
})

const subscribe = (who: string, change: Partial<PushSubscriptionInput> = {}) =>
  server.call(
    'PUT',
    '/api/push/subscription',
    {
      ...twin.subscription(who),
      ...{ kinds: ['waiting', 'message', 'mention', 'alarm', 'ticket'], language: 'zh', quiet: null },
      ...{ timeZone: 'Asia/Shanghai', ...change },
    },
    people[who],
  )
const be = (who: string, status: 'online' | 'away' | 'offline', reason = '') =>
  database.transaction((tx) => setPresence(tx, who, { status, reason }, now()))
/** Facts, as if they happened now; `later` seconds after them the job runs. Gives what rang. */
async function ringing(events: object[], later = 0): Promise<PushTwin['rung']> {
  const at = now()
  const whole = { position: `${ahead}.1`, conversationId: null, customerId: null, actor: 'system' }
  const news = events.map((event) => ({ ...whole, ...event, at: at.toISOString() }) as LedgerEvent)
  await queueNews(database, news, at)
  ahead += later
  await deliverPushes(deps)
  return twin.rung.splice(0)
}
const happen = async (events: object[], later = 0) => (await ringing(events, later)).map(({ payload }) => payload.title)
let mentions = 0
const mention = (userId: string) => ({
  kind: 'notification.added',
  payload: { kind: 'mention', conversationId: 'v1', seq: ++mentions, userId },
})
const MENTIONED = '同事在备注中提到了您'
/** What the ledger says of a change to a conversation. */
async function facts(work: () => Promise<unknown>): Promise<LedgerEvent[]> {
  const from = await ledger.end(database)
  await work()
  return ledger.after(database, from, 100)
}

test('whoever closed the console is told once; whoever has it open is not', async () => {
  assert.equal((await subscribe('hao')).status, 200)
  await be('hao', 'online')
  await heartbeat(database.db, ['hao'], now())
  ahead += 5
  const once = mention('hao')
  assert.deepEqual(await happen([once]), [], 'he may see it in the page')
  ahead += 12
  await heartbeat(database.db, ['hao'], now())
  ahead += 20
  assert.equal(await deliverPushes(deps), 0, 'he did')
  ahead += 60
  assert.deepEqual(await happen([mention('hao'), mention('lina')]), [MENTIONED])
  assert.deepEqual(await happen([once]), [], 'another node sees the same')
  await subscribe('hao', { language: 'en' })
  assert.deepEqual(await happen([mention('hao')], 26), ['A colleague mentioned you in a note'])
  await server.call('POST', '/api/push/subscription/end', { endpoint: twin.subscription('hao').endpoint }, people.hao)
  ahead += 60
  assert.deepEqual(await happen([mention('hao')]), [])
})

test('presence, quiet hours and what one wants are kept to', async () => {
  await subscribe('hao', { kinds: ['mention'] })
  ahead += 60
  await be('hao', 'away', 'lunch')
  assert.deepEqual(await happen([mention('hao')]), [])
  await be('hao', 'offline')
  assert.deepEqual(await happen([mention('hao')]), [])
  await be('hao', 'offline', CONNECTION_LOST)
  assert.deepEqual(await happen([mention('hao')]), [MENTIONED])
  const ticket = {
    kind: 'ticket.notice',
    payload: { ticketId: 't1', number: 7, userIds: ['hao'], why: 'SLA 即将到期', whyEn: '' },
  }
  assert.deepEqual(await happen([ticket]), [])
  const clock = (at: Date) => at.toISOString().slice(11, 16)
  const [from, to] = [clock(new Date(now().getTime() - 600_000)), clock(new Date(now().getTime() + 600_000))]
  await subscribe('hao', { kinds: ['mention'], quiet: { from, to }, timeZone: 'UTC' })
  ahead += 60
  assert.deepEqual(await happen([mention('hao')]), [])
})

test('a waiting customer, a new message and an alarm reach those they concern, with names and numbers masked', async () => {
  for (const who of ['hao', 'lina', 'fang']) {
    await subscribe(who)
    await be(who, 'online')
  }
  ahead += 60
  let id = ''
  const queued = await facts(async () => {
    id = await openTestConversation(conversations, {
      patch: { status: 'queued', queuedAt: now().toISOString() },
      what: 'queued',
    })
  })
  assert.equal((await happen(queued)).length, 3)
  const written = await facts(async () => {
    await conversations.change(id, () => ({
      patch: { status: 'human', assigneeId: 'lina' },
      what: 'accepted',
      actor: 'user:lina',
    }))
    const parts = [{ kind: 'text' as const, text: '我的电话是13812345678' }]
    const messages = [{ author: { kind: 'customer' as const, id: 'c-lin', name: 'Lin' }, parts }]
    await conversations.change(id, () => ({ messages, actor: 'customer:c-lin' }))
  })
  const rung = await ringing(written)
  assert.equal(rung.length, 1)
  const { payload, topic } = rung[0]!
  assert.equal(payload.to, `/desk/${id}`)
  assert.match(payload.title, /^林\*+ 发来新消息$/)
  assert.doesNotMatch(payload.body, /138|5678/)
  assert.match(topic, /^[\w-]{1,32}$/)

  const emotion = { label: 'anger', level: 'high', because: [] }
  const warning = { rule: 'level', severity: 'critical', score: 0.9, from: 0, to: 1, predicted: null }
  const about = { id: 'a1', customerName: '林婉清', tier: 'vip', severity: 'critical', escalations: 0, version: 1 }
  const raised = { kind: 'alert.raised', payload: { alert: { ...about, emotion, warning } } }
  assert.deepEqual(await happen([{ kind: 'alert.changed', payload: { ...raised.payload, what: 'acknowledged' } }]), [])
  const [alarm, ...more] = await ringing([raised])
  assert.deepEqual([alarm?.payload.to, alarm?.urgency, more.length], ['/alerts/a1', 'high', 0])
  assert.match(alarm!.payload.body, /^林\*\* \(VIP\)，愤怒/)
})

test('a subscription that is gone is forgotten; a service that is away is tried again', async () => {
  await subscribe('hao')
  await be('hao', 'online')
  ahead += 60
  twin.answer(503)
  assert.deepEqual(await happen([mention('hao')]), [])
  twin.answer(201)
  assert.equal(await deliverPushes(deps), 0, 'not at once')
  ahead += 15
  assert.equal(await deliverPushes(deps), 1)
  twin.answer(410)
  await happen([mention('hao')])
  twin.answer(201)
  const test = () =>
    server.call('POST', '/api/push/subscription/test', { endpoint: twin.subscription('hao').endpoint }, people.hao)
  assert.equal((await test()).code, 'not_found')
  await subscribe('hao')
  assert.equal((await test()).status, 200)
  twin.answer(500)
  assert.equal((await test()).code, 'push_failed')
})

test('a browser belongs to whoever signed in with it last, and to nobody after signing out', async () => {
  await subscribe('hao')
  const sessionIds = (await database.db.selectFrom('push_subscriptions').select('session_id').execute()).map(
    (row) => row.session_id,
  )
  const ring = () =>
    server.call('POST', '/api/push/subscription/test', { endpoint: twin.subscription('hao').endpoint }, people.lina)
  assert.equal((await ring()).code, 'not_found', "somebody else's")
  await happen([{ kind: 'session.ended', payload: { userId: 'lina', sessionIds } }])
  await happen([{ kind: 'session.ended', payload: { userId: 'hao', sessionIds } }])
  ahead += 60
  assert.deepEqual(await happen([mention('hao')]), [])
  assert.equal((await subscribe('hao', { endpoint: 'http://push.test/a' })).code, 'address_refused')
  for (const change of [{ timeZone: 'Mars/Base' }, { keys: { p256dh: 'AA', auth: 'AA' } }])
    assert.equal((await subscribe('hao', change)).code, 'bad_request')
})
