import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Conversation, Message } from '../../../src/conversations/contract.ts'
import { ApiError, type SessionResult } from './api.ts'
import type { Core } from './core.ts'
import { hasEarlier } from './history.ts'
import { type ChatState, initialState, isElderly } from './model.ts'
import { send } from './outbox.ts'
import { loadOutbox } from './outgoing.ts'
import { receive } from './receive.ts'
import { startSession } from './session.ts'
import { createStore } from './store.ts'

// Timers of the typing dots need not keep the tests alive.
const later = globalThis.setTimeout
globalThis.setTimeout = ((work: () => void, ms: number) => later(work, ms).unref()) as typeof setTimeout

const kept = new Map<string, string>()
const provide = (name: string, value: unknown) =>
  Object.defineProperty(globalThis, name, { configurable: true, writable: true, value })
provide('localStorage', {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
})
provide('location', { origin: 'http://shop.test' })
provide('window', { addEventListener: () => {}, removeEventListener: () => {} })
provide('document', { visibilityState: 'visible', addEventListener: () => {}, removeEventListener: () => {} })
/** Nothing comes over the live line but what a test puts in; everything else goes by HTTP. */
const lines: { onmessage: ((frame: { data: string }) => void) | null }[] = []
provide(
  'WebSocket',
  class {
    onmessage: ((frame: { data: string }) => void) | null = null
    constructor() {
      lines.push(this)
    }
    addEventListener() {}
    close() {}
    send() {}
  },
)
Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => true })

type Head = Partial<Conversation> & { id: string }
const at = '2026-11-21T06:00:00.000Z'
const head = (patch: Head) =>
  ({
    ...{ status: 'bot', version: 1, openedAt: at, lastMessageAt: at, closedAt: null, lastMessage: null },
    ...{ lastSeq: 0, customerReadSeq: 0, customerDeliveredSeq: 0, agentReadSeq: 0 },
    ...patch,
  }) as Conversation
const message = (seq: number, kind: 'customer' | 'bot') =>
  ({
    conversationId: 'c1',
    seq,
    clientId: null,
    author: { kind, id: kind, name: '' },
    parts: [],
    at,
  }) as unknown as Message

const session = (id: string, verified: boolean, conversation: Conversation | null, messages: Message[] = []) =>
  ({
    ...{ token: `token of ${id}`, expiresAt: new Date(Date.now() + 3_600_000).toISOString(), position: '1' },
    customer: { id, name: '', verified, elderly: false, language: 'zh' },
    conversation,
    messages,
  }) as unknown as SessionResult

/** A chat by HTTP; `answer` gives the session asked for, and every message is noted with the name it was sent in. */
function chat(answer: (identityToken?: string) => Promise<SessionResult>, list: Conversation[] = []) {
  const store = createStore<ChatState>({ ...initialState({}), visible: true })
  const sent: string[] = []
  const api = {
    session: ({ identityToken }: { identityToken?: string }) => answer(identityToken),
    send: async ({ clientId }: { clientId: string }) => {
      sent.push(`${store.get().session?.customer.id} ${clientId}`)
      return { conversationId: 'c1', seq: 1, at }
    },
    conversations: async () => ({ items: list, nextCursor: null }),
    messages: async () => ({ items: [], hasMore: false }),
  }
  const core = {
    ...{ store, api, host: { origin: 'http://shop.test', tell: () => {} }, tabs: { tell: () => {} } },
    ...{ realtime: null, endSession: () => {}, signedOutAt: 0, sending: null, flight: null, starts: 0 },
    isStarting: false,
  } as unknown as Core
  return { core, store, sent }
}

const words = (text: string) => [{ kind: 'text' as const, text }]
const identify = (core: Core, identityToken: string) => {
  core.store.set({ settings: { identityToken } })
  return startSession(core)
}

describe('a session', () => {
  beforeEach(() => kept.clear())

  test('what a visitor writes while he is being identified is sent in his own name then', async () => {
    const answered = Promise.withResolvers<void>()
    const { core, store, sent } = chat(async (token) => {
      if (token) await answered.promise
      return session(token ?? 'visitor', token !== undefined, null)
    })
    await startSession(core)
    const known = identify(core, 'c-xu')
    send(core, words('我的订单到哪了'))
    const id = store.get().outbox[0]?.clientId
    await pause(5)
    assert.deepEqual(sent, [])
    assert.equal(store.get().outbox.length, 1, 'his bubble is gone')
    answered.resolve()
    await known
    await pause(5)
    assert.deepEqual(sent, [`c-xu ${id}`])
    assert.deepEqual([loadOutbox('visitor'), loadOutbox('c-xu')], [[], []])
    core.endSession()
  })

  test('what one customer could not send is not sent by the next', async () => {
    let isDown = true
    const { core, store, sent } = chat(async (token) => session(token ?? 'visitor', token !== undefined, null))
    const through = core.api.send
    core.api.send = (body) => (isDown ? Promise.reject(new ApiError('not_found', '没有')) : through(body))
    await identify(core, 'c-lin')
    send(core, words('只给我自己'))
    await pause(5)
    isDown = false
    await identify(core, 'c-zhou')
    await pause(5)
    assert.deepEqual([sent, store.get().outbox], [[], []])
    assert.equal(loadOutbox('c-lin').length, 1)
    core.endSession()
  })

  test('the answer that comes last is not the one that counts: the last one asked for is', async () => {
    const { core, store } = chat(async (token) => {
      if (!token) await pause(20)
      return session(token ?? 'visitor', token !== undefined, null)
    })
    const asVisitor = startSession(core)
    await Promise.all([asVisitor, identify(core, 'c-xu')])
    assert.equal(store.get().session?.customer.id, 'c-xu')
    core.endSession()
  })

  test('what was read before signing in is not announced as new', async () => {
    const conversation = head({ id: 'c1', lastSeq: 2 })
    const messages = [message(1, 'customer'), message(2, 'bot')]
    const { core, store } = chat(async (token) =>
      session(token ?? 'visitor', token !== undefined, conversation, messages),
    )
    store.set({ visible: false })
    await startSession(core)
    store.set({
      visible: true,
      current: { conversation: { ...conversation, customerReadSeq: 2 }, messages, hasMore: false },
    })
    await identify(core, 'c-xu')
    assert.equal(store.get().newAfter, null)
    assert.equal(store.get().current?.conversation.customerReadSeq, 2)
    core.endSession()
  })

  test('an open chat takes the new identity when the team merges its customer, and a visitor does not', async () => {
    let found = 'c-old'
    const conversation = head({ id: 'c1', lastSeq: 1 })
    const messages = [message(1, 'customer')]
    const { core, store, sent } = chat(async (token) =>
      session(token ? found : 'visitor', token !== undefined, conversation, messages),
    )
    const hear = (kind: string) => {
      const event = { position: '2.1', kind, conversationId: null, payload: {}, at }
      lines.at(-1)!.onmessage?.({ data: JSON.stringify({ type: 'event', event }) })
      return pause(5)
    }
    await startSession(core)
    await hear('customer.merged')
    assert.equal(store.get().session?.customer.id, 'visitor')
    await identify(core, 'a token of the site')
    assert.equal(store.get().session?.customer.id, 'c-old')
    found = 'c-kept'
    await hear('customer.merged')
    assert.equal(store.get().session?.customer.id, 'c-kept')
    assert.equal(kept.get('yinghe.token.http://shop.test'), JSON.stringify('token of c-kept'))
    assert.deepEqual(
      store.get().current?.messages.map(({ seq }) => seq),
      [1],
      'what he reads stays',
    )
    send(core, words('还在吗'))
    await pause(5)
    assert.match(sent[0] ?? '', /^c-kept /)
    found = 'c-old'
    await hear('customer.split')
    assert.equal(store.get().session?.customer.id, 'c-old')
    core.endSession()
  })

  test('older messages are offered only to those who have some', async () => {
    const now = head({ id: 'c1', lastSeq: 1 })
    const offered = async (latest: Conversation | null, list: Conversation[]) => {
      const { core, store } = chat(async () => session('visitor', false, latest, [message(1, 'customer')]), list)
      await startSession(core)
      await pause(1)
      core.endSession()
      if (!latest) store.set({ current: { conversation: now, messages: [message(1, 'customer')], hasMore: false } })
      return hasEarlier(store.get())
    }
    assert.equal(await offered(null, []), false)
    assert.equal(await offered(now, [now]), false)
    assert.equal(await offered(now, [now, head({ id: 'c0', lastSeq: 0 })]), false)
    assert.equal(await offered(now, [now, head({ id: 'c0', lastSeq: 4 })]), true)
  })
})

test('larger type that suits him comes with a word and a way back; what he chose himself stays', async () => {
  const fact = { kind: 'strategy.applied', conversationId: 'c1', payload: { largeType: true } }
  const { core } = chat(async () => session('guest', false, head({ id: 'c1' })))
  await startSession(core)
  receive(core, { ...fact, payload: { largeType: false } })
  assert.deepEqual([isElderly(core.store.get()), core.store.get().enlarged], [false, false])
  receive(core, fact)
  assert.deepEqual([isElderly(core.store.get()), core.store.get().enlarged], [true, true])
  const { preferences } = core.store.get()
  core.store.set({ preferences: { ...preferences, elderly: false }, enlarged: false })
  receive(core, fact)
  assert.deepEqual([isElderly(core.store.get()), core.store.get().enlarged], [false, false])
  core.endSession()
})
