import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Conversations, openConversations } from '#conversations/change.ts'
import type { Conversation, HandOver } from '#conversations/contract.ts'
import { conversationRoutes } from '#conversations/routes.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import { seedCustomers } from '#customers/seed.ts'
import type { Colleague, Presence } from '#desk/contract.ts'
import { heartbeat } from '#desk/presence.ts'
import { requeueOfLostAgents } from '#desk/requeue-of-lost-agents.ts'
import { deskRoutes } from '#desk/routes.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openFiles } from '#platform/files/store.ts'
import { newId } from '#platform/id.ts'
import { seedTeam } from '#team/seed.ts'
import { cookieOf, serveForTest, type TestServer } from '#team/testing.ts'

let database: Database
let conversations: Conversations
let otherNode: Conversations
let server: TestServer
let otherServer: TestServer
const people: Record<string, { cookie: string }> = {}
before(async () => {
  database = await openTestDatabase()
  conversations = openConversations(database)
  otherNode = openConversations(database)
  const freshDialogue = (language: string) => ({ fresh: language })
  const files = openFiles(database.db, join(tmpdir(), 'yinghe-desk-test'), 'secret')
  const routes = (node: Conversations) => [
    ...deskRoutes({ database, conversations: node, freshDialogue }),
    ...conversationRoutes({ database, conversations: node, files, fold: (text) => text }),
  ]
  server = await serveForTest(database, routes(conversations))
  otherServer = await serveForTest(database, routes(otherNode))
  await database.transaction(seedTeam)
  await database.transaction(seedCustomers)
  for (const id of ['admin', 'fang', 'lina', 'hao', 'amy', 'qiu']) people[id] = { cookie: await cookieOf(database, id) }
})
after(async () => {
  await server.close()
  await otherServer.close()
  await database.close()
})

type One = { conversation: Conversation }
const act = (who: string, id: string, verb: string, body: object = {}, on = server) =>
  on.call<One>('POST', `/api/conversations/${id}/${verb}`, body, people[who])
const messagesOf = (id: string) => conversations.messages(id, { limit: 50, internal: true })
const noticesOf = async (id: string) =>
  (await messagesOf(id)).flatMap((message) =>
    message.parts.flatMap((part) => (part.kind === 'notice' ? [part.code] : [])),
  )

/** A conversation of a seeded customer, with the bot or waiting for a person. */
async function start(
  status: 'bot' | 'queued',
  more: Partial<StoredConversation> = {},
  customerId = 'c-lin',
): Promise<string> {
  const at = new Date().toISOString()
  const handOver: HandOver = {
    reason: 'requested',
    skill: null,
    priority: 0,
    wants: { zh: '转人工', en: 'A person' },
    tried: [],
    facts: [],
    at,
  }
  const id = newId()
  const empty = {
    subject: null,
    assigneeId: null,
    acceptedAt: null,
    closedAt: null,
    closeReason: null,
    rating: null,
    ratingComment: null,
    tags: [],
    snoozedUntil: null,
    mergedInto: null,
    waitingSince: null,
    unansweredSeqs: [],
    wokenAt: null,
    participants: [],
  }
  const marks = {
    lastSeq: 0,
    answeredSeq: 0,
    customerSeq: 0,
    customerReadSeq: 0,
    customerDeliveredSeq: 0,
    agentReadSeq: 0,
  }
  const fresh: StoredConversation = {
    ...empty,
    ...marks,
    id,
    customerId,
    customerName: '',
    tier: 'regular',
    channel: `test-${id}`,
    language: 'zh',
    status: 'bot',
    version: 0,
    dialogue: { some: 'state' },
    pending: null,
    leaseOwner: null,
    leaseUntil: null,
    skill: null,
    queueId: null,
    priority: 0,
    handOver: null,
    queuedAt: null,
    openedAt: at,
    lastMessageAt: at,
    lastMessage: null,
  }
  await conversations.open(fresh, () => ({
    messages: [{ author: { kind: 'customer', id: customerId, name: '' }, parts: [{ kind: 'text', text: '你好' }] }],
    actor: `customer:${customerId}`,
    patch: { status, ...(status === 'queued' && { handOver, queuedAt: at }), ...more },
  }))
  return id
}

async function taken(by: string): Promise<string> {
  const id = await start('queued')
  assert.equal((await act(by, id, 'accept')).status, 200)
  return id
}

test('the queue shows the most urgent first, then who has waited longest, and apart from it my own', async () => {
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  const late = await start('queued', { queuedAt: at(1) })
  const early = await start('queued', { queuedAt: at(9), skill: 'refund' })
  const urgent = await start('queued', { queuedAt: at(0), priority: 5 })
  const mine = await taken('hao')
  const { body } = await server.call<{ waiting: Conversation[]; mine: Conversation[]; position: string }>(
    'GET',
    '/api/desk/queue',
    undefined,
    people.hao,
  )
  const order = body.waiting.map((one) => one.id).filter((id) => [late, early, urgent].includes(id))
  assert.deepEqual(order, [urgent, early, late])
  assert.equal(body.waiting.find((one) => one.id === early)!.skill, 'refund')
  assert.deepEqual(
    body.mine.map((one) => one.id),
    [mine],
  )
  assert.match(body.position, /^\d+\.\d+$/)
  assert.ok(!JSON.stringify(body).includes('some'), 'what the bot remembers stays inside')
})

test('of two agents who take the same chat at once one wins and the other reads his name', async () => {
  for (const second of [server, otherServer]) {
    const id = await start('queued')
    const both = await Promise.all([act('lina', id, 'accept'), act('hao', id, 'accept', {}, second)])
    assert.deepEqual(both.map((answer) => answer.status).sort(), [200, 409])
    const winner = both[0]!.status === 200 ? ['lina', 'Li Na'] : ['hao', 'Zhang Hao']
    const loser = both.find((answer) => answer.status === 409)!
    assert.equal(loser.code, 'already_taken')
    assert.ok(JSON.stringify(loser.body).includes(winner[1]!), 'the winner is named')
    const stored = await conversations.load(id)
    assert.deepEqual([stored.status, stored.assigneeId], ['human', winner[0]])
    assert.deepEqual(await noticesOf(id), ['agent-joined'])
    const again = await act(winner[0]!, id, 'accept')
    assert.equal(again.status, 200)
    assert.deepEqual(await noticesOf(id), ['agent-joined'], 'taking it again says nothing twice')
  }
})

test('twenty accepts of one chat on two nodes have one winner', async () => {
  const id = await start('queued')
  const who = ['lina', 'hao', 'amy', 'fang']
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => act(who[n % 4]!, id, 'accept', {}, n % 2 ? otherServer : server)),
  )
  const { assigneeId } = await conversations.load(id)
  answers.forEach((answer, n) => {
    assert.equal(answer.code, who[n % 4] === assigneeId ? null : 'already_taken')
  })
  assert.deepEqual(await noticesOf(id), ['agent-joined'])
})

test('agents take what waits, a supervisor also what the bot has, and gives chats to others', async () => {
  const withBot = await start('bot')
  assert.equal((await act('lina', withBot, 'accept')).code, 'not_found')
  assert.equal((await act('fang', withBot, 'accept')).status, 200)
  assert.equal((await act('fang', withBot, 'accept', { userId: 'lina' })).body.conversation.assigneeId, 'lina')
  const waiting = await start('queued')
  assert.equal((await act('lina', waiting, 'accept', { userId: 'hao' })).code, 'forbidden')
  assert.equal((await act('fang', waiting, 'accept', { userId: 'qiu' })).code, 'not_found')
  assert.equal((await act('fang', waiting, 'accept', { userId: 'nobody' })).code, 'not_found')
  assert.equal((await act('fang', waiting, 'accept', { userId: 'hao' })).body.conversation.assigneeId, 'hao')
  assert.equal((await act('fang', waiting, 'accept')).code, 'already_taken')
})

test('only who serves a chat, or a supervisor, replies, closes, transfers or returns it', async () => {
  const id = await taken('lina')
  const body = {
    reply: { clientId: newId(), parts: [{ kind: 'text', text: '您好' }] },
    close: { reason: 'solved' },
    transfer: { skill: 'refund' },
  }
  const verbs: [string, object][] = [
    ['messages', body.reply],
    ['close', body.close],
    ['transfer', body.transfer],
    ['return-to-bot', {}],
  ]
  const waiting = await start('queued')
  for (const [verb, input] of verbs) {
    assert.equal((await act('hao', id, verb, input)).code, 'not_found', `${verb} by another agent`)
    assert.equal((await act('qiu', id, verb, input)).code, 'forbidden', `${verb} by an operator`)
    assert.equal(
      (await server.call('POST', `/api/conversations/${id}/${verb}`, input)).code,
      'unauthorized',
      `${verb} by nobody`,
    )
    const customer = { bearer: 'customer:c-lin' }
    assert.equal(
      (await server.call('POST', `/api/conversations/${id}/${verb}`, input, customer)).code,
      'forbidden',
      `${verb} by a customer`,
    )
    assert.equal((await act('hao', waiting, verb, input)).code, 'not_assigned', `${verb} before accepting`)
  }
  assert.deepEqual((await conversations.load(id)).status, 'human')
  assert.equal((await act('fang', id, 'messages', { ...body.reply, clientId: newId() })).status, 200)
  assert.equal((await act('fang', id, 'close', body.close)).status, 200)
})

test('closing asks the customer for a rating, keeps the note from him, and ends the chat for good', async () => {
  const id = await taken('lina')
  const { body } = await act('lina', id, 'close', { reason: 'solved', note: '已补发' })
  assert.deepEqual(
    [body.conversation.status, body.conversation.closeReason, body.conversation.assigneeId],
    ['closed', 'solved', 'lina'],
  )
  assert.ok(body.conversation.closedAt)
  const forCustomer = await conversations.messages(id, { limit: 50, internal: false })
  assert.deepEqual(
    forCustomer.at(-1)!.parts.map((part) => part.kind),
    ['notice', 'rating-request'],
  )
  assert.ok(!JSON.stringify(forCustomer).includes('已补发'))
  assert.ok(JSON.stringify(await messagesOf(id)).includes('已补发'))
  for (const [verb, input] of [
    ['close', { reason: 'solved' }],
    ['transfer', { skill: 'x' }],
    ['return-to-bot', {}],
    ['accept', {}],
  ] as const) {
    assert.equal((await act('lina', id, verb, input)).code, 'conversation_closed', verb)
  }
  const spam = await taken('lina')
  await act('lina', spam, 'close', { reason: 'spam' })
  assert.ok(!JSON.stringify(await messagesOf(spam)).includes('rating-request'))
})

test('a transfer to a skill or a person waits again before newcomers, with the brief and a private note', async () => {
  const id = await taken('lina')
  const first = await act('lina', id, 'transfer', { skill: 'technical', note: '需要看故障码' })
  const head = first.body.conversation
  assert.deepEqual([head.status, head.assigneeId, head.skill, head.acceptedAt], ['queued', null, 'technical', null])
  assert.deepEqual(
    [head.handOver!.reason, head.handOver!.wants.zh, head.handOver!.facts[0]!.value],
    ['transfer', '转人工', '需要看故障码'],
  )
  assert.ok(head.priority > 0)
  assert.ok(!JSON.stringify(await conversations.messages(id, { limit: 50, internal: false })).includes('需要看故障码'))
  assert.equal((await act('lina', id, 'close', { reason: 'solved' })).code, 'not_assigned', 'it is hers no more')
  assert.equal((await act('hao', id, 'accept')).status, 200)
  const toAmy = await act('hao', id, 'transfer', { toUserId: 'amy' })
  assert.deepEqual([toAmy.body.conversation.status, toAmy.body.conversation.assigneeId], ['queued', 'amy'])
  assert.equal((await act('amy', id, 'accept')).body.conversation.assigneeId, 'amy')
  assert.deepEqual(await noticesOf(id), ['agent-joined', 'transferred', 'agent-joined', 'transferred', 'agent-joined'])
})

test('a transfer names exactly one colleague who can serve, or one skill', async () => {
  const id = await taken('lina')
  await database.db.updateTable('users').set({ disabled: true }).where('id', '=', 'hao').execute()
  for (const toUserId of ['qiu', 'nobody', 'hao'])
    assert.equal((await act('lina', id, 'transfer', { toUserId })).code, 'not_found', toUserId)
  await database.db.updateTable('users').set({ disabled: false }).where('id', '=', 'hao').execute()
  for (const body of [{}, { toUserId: 'hao', skill: 'x' }, { toUserId: 'lina' }, { skill: '' }]) {
    assert.equal((await act('lina', id, 'transfer', body)).code, 'bad_request', JSON.stringify(body))
  }
  assert.equal((await act('lina', id, 'close', { reason: 'bored' })).code, 'bad_request')
})

test('a chat returned to the bot starts afresh and old messages stay answered', async () => {
  const id = await taken('lina')
  assert.equal((await act('lina', id, 'return-to-bot')).status, 200)
  const stored = await conversations.load(id)
  assert.deepEqual(
    [stored.status, stored.assigneeId, stored.handOver, stored.answeredSeq],
    ['bot', null, null, stored.customerSeq],
  )
  assert.deepEqual(stored.dialogue, { fresh: 'zh' })
  assert.equal((await act('lina', id, 'close', { reason: 'solved' })).code, 'not_found')
})

test('a disabled agent and an expired session are turned away in the middle of a chat', async () => {
  const id = await taken('amy')
  const close = () => act('amy', id, 'close', { reason: 'solved' })
  await database.db.updateTable('users').set({ disabled: true }).where('id', '=', 'amy').execute()
  assert.equal((await close()).code, 'unauthorized')
  await database.db.updateTable('users').set({ disabled: false }).where('id', '=', 'amy').execute()
  const expires = (minutes: number) =>
    database.db
      .updateTable('sessions')
      .set({ expires_at: new Date(Date.now() + minutes * 60_000) })
      .where('user_id', '=', 'amy')
      .execute()
  await expires(-1)
  assert.equal((await close()).code, 'unauthorized')
  await expires(60)
  assert.equal((await close()).status, 200)
})

test('presence is told once per change, repeated as a heartbeat, and shown with the load', async () => {
  const put = (body: object, who = 'amy') => server.call<Presence>('PUT', '/api/desk/presence', body, people[who])
  const events = async () =>
    (
      await database.db
        .selectFrom('events')
        .select('id')
        .where('kind', '=', 'presence.changed')
        .where('actor', '=', 'user:amy')
        .execute()
    ).length
  await put({ status: 'online' })
  const before = await events()
  assert.equal((await put({ status: 'away', reason: '午饭' })).body.reason, '午饭')
  const { changedAt } = (await put({ status: 'away', reason: '午饭' })).body
  assert.equal(await events(), before + 1)
  const own = await server.call<Presence>('GET', '/api/desk/presence', undefined, people.amy)
  assert.deepEqual(own.body, { status: 'away', reason: '午饭', changedAt })
  await taken('lina')
  const team = await server.call<{ items: Colleague[] }>('GET', '/api/desk/team-presence', undefined, people.qiu)
  const of = (id: string) => team.body.items.find((one) => one.id === id)
  assert.equal(of('amy')!.presence.status, 'away')
  assert.ok(of('lina')!.serving >= 1)
  assert.equal(of('qiu'), undefined, 'an operator serves nobody')
  assert.equal((await put({ status: 'asleep' })).code, 'bad_request')
  assert.equal((await put({ status: 'online' }, 'qiu')).code, 'forbidden')
})

test('chats of an agent who fell silent wait for somebody else after a minute, and not before', async () => {
  const id = await taken('hao')
  const meant = await start('queued', { assigneeId: 'hao' })
  const inSeconds = (seconds: number) =>
    requeueOfLostAgents({ database, conversations }, new Date(Date.now() + seconds * 1000))
  const others = ['lina', 'amy', 'fang', 'admin']
  const stay = (seconds: number) => heartbeat(database.db, others, new Date(Date.now() + seconds * 1000))
  await stay(50)
  await inSeconds(50)
  assert.equal((await conversations.load(id)).assigneeId, 'hao')
  await heartbeat(database.db, ['hao'], new Date(Date.now() + 50_000))
  await stay(100)
  await inSeconds(100)
  assert.equal((await conversations.load(id)).assigneeId, 'hao', 'a heartbeat keeps his chats')
  await stay(120)
  await inSeconds(120)
  const lost = await conversations.load(id)
  assert.deepEqual([lost.status, lost.assigneeId, lost.handOver!.reason], ['queued', null, 'agent-left'])
  assert.equal((await conversations.load(meant)).assigneeId, null, 'what waited for him waits for anybody')
  const { body } = await server.call<Presence>('GET', '/api/desk/presence', undefined, people.hao)
  assert.deepEqual([body.status, body.reason], ['offline', 'connection-lost'])
  const notices = await noticesOf(id)
  assert.equal(await requeueOfLostAgents({ database, conversations: otherNode }, new Date(Date.now() + 120_000)), 0)
  assert.deepEqual(await noticesOf(id), notices, 'another node does nothing twice')
})

test('an agent who signs off keeps his chats for a minute', async () => {
  await heartbeat(database.db, ['admin', 'fang', 'lina', 'hao', 'amy'], new Date(Date.now() + 3600_000))
  const id = await taken('lina')
  await server.call('PUT', '/api/desk/presence', { status: 'offline' }, people.lina)
  await requeueOfLostAgents({ database, conversations }, new Date(Date.now() + 30_000))
  assert.equal((await conversations.load(id)).assigneeId, 'lina')
  await requeueOfLostAgents({ database, conversations }, new Date(Date.now() + 90_000))
  assert.equal((await conversations.load(id)).status, 'queued')
})
