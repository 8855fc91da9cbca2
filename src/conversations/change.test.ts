import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Conversations, DuplicateMessage, openConversations } from '#conversations/change.ts'
import type { Change, StoredConversation } from '#conversations/stored.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { ledger } from '#platform/ledger/read.ts'
import { freshConversation } from '#reception/open.ts'

let database: Database
let nodeA: Conversations
let nodeB: Conversations
before(async () => {
  database = await openTestDatabase()
  nodeA = openConversations(database)
  nodeB = openConversations(database)
})
after(() => database.close())

const says = (text: string, clientId?: string): Change => ({
  messages: [{ author: { kind: 'customer', id: 'c', name: '' }, parts: [{ kind: 'text', text }], clientId }],
  actor: 'customer:c',
})

async function openOne(): Promise<StoredConversation> {
  const customerId = newId()
  await database.db.insertInto('customers').values({ id: customerId, display_name: '测试' }).execute()
  const caller = {
    id: customerId,
    name: '测试',
    tier: 'regular',
    verified: false,
    elderly: false,
    language: 'zh' as const,
  }
  const opened = await nodeA.open(freshConversation(newId(), { channel: 'web', language: 'zh' }, caller), () =>
    says('第一句'),
  )
  return opened!.conversation
}

test('many changes of many conversations are committed with gap-free sequence numbers', async () => {
  const conversations = await Promise.all(Array.from({ length: 20 }, openOne))
  await Promise.all(
    conversations.flatMap((c) => Array.from({ length: 10 }, (_, n) => nodeA.change(c.id, () => says(`${n}`)))),
  )
  for (const { id } of conversations) {
    const messages = await nodeA.messages(id, { limit: 100, internal: true })
    assert.deepEqual(
      messages.map((message) => message.seq),
      Array.from({ length: 11 }, (_, n) => n + 1),
    )
    assert.deepEqual(
      messages.slice(1).map((message) => message.parts[0]),
      Array.from({ length: 10 }, (_, n) => ({ kind: 'text', text: `${n}` })),
      'in the order of the calls',
    )
  }
})

test('two nodes changing one conversation lose nothing and repeat nothing', async () => {
  const { id } = await openOne()
  await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 ? nodeA : nodeB).change(id, () => says(`n${n}`))))
  const messages = await nodeA.messages(id, { limit: 100, internal: true })
  assert.deepEqual(
    messages.map((message) => message.seq),
    Array.from({ length: 41 }, (_, n) => n + 1),
  )
  assert.equal(new Set(messages.map((message) => JSON.stringify(message.parts))).size, 41)
  const events = await ledger.of(database.db, { conversationId: id, kinds: ['message.added'], limit: 200 })
  assert.equal(events.length, 41, 'one fact per message, in the same commit')
})

test('the same client message id is stored once, also on another node', async () => {
  const { id } = await openOne()
  const clientId = newId()
  const results = await Promise.allSettled(
    [nodeA, nodeB, nodeA].map((node) => node.change(id, () => says('只一次', clientId))),
  )
  assert.equal(results.filter((result) => result.status === 'fulfilled').length, 1)
  for (const result of results) {
    if (result.status === 'fulfilled') continue
    assert.ok(result.reason instanceof DuplicateMessage)
    assert.equal(result.reason.message_.clientId, clientId)
  }
  assert.equal((await nodeA.messages(id, { limit: 100, internal: true })).length, 2)
})

test('what a customer said in a conversation that has ended is not said again in the next one', async () => {
  const ended = await openOne()
  const [first, second] = [newId(), newId()]
  await nodeA.change(ended.id, () => says('一', first))
  await nodeA.change(ended.id, () => says('二', second))
  const closing: Change = { patch: { status: 'closed' }, what: 'closed', actor: 'system' }
  await nodeA.change(ended.id, () => closing)
  const fresh = { ...ended, id: newId(), version: 0, lastSeq: 0 }
  const known = (clientId: string) => (error: unknown) =>
    error instanceof DuplicateMessage &&
    error.message_.conversationId === ended.id &&
    error.message_.clientId === clientId
  await assert.rejects(
    nodeB.open(fresh, () => says('一', first)),
    known(first),
  )
  assert.ok(await nodeB.open(fresh, () => says('三', newId())))
  await assert.rejects(
    nodeB.change(fresh.id, () => says('二', second)),
    known(second),
  )
  assert.equal((await nodeA.messages(fresh.id, { limit: 100, internal: true })).length, 1)
})

test('a refusal on remembered state is reconsidered on the newest state', async () => {
  const { id } = await openOne()
  await nodeA.load(id)
  await nodeB.change(id, () => ({ patch: { status: 'queued' }, what: 'queued', actor: 'bot' }))
  const accept = (c: StoredConversation): Change => {
    if (c.status !== 'queued') throw new AppError('conflict')
    return { patch: { status: 'human', assigneeId: 'u1' }, what: 'accepted', actor: 'user:u1' }
  }
  const { conversation } = await nodeA.change(id, accept)
  assert.equal(conversation.assigneeId, 'u1')
  await assert.rejects(nodeB.change(id, accept), { code: 'conflict' })
})

test('a customer has one open conversation per channel, whoever opens it', async () => {
  const first = await openOne()
  const caller = {
    id: first.customerId,
    name: '',
    tier: 'regular',
    verified: false,
    elderly: false,
    language: 'zh' as const,
  }
  const fresh = freshConversation(newId(), { channel: 'web', language: 'zh' }, caller)
  assert.equal(await nodeB.open(fresh, () => says('再开一个')), null)
  assert.equal((await nodeB.findOpen(first.customerId, 'web'))?.id, first.id)
})

test('a change that the database refuses fails alone', async () => {
  const [good, bad] = await Promise.all([openOne(), openOne()])
  const results = await Promise.allSettled([
    nodeA.change(good.id, () => says('好')),
    nodeA.change(bad.id, () => ({ ...says('坏'), patch: { status: 'nonsense' as never } })),
  ])
  assert.deepEqual(
    results.map((result) => result.status),
    ['fulfilled', 'rejected'],
  )
  assert.equal((await nodeB.load(bad.id)).lastSeq, 1, 'nothing of the bad change is stored')
})

test('an unknown conversation is not found', async () => {
  await assert.rejects(
    nodeA.change('nobody', () => says('?')),
    { code: 'not_found' },
  )
})
