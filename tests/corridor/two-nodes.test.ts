import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Sent } from '../harness/chat-client.ts'
import { openChat, partsOf } from '../harness/chat-client.ts'
import { checkNothingLost } from '../harness/conversation-facts.ts'
import type { Acknowledged } from '../harness/crowd.ts'
import { identityToken } from '../harness/identity.ts'
import { startTestShop, type TestShop } from '../harness/shop.ts'
import { joinSocket, type Socket } from '../harness/socket.ts'
import { startTestServer, type TestServer } from '../harness/start-server.ts'
import { NO_POSTGRES, newStorage, type Storage } from '../harness/storage.ts'
import { addColleague, onNode, setUpAdministrator, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'

/** An event is at the sockets of the other node at once; on a busy machine it may take so long, in milliseconds. */
const FAN_OUT_MS = 10_000

/** Customers who want a person at the same moment, and chats an agent holds. */
const ASKING = 30
const HANDS = 5

describe('two nodes on one PostgreSQL', { skip: NO_POSTGRES }, () => {
  let shop: TestShop
  let storage: Storage
  let nodeA: TestServer
  let nodeB: TestServer
  let agent: TeamClient
  let chief: TeamClient

  before(async () => {
    shop = await startTestShop()
    storage = await newStorage('postgres')
    const start = () => startTestServer(storage, shop.env, { fresh: true })
    // Both at once: only one of them migrates.
    ;[nodeA, nodeB] = await Promise.all([start(), start()])
    chief = await setUpAdministrator(nodeA.url)
    await addColleague(nodeA.url, chief, 'lina', 'supervisor')
    agent = await onNode(nodeB.url, 'lina')
  })
  after(async () => {
    await Promise.all([nodeA?.stop(), nodeB?.stop()])
    await storage?.remove()
    await shop?.close()
  })

  test('a conversation written through both at once is processed once per message and in order', async () => {
    const acknowledged: Acknowledged[] = []
    const writeThroughBoth = async (identity?: string) => {
      const first = await openChat(nodeA.url, identity ? { identityToken: identity } : {})
      const sockets = await Promise.all([first.join(), joinOn(nodeB.url, first.session.token)])
      const send = async (text: string, over: Socket) => {
        const clientId = randomUUID()
        const sent = await over.command<Sent>('message.send', { clientId, parts: partsOf(text) })
        acknowledged.push({ ...sent, clientId, attempts: 1, customerId: first.id })
      }
      const said = ['你好', '谢谢', identity ? '查一下订单' : '早上好']
      await Promise.all(Array.from({ length: 30 }, (_, n) => send(said[n % 3]!, sockets[n % 2]!)))
    }
    await Promise.all([writeThroughBoth(), writeThroughBoth(), writeThroughBoth(await identityToken('c-lin'))])

    const database = await storage.open()
    try {
      const left = `select 1 from conversations where pending is not null or (status = 'bot' and customer_seq > answered_seq)`
      await waitFor(async () => !(await database.run(left, [])).length, 'all is answered', 60_000)
      const { answered } = await checkNothingLost(database, acknowledged)
      assert.ok(answered >= 60, `${answered} of 90 answered by the bot`)
    } finally {
      await database.close()
    }
  })

  test('a message sent to one node is stored once when it is repeated at the other', async () => {
    const chat = await openChat(nodeA.url)
    const onB = await joinOn(nodeB.url, chat.session.token)
    const message = { clientId: randomUUID(), parts: partsOf('你好') }
    const both = await Promise.all([
      chat.say('你好', { clientId: message.clientId }),
      onB.command<Sent>('message.send', message),
    ])
    assert.equal(both[0].seq, both[1].seq)
    assert.deepEqual(both.map((sent) => sent.duplicate).sort(), [false, true])
    const history = await chat.history(both[0].conversationId)
    assert.equal(history.filter((said) => said.author.kind === 'customer').length, 1)
  })

  test('events reach the sockets of the other node', async () => {
    const chat = await openChat(nodeA.url)
    const onB = await joinOn(nodeB.url, chat.session.token)
    const desk = await agent.join()
    for (let n = 0; n < 5; n++) {
      const { conversationId, seq } = await chat.say(n === 4 ? '转人工' : '你好')
      const has = (socket: Socket, kind: string) =>
        socket.events.some((event) => event.kind === kind && event.conversationId === conversationId)
      const heard = () => onB.events.find((event) => (event.payload.message as { seq?: number })?.seq === seq)
      await waitFor(heard, 'the customer of node B sees it', FAN_OUT_MS)
      if (n === 4) await waitFor(() => has(desk, 'conversation.changed'), 'the desk of node B sees it', FAN_OUT_MS)
    }
  })

  test('typing and presence reach the other node', async () => {
    const chat = await openChat(nodeA.url)
    const { conversationId } = await chat.say('转人工')
    const desk = await agent.join()
    desk.send({ type: 'watch', topic: `conversation:${conversationId}` })
    await desk.settle()
    const customer = await chat.join()
    await waitFor(
      () => desk.signals.some(({ name, payload }) => name === 'presence' && payload.customerId === chat.id),
      'presence on node B',
      FAN_OUT_MS,
    )
    await customer.command('typing', { conversationId, typing: true })
    await waitFor(() => typing(desk, 'customer'), 'the agent on node B sees typing', FAN_OUT_MS)
    await agent.http(`/api/conversations/${conversationId}/accept`, { body: {} })
    await desk.command('typing', { conversationId, typing: true })
    await waitFor(() => typing(customer, 'agent'), 'the customer on node A sees typing', FAN_OUT_MS)
    const [signal] = customer.signals.filter(({ name }) => name === 'typing')
    assert.equal(signal?.payload.conversationId, conversationId)
    assert.ok(!('userId' in signal!.payload), 'the customer learns an account')
    await waitFor(() => typing(desk, 'agent'), 'colleagues see it too', FAN_OUT_MS)
    const told = desk.signals.find(({ name, payload }) => name === 'typing' && payload.who === 'agent')
    assert.equal(told?.payload.userId, agent.user.id)

    const onA = await chief.join()
    onA.send({ type: 'watch', topic: `conversation:${conversationId}` })
    await onA.settle()
    await desk.command('desk.viewing', { conversationId, state: 'typing' })
    desk.cut()
    const ended = ({ signals }: Socket) =>
      signals.some(({ name, payload }) => name === 'typing' && payload.who === 'agent' && payload.typing === false)
    await waitFor(() => ended(customer), 'cut off on node B, he no longer types for the customer on node A')
    await waitFor(
      () => onA.signals.some(({ name, payload }) => name === 'viewing' && payload.state === 'left'),
      'nor looks at it for the colleague on node A',
    )
  })

  test('customers who come through both nodes at once are given out by both: each to one agent, nobody beyond his hands', async () => {
    const { items } = await chief.http<{ items: { id: string }[] }>('/api/routing/queues')
    const general = items.find(({ id }) => id === 'general') as { id: string; updatedAt?: string }
    const { id: _, updatedAt: __, ...queue } = general
    await chief.http('/api/routing/queues/general', { method: 'PUT', body: { ...queue, mode: 'auto' } })
    const agents: TeamClient[] = []
    for (const [n, name] of ['one', 'two', 'three'].entries()) {
      await addColleague(nodeA.url, chief, name, 'agent')
      const mate = await onNode(n % 2 ? nodeB.url : nodeA.url, name)
      await mate.join()
      await mate.http('/api/desk/presence', { method: 'PUT', body: { status: 'online' } })
      agents.push(mate)
    }
    const ids = await Promise.all(
      Array.from({ length: ASKING }, async (_nobody, n) => {
        const chat = await openChat(n % 2 ? nodeB.url : nodeA.url)
        return (await chat.say('转人工', { wait: true })).conversationId
      }),
    )
    // Others waited here before; whoever is given out, no agent holds more than he can.
    type Head = { id: string; assigneeId: string | null }
    const served = async () =>
      (await chief.http<{ items: Head[] }>('/api/conversations?status=human&limit=100')).items.filter(
        ({ assigneeId }) => agents.some(({ user }) => user.id === assigneeId),
      )
    await waitFor(async () => (await served()).length >= HANDS * agents.length, 'all hands are full', 30_000)
    // Both nodes look again and again meanwhile; what was given stays with whom it was given to.
    await new Promise((resolve) => setTimeout(resolve, 3000))
    const given = await served()
    for (const { user } of agents)
      assert.equal(given.filter(({ assigneeId }) => assigneeId === user.id).length, HANDS, user.name)
    assert.equal(given.length, HANDS * agents.length)
    for (const id of ids) {
      const { items: facts } = await chief.http<{ items: { kind: string; payload: { what?: string } }[] }>(
        `/api/conversations/${id}/events?kinds=conversation.changed`,
      )
      assert.ok(facts.filter(({ payload }) => payload.what === 'accepted').length <= 1, `${id} was given twice`)
    }
  })

  test('what a killed node was working on is finished by the other, once', { timeout: 90_000 }, async () => {
    const doomed = await startTestServer(storage, shop.env)
    const chat = await openChat(doomed.url, { identityToken: await identityToken('c-zhao') })
    await shop.outage('slow')
    const { conversationId, seq } = await chat.say('查一下订单HM10007002')
    await doomed.stop('SIGKILL')
    await shop.outage('off')
    const onB = await openChat(nodeB.url, { identityToken: await identityToken('c-zhao') })
    const answered = async () => (await onB.history(conversationId)).find((said) => said.seq > seq)
    const reply = await waitFor(answered, 'node B answers', 60_000)
    assert.equal(reply.author.kind, 'bot')
    const decided = (
      await agent.http<{ items: { payload: { seq: number; input: string } }[] }>(
        `/api/conversations/${conversationId}/events?kinds=turn.decided`,
      )
    ).items.filter(({ payload }) => payload.seq === seq && payload.input === 'message')
    assert.equal(decided.length, 1)
  })
})

const typing = (socket: Socket, who: string) =>
  socket.signals.some(({ name, payload }) => name === 'typing' && payload.who === who && payload.typing === true)

const joinOn = (url: string, token: string): Promise<Socket> => joinSocket(url, { token })
