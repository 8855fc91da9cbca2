import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Conversations, openConversations } from '#conversations/change.ts'
import { type Conversation, type Message, unreadIn } from '#conversations/contract.ts'
import { conversationRoutes } from '#conversations/routes.ts'
import { type Patch, toConversation } from '#conversations/stored.ts'
import { openTestConversation } from '#conversations/testing.ts'
import { openBlocks } from '#customers/blocks.ts'
import { customerRoutes } from '#customers/routes.ts'
import { seedCustomers } from '#customers/seed.ts'
import type { Draft } from '#desk/drafts/contract.ts'
import type { Macro } from '#desk/macros/contract.ts'
import type { Notification } from '#desk/notifications/contract.ts'
import { followMentions } from '#desk/notifications/follow-mentions.ts'
import type { OwnNumbers } from '#desk/numbers/contract.ts'
import { requeueOfLostAgents } from '#desk/requeue-of-lost-agents.ts'
import { deskRoutes } from '#desk/routes.ts'
import { wakeDue } from '#desk/tend.ts'
import type { SavedView } from '#desk/views/contract.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openFiles } from '#platform/files/store.ts'
import { newId } from '#platform/id.ts'
import { openTail, type Tail } from '#platform/ledger/tail.ts'
import { openLog } from '#platform/log.ts'
import { seedTeam } from '#team/seed.ts'
import { cookieOf, serveForTest, type TestServer } from '#team/testing.ts'
import { seedQueues } from '../../database/seed/routing.ts'

const log = openLog('silent')
let database: Database
let conversations: Conversations
let server: TestServer
let tail: Tail
const people: Record<string, { cookie: string }> = {}
before(async () => {
  database = await openTestDatabase()
  conversations = openConversations(database)
  const files = openFiles(database.db, join(tmpdir(), 'yinghe-tools-test'), 'secret')
  server = await serveForTest(database, [
    ...deskRoutes({ database, conversations, freshDialogue: (language) => ({ language }) }),
    ...conversationRoutes({ database, conversations, files, fold: (text) => text }),
    ...customerRoutes({ database, timelineKinds: [], conversationsOn: async () => [] }),
  ])
  tail = await openTail(database, log)
  await database.transaction(seedTeam)
  await database.transaction(seedCustomers)
  for (const id of ['fang', 'lina', 'hao', 'amy']) people[id] = { cookie: await cookieOf(database, id) }
})
after(async () => {
  await tail.stop()
  await server.close()
  await database.close()
})

type One = { conversation: Conversation }
const call = <T>(who: string, method: string, path: string, body?: object) =>
  server.call<T>(method, path, body, people[who])
const act = (who: string, id: string, verb: string, body: object = {}) =>
  call<One>(who, 'POST', `/api/conversations/${id}/${verb}`, body)
const messagesOf = (id: string) => conversations.messages(id, { limit: 50, internal: true })
const textsOf = async (id: string) =>
  (await messagesOf(id)).flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])))

/** A chat that lina serves; its customer has written once. */
const chat = (patch: Patch = {}, customerId = 'c-lin', channel?: string) =>
  openTestConversation(
    conversations,
    {
      patch: { status: 'human', assigneeId: 'lina', acceptedAt: new Date().toISOString(), ...patch },
      messages: [
        { author: { kind: 'customer', id: customerId, name: 'Lin' }, parts: [{ kind: 'text', text: '你好' }] },
      ],
    },
    customerId,
    channel,
  )
const customerWrites = (id: string) =>
  conversations.change(id, () => ({
    messages: [{ author: { kind: 'customer', id: 'c-lin', name: 'Lin' }, parts: [{ kind: 'text', text: '还在吗' }] }],
    actor: 'customer:c-lin',
  }))
const makeMacro = (who: string, name: string, steps: object, shared = false) =>
  call<Macro>(who, 'POST', '/api/macros', { name, shared, steps })

test('a macro replies in the language of the customer, notes, files, ranks and closes in one commit', async () => {
  const { body: macro } = await makeMacro(
    'fang',
    '退款完成',
    {
      reply: { zh: '{customer.name}您好，退款已办好。我是{agent.name}', en: 'Done, {customer.name}' },
      note: '已核对金额',
      tags: ['退款'],
      priority: 3,
      ending: { kind: 'close', reason: 'solved' },
    },
    true,
  )
  const id = await chat()
  const versionBefore = (await conversations.load(id)).version
  const { status, body } = await act('lina', id, 'macro', { macroId: macro.id })
  assert.equal(status, 200)
  assert.deepEqual(
    {
      status: body.conversation.status,
      tags: body.conversation.tags,
      priority: body.conversation.priority,
      reason: body.conversation.closeReason,
    },
    { status: 'closed', tags: ['退款'], priority: 3, reason: 'solved' },
  )
  assert.equal(body.conversation.version, versionBefore + 1)
  const [, reply, note] = await textsOf(id)
  assert.match(reply!, /您好，退款已办好。我是李娜/)
  assert.equal(note, '已核对金额')
  const seen = await conversations.messages(id, { limit: 50, internal: false })
  assert.ok(!JSON.stringify(seen).includes('已核对'))
})

test('a macro that cannot fill in its reply does nothing at all', async () => {
  const { body: macro } = await makeMacro('lina', '催发货', { reply: { zh: '订单{order.id}已催' }, tags: ['物流'] })
  const id = await chat()
  const refused = await act('lina', id, 'macro', { macroId: macro.id })
  assert.equal(refused.code, 'macro_unfilled')
  assert.deepEqual((await conversations.load(id)).tags, [])
  assert.equal((await messagesOf(id)).length, 1)
})

test("macros are one's own or the team's, and the team's take replies.write", async () => {
  const { body: own } = await makeMacro('lina', '我的', { tags: ['x'] })
  assert.equal((await makeMacro('lina', '团队的', { tags: ['x'] }, true)).code, 'forbidden')
  assert.equal((await makeMacro('lina', '我的', { tags: ['x'] })).code, 'already_exists')
  assert.equal((await makeMacro('lina', '空的', {})).code, 'bad_request')
  assert.equal((await makeMacro('lina', '坏变量', { reply: { zh: '{nobody}' } })).code, 'bad_request')
  const id = await chat({ assigneeId: 'hao' })
  assert.equal((await act('hao', id, 'macro', { macroId: own.id })).code, 'not_found')
  assert.equal((await act('lina', id, 'macro', { macroId: own.id })).code, 'not_found', 'not her chat')
  const edited = await call<Macro>('lina', 'PUT', `/api/macros/${own.id}`, { name: '改名', steps: { tags: ['y'] } })
  assert.deepEqual(edited.body.steps.tags, ['y'])
  assert.equal((await call('hao', 'DELETE', `/api/macros/${own.id}`)).code, 'not_found')
  assert.equal((await call('lina', 'DELETE', `/api/macros/${own.id}`)).status, 200)
})

test('what is put aside comes back on top when its time has come, and at once when the customer writes', async () => {
  const id = await chat()
  const until = new Date(Date.now() + 3600_000).toISOString()
  assert.equal((await act('lina', id, 'snooze', { until })).body.conversation.snoozedUntil, until)
  assert.equal(await wakeDue({ database, conversations }), 0)
  assert.ok((await wakeDue({ database, conversations }, new Date(Date.now() + 3601_000))) >= 1)
  const woken = await conversations.load(id)
  assert.equal(woken.snoozedUntil, null)
  assert.ok(woken.wokenAt)
  await act('lina', id, 'snooze', {})
  await customerWrites(id)
  const again = await conversations.load(id)
  assert.equal(again.snoozedUntil, null)
  await call('lina', 'POST', `/api/conversations/${id}/messages`, {
    clientId: newId(),
    parts: [{ kind: 'text', text: '在' }],
  })
  assert.equal((await conversations.load(id)).wokenAt, null, 'a word of the agent settles it')
  assert.equal((await act('lina', id, 'snooze', { until: '2020-01-01T00:00:00Z' })).code, 'bad_request')
})

test('what was put aside stays with an agent who has gone home, until it wakes', async () => {
  const id = await chat({ acceptedAt: new Date(Date.now() - 3600_000).toISOString(), assigneeId: 'amy' })
  await act('amy', id, 'snooze', {})
  await requeueOfLostAgents({ database, conversations })
  assert.equal((await conversations.load(id)).assigneeId, 'amy')
  await customerWrites(id)
  await requeueOfLostAgents({ database, conversations })
  assert.equal((await conversations.load(id)).status, 'queued')
})

test('the customer waits from his first unanswered word; lines of the house and notes are no answer', async () => {
  const id = await chat()
  const first = (await conversations.load(id)).waitingSince
  assert.ok(first)
  await customerWrites(id)
  const say = (internal: boolean) =>
    call('lina', 'POST', `/api/conversations/${id}/messages`, {
      clientId: newId(),
      internal,
      parts: [{ kind: 'text', text: '嗯' }],
    })
  await say(true)
  assert.equal((await conversations.load(id)).waitingSince, first)
  await say(false)
  assert.equal((await conversations.load(id)).waitingSince, null)
})

test('who goes home hands on what he serves at once, and keeps what he put aside', async () => {
  const mine = { assigneeId: 'amy', acceptedAt: new Date().toISOString() }
  const [served, aside] = [await chat(mine, 'c-chen'), await chat(mine, 'c-zhou')]
  await act('amy', aside, 'snooze', {})
  const leave = (handOver: boolean) => call('amy', 'PUT', '/api/desk/presence', { status: 'offline', handOver })
  await leave(false)
  assert.equal((await conversations.load(served)).status, 'human')
  await leave(true)
  const { status, handOver, assigneeId } = await conversations.load(served)
  assert.deepEqual([status, handOver?.reason, assigneeId], ['queued', 'agent-left', null])
  assert.equal((await conversations.load(aside)).assigneeId, 'amy')
})

test('only what the customer wrote since the agent looked counts as unread', async () => {
  const id = await chat()
  const before = (await conversations.load(id)).unansweredSeqs.length
  for (let n = 0; n < 3; n++) await customerWrites(id)
  const note = { clientId: newId(), internal: true, parts: [{ kind: 'text', text: '查一下' }] }
  await call('lina', 'POST', `/api/conversations/${id}/messages`, note)
  const waits = await conversations.load(id)
  assert.equal(waits.unansweredSeqs.length, before + 3)
  assert.equal(unreadIn(toConversation({ ...waits, agentReadSeq: waits.lastSeq - 2 })), 1)
  await call('lina', 'POST', `/api/conversations/${id}/messages`, { ...note, clientId: newId(), internal: false })
  assert.deepEqual((await conversations.load(id)).unansweredSeqs, [])
})

test('a chat handed to a queue waits there, whatever took it before; a skill finds its queue anew', async () => {
  await database.transaction(seedQueues)
  const id = await chat()
  const handed = await act('lina', id, 'transfer', { queueId: 'vip', note: '请 VIP 专线接' })
  assert.deepEqual([handed.body.conversation.status, handed.body.conversation.queueId], ['queued', 'vip'])
  assert.equal((await act('lina', id, 'accept')).status, 200)
  assert.equal((await act('lina', id, 'transfer', { skill: 'technical' })).body.conversation.queueId, null)
  assert.equal((await act('lina', id, 'accept')).status, 200)
  assert.equal((await act('lina', id, 'transfer', { queueId: 'gone' })).code, 'not_found')
  assert.equal((await act('lina', id, 'transfer', { queueId: 'vip', skill: 'refund' })).code, 'bad_request')
})

test('a conversation goes on in another of the same customer, and can be taken out again', async () => {
  const [old, here] = [await chat({ tags: ['售后'] }, 'c-lin', `a-${newId().slice(0, 20)}`), await chat()]
  const merged = await act('lina', old, 'merge', { intoId: here })
  assert.deepEqual(merged.body.conversation.tags, ['售后'])
  const source = await conversations.load(old)
  assert.deepEqual([source.status, source.closeReason, source.mergedInto], ['closed', 'merged', here])
  const { body } = await call<{ items: Conversation[] }>('lina', 'GET', `/api/conversations?merged=${here}`)
  assert.deepEqual(
    body.items.map(({ id }) => id),
    [old],
  )
  assert.equal((await act('lina', old, 'merge', { intoId: here })).code, 'merge_refused')
  await act('lina', old, 'split')
  const back = await conversations.load(old)
  assert.deepEqual([back.status, back.assigneeId, back.closeReason, back.mergedInto], ['human', 'lina', null, null])
})

test('conversations of two customers do not merge, and a split leaves a newer one of the channel alone', async () => {
  const [hers, other] = [await chat(), await chat({}, 'c-emma')]
  assert.equal((await act('lina', hers, 'merge', { intoId: other })).code, 'merge_refused')
  assert.equal((await act('lina', hers, 'merge', { intoId: hers })).code, 'merge_refused')
  const channel = `b-${newId().slice(0, 20)}`
  const old = await chat({}, 'c-lin', channel)
  const here = await chat()
  await act('lina', old, 'merge', { intoId: here })
  await chat({}, 'c-lin', channel)
  await act('lina', old, 'split')
  const back = await conversations.load(old)
  assert.deepEqual([back.status, back.mergedInto], ['closed', null])
})

test('a note calls a colleague: he may read along from then on and has it in his bell once', async () => {
  const bell = await followMentions(database, log)
  const id = await chat()
  assert.equal((await call('hao', 'GET', `/api/conversations/${id}`)).code, 'not_found')
  await call('lina', 'POST', `/api/conversations/${id}/messages`, {
    ...{ clientId: newId(), internal: true, mentions: ['hao', 'lina'] },
    parts: [{ kind: 'text', text: '@王浩 看一下批次' }],
  })
  await bell.catchUp()
  const again = await followMentions(database, log)
  await again.catchUp()
  const { body } = await call<{ items: Notification[]; unread: number }>('hao', 'GET', '/api/notifications')
  assert.equal(body.unread, 1)
  assert.deepEqual(
    [body.items[0]!.kind, body.items[0]!.conversationId, body.items[0]!.text],
    ['mention', id, '@王浩 看一下批次'],
  )
  assert.equal((await call('hao', 'GET', `/api/conversations/${id}`)).status, 200)
  const list = await call<{ items: Conversation[] }>('hao', 'GET', '/api/conversations?status=human&limit=100')
  assert.ok(list.body.items.some((one) => one.id === id))
  assert.equal((await call<{ unread: number }>('lina', 'GET', '/api/notifications')).body.unread, 0)
  assert.equal(
    (await call<{ unread: number }>('hao', 'POST', '/api/notifications/read', { conversationId: id })).body.unread,
    0,
  )
  await bell.stop()
  await again.stop()
})

test("one's own message can be reworded and taken back for two minutes, and shows that it was", async () => {
  const id = await chat()
  const sent = await call<{ message: Message }>('lina', 'POST', `/api/conversations/${id}/messages`, {
    ...{ clientId: newId(), parts: [{ kind: 'text', text: '明天到或' }] },
  })
  const { seq } = sent.body.message
  const path = `/api/conversations/${id}/messages/${seq}`
  assert.equal((await call('fang', 'PUT', path, { text: 'x' })).code, 'not_found', 'not her message')
  const edited = await call<{ message: Message }>('lina', 'PUT', path, { text: '明天到货' })
  assert.equal(edited.body.message.changed?.what, 'edited')
  assert.equal((await conversations.load(id)).lastMessage?.preview, '明天到货')
  await call('lina', 'DELETE', path)
  const [, stored] = await messagesOf(id)
  assert.deepEqual([stored!.parts, stored!.changed?.what], [[{ kind: 'notice', code: 'recalled' }], 'recalled'])
  assert.equal((await call('lina', 'PUT', path, { text: 'x' })).code, 'not_found', 'what was recalled is gone')
  const late = await call<{ message: Message }>('lina', 'POST', `/api/conversations/${id}/messages`, {
    ...{ clientId: newId(), parts: [{ kind: 'text', text: '好的' }] },
  })
  await database.run("update messages set at = at - interval '3 minutes' where conversation_id = $1", [id])
  assert.equal(
    (await call('lina', 'DELETE', `/api/conversations/${id}/messages/${late.body.message.seq}`)).code,
    'too_late',
  )
})

test('a transcript holds what the customer could read, notes only when asked for', async () => {
  const id = await chat()
  await call('lina', 'POST', `/api/conversations/${id}/messages`, {
    ...{ clientId: newId(), internal: true, parts: [{ kind: 'text', text: '内部的话' }] },
  })
  const read = async (query = '') => (await call('lina', 'GET', `/api/conversations/${id}/transcript${query}`)).text
  assert.match(await read(), /Lin: 你好/)
  assert.doesNotMatch(await read(), /内部的话/)
  assert.match(await read('?notes=true'), /private note\): 内部的话/)
})

test('a draft is kept for its writer on every device and forgotten when it is empty', async () => {
  const id = await chat()
  const drafts = async (who: string) => (await call<{ items: Draft[] }>(who, 'GET', '/api/desk/drafts')).body.items
  await call('lina', 'PUT', `/api/desk/drafts/${id}`, { text: '正在查', note: true })
  const [kept] = await drafts('lina')
  assert.deepEqual([kept!.conversationId, kept!.text, kept!.note], [id, '正在查', true])
  assert.deepEqual(await drafts('hao'), [])
  assert.equal((await call('hao', 'PUT', `/api/desk/drafts/${id}`, { text: 'x' })).code, 'not_found')
  await call('lina', 'PUT', `/api/desk/drafts/${id}`, { text: '' })
  assert.deepEqual(await drafts('lina'), [])
})

test('a blocked customer is kept out until the time is over or somebody lifts it, and the audit says so', async () => {
  const isBlocked = await openBlocks(database, tail)
  const path = '/api/customers/c-emma/block'
  await call('lina', 'PUT', path, { reason: '辱骂', days: 7 })
  await tail.catchUp()
  assert.equal(isBlocked('c-emma'), true)
  assert.equal(isBlocked('c-lin'), false)
  const isBlockedAfterRestart = await openBlocks(database, tail)
  assert.equal(isBlockedAfterRestart('c-emma'), true)
  await database.run("update blocks set expires_at = now() - interval '1 second' where customer_id = 'c-emma'", [])
  assert.equal((await openBlocks(database, tail))('c-emma'), false)
  await call('lina', 'PUT', path, { reason: '再犯', days: null })
  await call('fang', 'DELETE', path)
  await tail.catchUp()
  assert.equal(isBlocked('c-emma'), false)
  const audited = await database.run<{ action: string }>(
    "select action from audit_log where target = 'customer:c-emma' order by id",
    [],
  )
  assert.deepEqual(
    audited.map(({ action }) => action),
    ['customer.blocked', 'customer.blocked', 'customer.unblocked'],
  )
})

test("saved lists are one's own or the team's; the same name again replaces the filters", async () => {
  const keep = (who: string, name: string, filters: object, shared = false) =>
    call<SavedView>(who, 'POST', '/api/views', { name, shared, filters })
  const { body: own } = await keep('lina', '差评', { rating: '1' })
  assert.equal((await keep('lina', '差评', { rating: '2' })).body.id, own.id)
  assert.equal((await keep('lina', '大家的', {}, true)).code, 'forbidden')
  await keep('fang', '大家的', { status: 'queued' }, true)
  const views = async (who: string) => (await call<{ items: SavedView[] }>(who, 'GET', '/api/views')).body.items
  assert.deepEqual((await views('lina')).map(({ name }) => name).sort(), ['大家的', '差评'].sort())
  assert.deepEqual(
    (await views('hao')).map(({ name, filters }) => ({ name, filters })),
    [{ name: '大家的', filters: { status: 'queued' } }],
  )
  assert.equal((await call('hao', 'DELETE', `/api/views/${own.id}`)).code, 'not_found')
})

test("one's own numbers count today beside one's own usual day", async () => {
  const day = 24 * 3600_000
  const at = (ms: number) => new Date(Date.now() - ms).toISOString()
  const served = (ago: number, rating: number) =>
    chat({ assigneeId: 'fang', status: 'closed', acceptedAt: at(ago + 60_000), closedAt: at(ago), rating })
  await served(3 * day, 3)
  await served(3 * day, 5)
  await served(5 * day, 4)
  const { body } = await call<OwnNumbers>('fang', 'GET', '/api/desk/numbers')
  assert.equal(body.days, 2)
  assert.deepEqual([body.usual.served, body.usual.rating, body.usual.handlingSeconds], [2, 4, 60])
  assert.equal(body.today.served, 0)
  assert.equal(body.today.rating, null)
})
