import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { SignJWT } from 'jose'
import { CLOSE, serverFrame } from '#platform/realtime/contract.ts'
import { type ChatClient, openChat } from '../harness/chat-client.ts'
import { type CommandRefused, joinSocket, openSocket, type Refusal, type Socket } from '../harness/socket.ts'
import { startTestServer, type TestServer } from '../harness/start-server.ts'
import { KIND, newStorage, type Storage } from '../harness/storage.ts'
import { addColleague, setUpAdministrator, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'

let storage: Storage
let server: TestServer
let chief: TeamClient
let chat: ChatClient

before(async () => {
  storage = await newStorage(KIND)
  server = await startTestServer(storage)
  chief = await setUpAdministrator(server.url)
  chat = await openChat(server.url)
  await chat.say('你好')
})
after(async () => {
  // Whatever the sockets did, the server serves on and has nothing to complain about.
  const { replies } = await chat.say('谢谢', { wait: true })
  assert.equal(replies?.[0]?.author.kind, 'bot')
  assert.doesNotMatch(server.log(), /"level":[56]0.*(socket|unhandled|internal)/)
  await server.stop()
  await storage.remove()
})

const errorsOf = (socket: Socket) => socket.frames.filter((frame): frame is Refusal => frame.type === 'error')

test('every frame the server sends fits the contract', async () => {
  const socket = await chat.join(chat.session.position)
  await socket.command('message.send', { clientId: 'contract-frame-1', parts: [{ kind: 'text', text: '你好' }] })
  await socket.command('nothing', {}).catch(() => undefined)
  await socket.settle()
  await waitFor(() => socket.events.length >= 5, 'events of two turns')
  for (const frame of socket.frames) serverFrame.parse(frame)
  assert.deepEqual(
    new Set(socket.frames.map((frame) => frame.type)),
    new Set(['event', 'welcome', 'done', 'error', 'pong']),
  )
})

test('a customer sees nothing of the inner life of the team', async () => {
  const socket = await chat.join('0.0')
  const kinds = new Set(socket.events.map((event) => event.kind))
  assert.ok(kinds.has('message.added'))
  assert.ok(!kinds.has('turn.decided'))
  assert.ok(socket.events.every((event) => event.customerId === chat.id))
})

test('a socket that says hello and then only listens stays open', { timeout: 20_000 }, async () => {
  const socket = await chat.join()
  const silent = await openSocket(server.url)
  // The one without a hello is closed after ten seconds; by then the other must have been spared.
  assert.equal(await silent.whenClosed(15_000), CLOSE.noHello)
  assert.equal(socket.closed(), null)
  await socket.settle()
})

test('anything before hello closes the connection', async () => {
  for (const frame of [
    { type: 'watch', topic: 'conversation:x' },
    { type: 'command', id: '1', name: 'typing', payload: {} },
  ] as const) {
    const socket = await openSocket(server.url)
    socket.send(frame)
    assert.equal(await socket.whenClosed(), CLOSE.protocol)
  }
})

test('who cannot be known is told to sign in', async (t) => {
  const day = 86_400
  const now = Math.floor(Date.now() / 1000)
  const forged = (exp: number) =>
    new SignJWT({ verified: true })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(chat.id)
      .setAudience('yinghe-widget')
      .setIssuedAt(now - day)
      .setExpirationTime(exp)
      .sign(new TextEncoder().encode('a secret that is not the one of the server'))
  const unsigned = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ sub: chat.id, aud: 'yinghe-widget', iat: now, exp: now + day }))}.`
  const cases: Record<string, [hello: { token?: string }, headers: Record<string, string>, code: string]> = {
    'no token and no cookie': [{}, {}, 'unauthorized'],
    'a token of nobody': [{ token: 'nonsense' }, {}, 'token_invalid'],
    'a forged token': [{ token: await forged(now + day) }, {}, 'token_invalid'],
    'an unsigned token': [{ token: unsigned.replaceAll('=', '') }, {}, 'token_invalid'],
    'an unknown key': [{ token: 'yh_unknown' }, {}, 'token_invalid'],
    'an ended session': [{}, { cookie: 'yinghe_session=gone' }, 'unauthorized'],
    'a cookie sent from a foreign page': [{}, { ...chief.headers, origin: 'https://evil.example' }, 'origin_refused'],
  }
  for (const [title, [hello, headers, code]] of Object.entries(cases)) {
    await t.test(title, async () => {
      const socket = await openSocket(server.url, headers)
      socket.send({ type: 'hello', ...hello })
      assert.equal(await socket.whenClosed(), CLOSE.signIn)
      const [error] = errorsOf(socket)
      assert.equal(error?.error.code, code)
      assert.ok(error?.error.message)
    })
  }
})

test('binary frames and oversized frames close the connection', async () => {
  const binary = await chat.join()
  binary.sendRaw(Buffer.from([1, 2, 3]))
  assert.equal(await binary.whenClosed(), CLOSE.protocol)
  const large = await chat.join()
  large.sendRaw(JSON.stringify({ type: 'command', id: '1', name: 'message.send', payload: 'x'.repeat(70_000) }))
  assert.ok([1009, 1006].includes(await large.whenClosed()))
})

test('a frame that breaks the protocol is answered with an error, and the connection lives on', async () => {
  const socket = await chat.join()
  const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
  const broken = ['', 'hello', '{', '[]', 'null', '{"type":"dance"}', '{"type":"watch","topic":"team"}', deep]
  broken.push('{"type":"command","id":"","name":"typing","payload":{}}', '{"type":"watch","topic":"conversation:../x"}')
  for (const text of broken) socket.sendRaw(text)
  await socket.settle()
  assert.deepEqual(
    errorsOf(socket).map((error) => error.error.code),
    broken.map(() => 'bad_request'),
  )
  assert.equal(socket.closed(), null)
})

test('a command that is unknown, not his or malformed is refused under its id', async () => {
  const socket = await chat.join()
  const refused = async (name: string, payload: unknown) =>
    socket.command(name, payload).then(
      () => 'accepted',
      (error: CommandRefused) => error.code,
    )
  const other = await openChat(server.url)
  const { conversationId } = await other.say('你好')
  const message = (extra: object) => ({
    clientId: 'refused-message',
    parts: [{ kind: 'text', text: '你好' }],
    ...extra,
  })
  assert.equal(await refused('dance', {}), 'not_found')
  assert.equal(await refused('constructor', {}), 'not_found')
  assert.equal(await refused('message.reply', message({ conversationId })), 'not_found', 'a verb of the team')
  assert.equal(await refused('message.send', message({ conversationId })), 'not_found', 'a conversation of another')
  assert.equal(await refused('read.mark', { conversationId, seq: 1, what: 'read' }), 'not_found')
  assert.equal(await refused('typing', { conversationId, typing: true }), 'not_found')
  assert.equal(await refused('typing', { conversationId: 'nobody', typing: true }), 'not_found')
  assert.equal(await refused('message.send', message({ clientId: 'short' })), 'bad_request')
  assert.equal(await refused('message.send', message({ parts: [] })), 'bad_request')
  assert.equal(await refused('message.send', message({ parts: [{ kind: 'text', text: 'a\0b' }] })), 'bad_request')
  assert.equal(await refused('message.send', message({ parts: [{ kind: 'text', text: '\ud800' }] })), 'bad_request')
  assert.equal(await refused('message.send', message({ parts: [{ kind: 'notice', code: 'closed' }] })), 'bad_request')
  assert.equal(
    await refused('message.send', message({ parts: [{ kind: 'text', text: 'x'.repeat(4001) }] })),
    'bad_request',
  )
  assert.equal(await refused('read.mark', { conversationId, seq: -1, what: 'read' }), 'bad_request')
  const own = (await chat.say('你好')).conversationId
  assert.equal(await refused('read.mark', { conversationId: own, seq: 2 ** 40, what: 'read' }), 'bad_request')
  assert.equal(await refused('message.send', null), 'bad_request')
  const untouched = await other.history(conversationId)
  assert.equal(untouched.filter((said) => said.author.kind === 'customer').length, 1)
})

test('who is cut off no longer types or looks, unless another window of his still does', async () => {
  const theirs = await openChat(server.url)
  const { conversationId } = await theirs.say('转人工')
  const agent = await addColleague(server.url, chief, 'lina', 'agent')
  const [customer, watcher, first, second] = await Promise.all([
    theirs.join(),
    chief.join(),
    agent.join(),
    agent.join(),
  ])
  watcher.send({ type: 'watch', topic: `conversation:${conversationId}` })
  await watcher.settle()
  await agent.http(`/api/conversations/${conversationId}/accept`, { body: {} })
  const states = () =>
    watcher.signals
      .filter(({ name, payload }) => name === 'viewing' && payload.userId === agent.user.id)
      .map(({ payload }) => payload.state)
  const typing = ({ signals }: Socket, who: string) =>
    signals.filter(({ name, payload }) => name === 'typing' && payload.who === who).map(({ payload }) => payload.typing)

  await first.command('desk.viewing', { conversationId, state: 'typing' })
  await first.command('typing', { conversationId, typing: true })
  await second.command('desk.viewing', { conversationId, state: 'open' })
  await waitFor(() => typing(customer, 'agent').length === 1, 'the customer sees the agent type')
  first.cut()
  await waitFor(() => typing(customer, 'agent').at(-1) === false, 'the agent no longer types for the customer')
  await waitFor(() => typing(watcher, 'agent').at(-1) === false, 'nor for colleagues')
  assert.deepEqual(states(), ['typing', 'open'], 'the other window still looks')
  second.cut()
  await waitFor(() => states().at(-1) === 'left', 'nobody looks any more')

  await customer.command('typing', { conversationId, typing: true })
  customer.cut()
  await waitFor(() => typing(watcher, 'customer').at(-1) === false, 'the customer no longer types')
})

test('what was taken back in time is not taken back again', async () => {
  const theirs = await openChat(server.url)
  const { conversationId } = await theirs.say('还在吗')
  const [customer, watcher] = await Promise.all([theirs.join(), chief.join()])
  watcher.send({ type: 'watch', topic: `conversation:${conversationId}` })
  await watcher.settle()
  await customer.command('typing', { conversationId, typing: true })
  await customer.command('typing', { conversationId, typing: false })
  customer.cut()
  const marker = await theirs.join()
  await marker.command('typing', { conversationId, typing: true })
  const said = () => watcher.signals.filter(({ name }) => name === 'typing').map(({ payload }) => payload.typing)
  await waitFor(() => said().at(-1) === true && said().length >= 3, 'the later window types')
  assert.deepEqual(said(), [true, false, true])
})

test('nobody watches what is not his', async () => {
  const { conversationId } = await chat.say('你好')
  const stranger = await (await openChat(server.url)).join()
  stranger.send({ type: 'watch', topic: `conversation:${conversationId}` })
  stranger.send({ type: 'watch', topic: 'conversation:nobody' })
  await stranger.settle()
  assert.deepEqual(
    errorsOf(stranger).map((error) => error.error.code),
    ['forbidden', 'forbidden'],
  )
  await chat.say('谢谢')
  const desk = await chief.join()
  desk.send({ type: 'watch', topic: `conversation:${conversationId}` })
  await desk.settle()
  await chat.say('再见')
  await waitFor(() => desk.events.some((event) => event.kind === 'message.added'), 'who may watch sees messages')
  await stranger.settle()
  assert.deepEqual(stranger.events, [])
})

test('a position from nowhere does no harm', async () => {
  for (const after of ['0.0', '99999999999999999999.0', '1.9223372036854775807']) {
    const socket = await joinSocket(server.url, { token: chat.session.token, after })
    await socket.settle()
    assert.equal(socket.closed(), null, after)
    await socket.close()
  }
})

test('a customer who signs out of one socket does not disturb his other ones', async () => {
  const [first, second] = await Promise.all([chat.join(), chat.join()])
  first.cut()
  await first.whenClosed()
  const { seq } = await chat.say('早上好')
  await waitFor(
    () => second.events.some((event) => (event.payload.message as { seq: number }).seq === seq),
    'it arrives',
  )
})
