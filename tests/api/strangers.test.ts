import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Conversation, Message } from '#conversations/contract.ts'
import { call } from '../harness/call.ts'
import { type ChatClient, openChat } from '../harness/chat-client.ts'
import { identityToken } from '../harness/identity.ts'
import { startTestServer, type TestServer } from '../harness/start-server.ts'
import { KIND, newStorage, type Storage } from '../harness/storage.ts'
import { addColleague, setUpAdministrator, type TeamClient } from '../harness/team-client.ts'

let storage: Storage
let server: TestServer
let chief: TeamClient
let lina: TeamClient
let hao: TeamClient
let owner: ChatClient
let stranger: ChatClient

before(async () => {
  storage = await newStorage(KIND)
  server = await startTestServer(storage)
  chief = await setUpAdministrator(server.url)
  lina = await addColleague(server.url, chief, 'lina', 'agent')
  hao = await addColleague(server.url, chief, 'hao', 'agent')
  ;[owner, stranger] = await Promise.all([openChat(server.url), openChat(server.url)])
})
after(async () => {
  await server?.stop()
  await storage?.remove()
})

async function status(who: { auth?: object; headers?: object }, path: string, method = 'GET', body?: unknown) {
  const headers = { ...who.auth, ...who.headers } as Record<string, string>
  const { status: code } = await call(server.url, path, { method, headers, ...(body === undefined ? {} : { body }) })
  return code
}

const upload = async (chat: ChatClient) => {
  const form = new FormData()
  form.set('file', new Blob(['只给自己看的']), '便条.txt')
  return chat.http<{ fileId: string; name: string }>('/api/widget/files', { raw: form })
}

test("another customer's conversation does not exist for a stranger", async () => {
  const { conversationId } = await owner.say('你好')
  const rating = { score: 1, comment: '' }
  const message = { conversationId, clientId: 'stranger-1', parts: [{ kind: 'text', text: '我是谁' }] }
  assert.equal(await status(stranger, `/api/widget/conversations/${conversationId}/messages`), 404)
  assert.equal(await status(stranger, `/api/widget/conversations/${conversationId}/rating`, 'POST', rating), 404)
  assert.equal(await status(stranger, '/api/widget/messages', 'POST', message), 404)
  assert.equal(await status(stranger, '/api/widget/hand-over', 'POST', { conversationId }), 404)
  const history = await owner.history(conversationId)
  assert.equal(history.filter(({ author }) => author.kind === 'customer').length, 1)
  const { items } = await stranger.http<{ items: Conversation[] }>('/api/widget/conversations')
  assert.deepEqual(items, [])
})

test("another customer's file can be neither read nor sent", async () => {
  const { fileId, name } = await upload(owner)
  assert.equal(name, '便条.txt')
  assert.equal(await status(owner, `/api/files/${fileId}`), 200)
  assert.equal(await status(stranger, `/api/files/${fileId}`), 404)
  assert.equal(await status({}, `/api/files/${fileId}`), 401)
  const parts = [{ kind: 'file', fileId, name: 'x', mime: 'text/plain', size: 1 }]
  assert.equal(await status(stranger, '/api/widget/messages', 'POST', { clientId: 'steal-file-1', parts }), 404)
  assert.equal(await status(owner, '/api/widget/messages', 'POST', { clientId: 'send-file-1', parts }), 200)
})

test("a colleague's chat, and what the bot is talking about, are not an agent's business", async () => {
  const { conversationId } = await stranger.say('你好')
  assert.equal(await status(lina, `/api/conversations/${conversationId}`), 404, 'still with the bot')
  await stranger.say('转人工')
  assert.equal(await status(lina, `/api/conversations/${conversationId}/accept`, 'POST', {}), 200)
  for (const [path, method, body] of [
    [`/api/conversations/${conversationId}`],
    [`/api/conversations/${conversationId}/messages`],
    [`/api/conversations/${conversationId}/events`],
    [`/api/conversations/${conversationId}/close`, 'POST', { reason: 'solved' }],
    [
      `/api/conversations/${conversationId}/messages`,
      'POST',
      { clientId: 'intruder-1', parts: [{ kind: 'text', text: '?' }] },
    ],
  ] as const) {
    assert.ok([404, 409].includes(await status(hao, path, method, body)), `${method ?? 'GET'} ${path}`)
    assert.equal(await status(chief, path, 'GET'), path.endsWith('close') ? 404 : 200)
  }
  const { items } = await chief.http<{ items: Message[] }>(`/api/conversations/${conversationId}/messages`)
  assert.ok(items.every(({ author }) => author.id !== hao.user.id))
})

test('HTML, script and control tricks are stored and given back as the plain text they are', async () => {
  const nasty = '<script>alert(1)</script> <b onclick="x()">&amp;</b> {{7*7}} \'; drop table messages; --'
  const { conversationId, seq } = await owner.say(nasty)
  const stored = (await owner.history(conversationId)).find((said) => said.seq === seq)
  assert.deepEqual(stored?.parts, [{ kind: 'text', text: nasty }])
  const hidden = await owner.say('safe\u202egnp.exe\u2066x')
  const tidy = (await owner.history(conversationId)).find((said) => said.seq === hidden.seq)
  assert.deepEqual(tidy?.parts, [{ kind: 'text', text: 'safegnp.exex' }], 'direction tricks are taken out')
})

test('an identity token that is forged, expired, too long-lived or unsigned makes nobody a customer', async () => {
  const cases = {
    forged: await identityToken('c-lin', { secret: 'some other secret of the same length......' }),
    expired: await identityToken('c-lin', { issued: -7200, expires: -3600 }),
    tooLong: await identityToken('c-lin', { expires: 14 * 3600 }),
    old: await identityToken('c-lin', { issued: -13 * 3600, expires: 600 }),
    badSubject: await identityToken('../../etc/passwd'),
    nonsense: 'x.y.z',
  }
  for (const [title, token] of Object.entries(cases)) {
    const answer = await call(server.url, '/api/widget/session', { body: { identityToken: token } })
    assert.equal(answer.status, 401, title)
    const { code } = (answer.json as { error: { code: string } }).error
    assert.ok(['token_invalid', 'token_expired'].includes(code), title)
  }
})

test('a session token of a customer opens no door of the team, and no identity token serves as a session', async () => {
  assert.equal(await status(owner, '/api/conversations'), 403)
  assert.equal(
    await status({ headers: { authorization: `Bearer ${await identityToken('c-lin')}` } }, '/api/widget/conversations'),
    401,
  )
})
