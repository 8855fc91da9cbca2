import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import type { Conversation, Message } from '#conversations/contract.ts'
import type { Queue } from '#desk/queue.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import { applyEvent, applyToList, type ConversationView } from '../../apps/kit/sync.ts'
import { type ChatClient, openChat, type Session } from '../harness/chat-client.ts'
import { identityToken } from '../harness/identity.ts'
import { type Observer, observe } from '../harness/observer.ts'
import { seededRandom, seedOfRun } from '../harness/random.ts'
import { type Cast, playScript } from '../harness/service-script.ts'
import { startTestShop, type TestShop } from '../harness/shop.ts'
import { startTestServer, type TestServer } from '../harness/start-server.ts'
import { KIND, newStorage, type Storage } from '../harness/storage.ts'
import { addColleague, setUpAdministrator, type TeamClient } from '../harness/team-client.ts'
import { waitFor } from '../harness/wait-for.ts'

let shop: TestShop
let storage: Storage
let server: TestServer
let chief: TeamClient
let agents: TeamClient[]

before(async () => {
  shop = await startTestShop()
  storage = await newStorage(KIND)
  server = await startTestServer(storage, shop.env)
  chief = await setUpAdministrator(server.url)
  agents = [
    await addColleague(server.url, chief, 'lina', 'agent', ['refund']),
    await addColleague(server.url, chief, 'hao', 'agent', ['technical']),
  ]
})
after(async () => {
  await server?.stop()
  await storage?.remove()
  await shop?.close()
})

test('events applied to stale state give what a fresh fetch gives, for customers and agents', async (t) => {
  const seed = seedOfRun()
  t.diagnostic(`SEED=${seed}`)
  const random = seededRandom(seed)
  const chats = await Promise.all([openChat(server.url), openKnown('c-lin', 'zh'), openKnown('c-emma', 'en')])
  // Some history first, so that the state that grows stale is not empty.
  for (const chat of chats) await chat.say('你好')
  const customers = await Promise.all(chats.map((chat) => watchAsCustomer(chat)))
  const desks = await Promise.all(agents.map((team) => watchAsAgent(team)))
  const cast: Cast = {
    customers: customers.map(({ chat, live }) => ({ chat, socket: () => live.socket() })),
    agents: desks.map(({ team, live }) => ({ team, socket: () => live.socket() })),
  }
  for (let part = 0; part < 8; part++) {
    await playScript(cast, random, 15)
    for (const { flaky } of [...customers, ...desks]) await flaky.rejoin()
  }
  for (const one of customers) await compareCustomer(one)
  for (const one of desks) await compareAgent(one)
})

/** A customer of the shop; his profile has come from there before he writes. */
async function openKnown(id: string, locale: 'zh' | 'en'): Promise<ChatClient> {
  const chat = await openChat(server.url, { identityToken: await identityToken(id), locale })
  const unknown = chat.session.customer.name
  await waitFor(async () => (await chat.again()).customer.name !== unknown, 'the profile comes from the shop')
  return chat
}

type CustomerWatch = { chat: ChatClient; stale: Session; list: Conversation[]; live: Observer; flaky: Observer }

async function watchAsCustomer(chat: ChatClient): Promise<CustomerWatch> {
  const stale = await chat.again()
  const list = await headsOf(chat)
  const live = await observe((after) => chat.join(after), stale.position)
  const flaky = await observe((after) => chat.join(after), stale.position)
  return { chat, stale, list, live, flaky }
}

const headsOf = async (chat: ChatClient) =>
  (await chat.http<{ items: Conversation[] }>('/api/widget/conversations?limit=100')).items

async function compareCustomer({ chat, stale, list, live, flaky }: CustomerWatch): Promise<void> {
  const late = await observe((after) => chat.join(after), stale.position)
  await sameEvents(live, flaky, late)
  for (const observer of [live, late]) {
    const events = () => observer.events()
    const told = await converge(
      () => events().reduce<Conversation[]>(applyToList, list).map(bare),
      async () => (await headsOf(chat)).map(bare),
      'the list of conversations',
    )
    assert.ok(told.length >= 1)
    const last = (await headsOf(chat))[0]!
    const before =
      stale.conversation?.id === last.id ? { conversation: stale.conversation, messages: stale.messages } : null
    await converge(
      () => viewAfter(before, last.id, events()),
      async () => ({ conversation: bare((await headsOf(chat))[0]!), messages: await chat.history(last.id) }),
      'the newest conversation',
    )
  }
}

/** The view an app would have: what it knew, or the head that "opened" brought, and every event since. */
function viewAfter(known: ConversationView | null, id: string, events: LedgerEvent[]) {
  let view = known
  for (const event of events.filter((one) => one.conversationId === id)) {
    view ??= { conversation: event.payload.conversation as Conversation, messages: [] }
    view = applyEvent(view, event)
  }
  return view && { conversation: bare(view.conversation), messages: view.messages }
}

type AgentWatch = { team: TeamClient; stale: Queue; live: Observer; flaky: Observer }

async function watchAsAgent(team: TeamClient): Promise<AgentWatch> {
  const stale = await team.http<Queue>('/api/desk/queue')
  const live = await observe((after) => team.join(after), stale.position)
  const flaky = await observe((after) => team.join(after), stale.position)
  return { team, stale, live, flaky }
}

async function compareAgent({ team, stale, live, flaky }: AgentWatch): Promise<void> {
  const late = await observe((after) => team.join(after), stale.position)
  await sameEvents(live, flaky, late)
  for (const observer of [live, late]) {
    await converge(
      () => {
        const list = observer.events().reduce<Conversation[]>(applyToList, [...stale.waiting, ...stale.mine])
        const mine = ({ status, assigneeId }: Conversation) => status === 'human' && assigneeId === team.user.id
        return { waiting: byId(list.filter(({ status }) => status === 'queued')), mine: byId(list.filter(mine)) }
      },
      async () => {
        const { waiting, mine } = await team.http<Queue>('/api/desk/queue')
        return { waiting: byId(waiting), mine: byId(mine) }
      },
      'the queue',
    )
  }
}

const byId = (list: Conversation[]) => list.map(bare).sort((a, b) => (a.id < b.id ? -1 : 1))
/** `version` is that of the last head a client was given, so it may stand behind. */
const bare = ({ version: _, ...rest }: Conversation) => rest

/** Whoever was cut off and came back, and whoever replayed it all, saw what the others saw: nothing lost or repeated. */
async function sameEvents(live: Observer, ...others: Observer[]): Promise<void> {
  const places = (observer: Observer) => observer.events().map((event) => event.position)
  for (const other of others)
    await converge(
      () => places(other),
      async () => places(live),
      'the events of two lines',
    )
}

/** Read marks and the last event may still be on their way; then both sides must be the same. */
async function converge<T>(have: () => T, want: () => Promise<T>, what: string): Promise<T> {
  const equal = async () => isDeepStrictEqual(have(), await want())
  await waitFor(equal, what, 3000).catch(async () => assert.deepEqual(have(), await want(), what))
  return have()
}

test('an agent who opens a conversation while it goes on misses no message', async () => {
  const chat = await openChat(server.url)
  const { conversationId } = await chat.say('转人工')
  const [agent] = agents
  await agent!.http(`/api/conversations/${conversationId}/accept`, { body: {} })
  const socket = await agent!.join()
  const talking = Array.from({ length: 20 }, (_, n) => chat.say(`第${n}句`))
  // As the console does it: follow first, then fetch.
  socket.send({ type: 'watch', topic: `conversation:${conversationId}` })
  await socket.settle()
  const read = async () =>
    (await agent!.http<{ items: Message[] }>(`/api/conversations/${conversationId}/messages?limit=100`)).items
  const [items, head] = await Promise.all([
    read(),
    agent!.http<{ conversation: Conversation }>(`/api/conversations/${conversationId}`),
  ])
  await Promise.all(talking)
  const view = () =>
    socket.events.reduce<ConversationView>(applyEvent, { conversation: head.conversation, messages: items })
  await converge(() => view().messages, read, 'the messages of the open conversation')
})

test('who missed too much is told to fetch afresh, and goes on from there', { timeout: 120_000 }, async () => {
  const chat = await openChat(server.url)
  await chat.say('你好')
  const { position } = await chat.again()
  const talkers = await Promise.all(Array.from({ length: 20 }, () => openChat(server.url)))
  // Each turn makes three facts.
  await Promise.all(
    talkers.map(async (talker) => {
      for (let n = 0; n < 36; n++) await talker.say('谢谢')
    }),
  )
  const socket = await chat.join(position)
  const [reset, welcome, ...rest] = socket.frames
  assert.equal(reset?.type, 'reset')
  assert.equal(welcome?.type, 'welcome')
  assert.deepEqual(rest, [])
  const { seq } = await chat.say('你好')
  await waitFor(
    () => socket.events.some((event) => (event.payload.message as Message | undefined)?.seq === seq),
    'the next event comes live',
  )
})
