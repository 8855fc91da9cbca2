import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { LIMITS } from '#platform/http/rate-limit.ts'
import { call } from '../harness/call.ts'
import { openChat } from '../harness/chat-client.ts'
import type { CommandRefused } from '../harness/socket.ts'
import { startTestServer, type TestServer } from '../harness/start-server.ts'
import { KIND, newStorage, type Storage } from '../harness/storage.ts'

let storage: Storage
let server: TestServer
before(async () => {
  storage = await newStorage(KIND)
  server = await startTestServer(storage, { RATE_LIMITS: 'on' })
})
after(async () => {
  await server?.stop()
  await storage?.remove()
})

test('guessing passwords is slowed down, and the answer says for how long', async () => {
  const guess = () => call(server.url, '/api/session', { body: { login: 'nobody', password: 'guess-1234567' } })
  const answers = []
  for (let n = 0; n <= LIMITS.strict; n++) answers.push(await guess())
  const last = answers.at(-1)!
  assert.equal(last.status, 429)
  assert.ok(answers.slice(0, 4).every(({ status }) => status === 401))
  const seconds = Number(last.headers.get('retry-after'))
  assert.ok(seconds >= 1 && seconds <= 60, `Retry-After: ${seconds}`)
  const { error } = last.json as { error: { code: string; message: string } }
  assert.equal(error.code, 'rate_limited')
  assert.match(error.message, new RegExp(String(seconds)))
})

test('a flood of messages over HTTP is refused for its sender only, and nothing of it is stored', async () => {
  const [noisy, quiet] = await Promise.all([openChat(server.url), openChat(server.url)])
  const { conversationId } = await noisy.say('你好')
  const statuses: number[] = []
  for (let n = 0; n < LIMITS.messages + 20; n++) {
    const body = { clientId: `flood-${n}-0000`, parts: [{ kind: 'text', text: '谢谢' }] }
    statuses.push((await call(server.url, '/api/widget/messages', { body, headers: noisy.auth })).status)
  }
  const refused = statuses.filter((status) => status === 429).length
  assert.ok(refused >= 20, `${refused} refused`)
  const said = (await noisy.history(conversationId)).filter(({ author }) => author.kind === 'customer')
  assert.equal(said.length, 1 + statuses.filter((status) => status === 200).length)
  await quiet.say('你好')
})

test('a flood over the socket is refused with the seconds to wait, and the socket lives on', async () => {
  const chat = await openChat(server.url)
  const socket = await chat.join()
  const refusals: CommandRefused[] = []
  for (let n = 0; n < LIMITS.messages + 10; n++) {
    const message = { clientId: `socket-flood-${n}`, parts: [{ kind: 'text', text: '谢谢' }] }
    await socket.command('message.send', message).catch((error: CommandRefused) => refusals.push(error))
  }
  assert.equal(refusals.length, 10)
  assert.ok(refusals.every(({ code, frame }) => code === 'rate_limited' && (frame.retryAfter ?? 0) >= 1))
  await socket.settle()
  assert.equal(socket.closed(), null)
})

test('a bad frame costs as much as a good one: a flood of nonsense is stopped', async () => {
  const socket = await (await openChat(server.url)).join()
  for (let n = 0; n < LIMITS.normal * 3; n++) socket.sendRaw('nonsense')
  const code = await socket.whenClosed(5000).catch(() => null)
  assert.equal(code, 4429, 'the line is closed with "slow down"')
})
