import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Conversation, Message } from '../../../src/conversations/contract.ts'
import { RealtimeError } from '../../kit/realtime.ts'
import { ApiError } from './api.ts'
import type { Core } from './core.ts'
import { type ChatState, initialState } from './model.ts'
import { flush, reloadOutbox, retry, send } from './outbox.ts'
import { loadOutbox } from './outgoing.ts'
import { receive } from './receive.ts'
import { createStore } from './store.ts'

// Timers that only tidy the screen up need not keep the tests alive.
const later = globalThis.setTimeout
globalThis.setTimeout = ((work: () => void, ms: number) => later(work, ms).unref()) as typeof setTimeout

const kept = new Map<string, string>()
Object.defineProperty(globalThis, 'localStorage', {
  configurable: true,
  value: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  },
})
let online = true
Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => online })
Object.defineProperty(globalThis, 'document', { configurable: true, value: { visibilityState: 'visible' } })

type Wire = (clientId: string) => Promise<{ conversationId: string; seq: number; at: string }>
const accepted: Wire = async () => ({ conversationId: 'c1', seq: 1, at: '' })

/** A chat whose live line goes to `wire`; nothing else of it is needed to send. */
function chat(wire: Wire) {
  const sent: string[] = []
  const realtime = {
    state: () => 'live',
    tell: () => {},
    command: (_name: string, { clientId }: { clientId: string }) => {
      sent.push(clientId)
      return wire(clientId)
    },
  }
  const api = { send: ({ clientId }: { clientId: string }) => wire(clientId) }
  const session = { customer: { id: 'u1', language: 'zh' } }
  const store = createStore<ChatState>({ ...initialState({}), session, visible: true } as unknown as ChatState)
  const core = {
    store,
    api,
    realtime,
    tabs: { tell: () => {} },
    host: { tell: () => {} },
    sending: null,
  } as unknown as Core
  return { core, sent, states: () => store.get().outbox.map(({ state }) => state) }
}

const words = (text: string) => [{ kind: 'text' as const, text }]

describe('the outbox', () => {
  beforeEach(() => {
    kept.clear()
    online = true
  })

  test('messages leave in order, and each stays until the server sends it back', async () => {
    const { core, sent, states } = chat(accepted)
    send(core, words('一'))
    send(core, words('二'))
    await pause(5)
    const ids = core.store.get().outbox.map(({ clientId }) => clientId)
    assert.deepEqual(sent, ids)
    assert.deepEqual(states(), ['sent', 'sent'])
    assert.deepEqual(loadOutbox('u1'), [])
    receive(core, { kind: 'message.added', conversationId: 'c1', payload: { message: echo(ids[0] ?? '') } })
    assert.deepEqual(
      core.store.get().outbox.map(({ clientId }) => clientId),
      ids.slice(1),
    )
  })

  test('a passing fault holds the line: nothing overtakes, and the same id goes out again', async () => {
    let down = true
    const { core, sent, states } = chat(async (clientId) => {
      if (down) throw new RealtimeError('internal', '')
      return accepted(clientId)
    })
    send(core, words('一'))
    send(core, words('二'))
    await pause(5)
    assert.deepEqual(states(), ['waiting', 'waiting'])
    down = false
    await flush(core)
    assert.deepEqual(states(), ['sent', 'sent'])
    assert.equal(sent.length, 3)
    assert.equal(sent[0], sent[1])
  })

  test('a refusal fails only that message and says why; trying again sends it', async () => {
    let refusing = true
    const { core, states } = chat(async (clientId) => {
      if (refusing) throw new RealtimeError('bad_request', '内容有误')
      return accepted(clientId)
    })
    send(core, words('一'))
    await pause(5)
    refusing = false
    send(core, words('二'))
    await pause(5)
    assert.deepEqual(states(), ['failed', 'sent'])
    const [failed] = core.store.get().outbox
    assert.deepEqual(failed?.problem?.params, { message: '内容有误' })
    retry(core, failed?.clientId ?? '')
    await pause(5)
    assert.deepEqual(states(), ['sent', 'sent'])
  })

  test('what was written offline survives a reload and is sent by the next page', async () => {
    online = false
    const before = chat(accepted)
    send(before.core, words('断网'))
    await pause(5)
    assert.deepEqual(before.sent, [])
    online = true
    const after = chat(accepted)
    after.core.store.set({ outbox: loadOutbox('u1') })
    await flush(after.core)
    assert.deepEqual(
      after.sent,
      before.core.store.get().outbox.map(({ clientId }) => clientId),
    )
    assert.deepEqual(loadOutbox('u1'), [])
  })

  test('when the live line gives no answer the message goes by HTTP with the same id', async () => {
    const byHttp: string[] = []
    const { core, sent, states } = chat(async () => {
      throw new RealtimeError('timeout', '')
    })
    core.api.send = async ({ clientId }) => {
      byHttp.push(clientId)
      return accepted(clientId)
    }
    send(core, words('一'))
    await pause(5)
    assert.deepEqual(byHttp, sent)
    assert.deepEqual(states(), ['sent'])
  })

  test('what another tab is sending is shown but not sent a second time', async () => {
    const other = chat(() => new Promise(() => {}))
    send(other.core, words('一'))
    await pause(5)
    const here = chat(accepted)
    reloadOutbox(here.core)
    await pause(5)
    assert.deepEqual(here.states(), ['sending'])
    assert.deepEqual(here.sent, [])
  })

  test('what has come back already is not shown again because another tab still notes it as on its way', async () => {
    const other = chat(() => new Promise(() => {}))
    send(other.core, words('一'))
    await pause(5)
    const id = other.core.store.get().outbox[0]?.clientId ?? ''
    const here = chat(accepted)
    const conversation = { id: 'c1', status: 'bot' } as Conversation
    here.core.store.set({ current: { conversation, messages: [echo(id)], hasMore: false } })
    reloadOutbox(here.core)
    assert.deepEqual(here.states(), [])
  })

  test('without any network the message waits instead of failing', async () => {
    const { core, states } = chat(async () => {
      throw new ApiError('network', '')
    })
    send(core, words('一'))
    await pause(5)
    assert.deepEqual(states(), ['waiting'])
    assert.equal(loadOutbox('u1').length, 1)
    core.store.set({ outbox: [] })
  })
})

const echo = (clientId: string): Message => ({
  conversationId: 'c1',
  seq: 1,
  clientId,
  author: { kind: 'customer', id: 'u1', name: '' },
  parts: words('一'),
  generated: false,
  internal: false,
  at: '',
})
