import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type Answer, call } from '../harness/call.ts'
import { openChat } from '../harness/chat-client.ts'
import { startTestServer, type TestServer } from '../harness/start-server.ts'
import { KIND, newStorage, type Storage } from '../harness/storage.ts'
import { setUpAdministrator, type TeamClient } from '../harness/team-client.ts'

let storage: Storage
let server: TestServer
let chief: TeamClient
let customerId: string
before(async () => {
  storage = await newStorage(KIND)
  server = await startTestServer(storage)
  chief = await setUpAdministrator(server.url)
  const chat = await openChat(server.url)
  await chat.say('你好')
  customerId = chat.id
})
after(async () => {
  await server?.stop()
  await storage?.remove()
})

const ticket = (title: string) => ({ type: 'complaint', title, customerId, priority: 'normal' })
const open = (title: string, key: string, who: Record<string, string> = chief.headers): Promise<Answer> =>
  call(server.url, '/api/tickets', { body: ticket(title), headers: { ...who, 'idempotency-key': key } })
const tickets = async (title: string) =>
  (await chief.http<{ items: { title: string }[] }>(`/api/tickets?limit=100&q=${encodeURIComponent(title)}`)).items
const codeOf = (answer: Answer) => (answer.json as { error?: { code: string } }).error?.code

test('a repeat with the same key gets the first answer and does nothing again', async () => {
  const key = randomUUID()
  const first = await open('只开一次', key)
  assert.equal(first.status, 200, first.text)
  const second = await open('只开一次', key)
  assert.deepEqual(second.json, first.json)
  assert.equal((await tickets('只开一次')).length, 1)
})

test('the same key with another request is refused', async () => {
  const key = randomUUID()
  await open('第一个请求', key)
  const other = await open('另一个请求', key)
  assert.deepEqual([other.status, codeOf(other)], [422, 'idempotency_mismatch'])
  assert.equal((await tickets('另一个请求')).length, 0)
})

test('many at once with one key make one', async () => {
  const key = randomUUID()
  const answers = await Promise.all(Array.from({ length: 12 }, () => open('同时十二次', key)))
  assert.equal((await tickets('同时十二次')).length, 1)
  for (const answer of answers) {
    if (answer.status === 200) continue
    assert.deepEqual([answer.status, codeOf(answer)], [409, 'request_in_progress'])
  }
})

test('a refused request frees its key, so that the corrected one can use it', async () => {
  const key = randomUUID()
  const wrong = { ...ticket('改正之后'), customerId: 'nobody-at-all' }
  const refused = await call(server.url, '/api/tickets', {
    body: wrong,
    headers: { ...chief.headers, 'idempotency-key': key },
  })
  assert.equal(refused.status, 404)
  assert.equal((await open('改正之后', key)).status, 200)
})

test('keys belong to their sender', async () => {
  const { key: apiKey } = await chief.http<{ key: string }>('/api/api-keys', {
    body: { name: 'sync', permissions: ['tickets.read', 'tickets.write'] },
  })
  const key = randomUUID()
  await open('两个发送者', key)
  assert.equal((await open('两个发送者', key, { authorization: `Bearer ${apiKey}` })).status, 200)
  assert.equal((await tickets('两个发送者')).length, 2)
})

test('a key that is none is refused', async () => {
  for (const key of ['', ' ', 'x'.repeat(129), 'a b']) {
    const answer = await open('坏的键', key)
    assert.equal(answer.status, 400, JSON.stringify(key))
  }
  assert.equal((await tickets('坏的键')).length, 0)
})

test('answers that hold a secret are never kept for a repeat', async () => {
  const headers = { 'idempotency-key': randomUUID() }
  const make = () =>
    chief.http<{ key: string }>('/api/api-keys', { body: { name: 'once', permissions: ['flows.read'] }, headers })
  assert.notEqual((await make()).key, (await make()).key)
})

test('a reply repeated under its client id is one message', async () => {
  const chat = await openChat(server.url)
  const { conversationId } = await chat.say('转人工')
  await chief.http(`/api/conversations/${conversationId}/accept`, { body: {} })
  const body = { clientId: randomUUID(), parts: [{ kind: 'text', text: '您好' }] }
  const say = () => chief.http<{ message: { seq: number } }>(`/api/conversations/${conversationId}/messages`, { body })
  const answers = await Promise.all([say(), say(), say()])
  assert.equal(new Set(answers.map(({ message }) => message.seq)).size, 1)
})
