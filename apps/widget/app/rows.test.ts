import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Conversation, Message } from '../../../src/conversations/contract.ts'
import type { ChatState, Outgoing, Thread } from './model.ts'
import { buildRows, type Item, type Row } from './rows.ts'

const now = new Date(2026, 10, 21, 14, 0).getTime()
const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000).toISOString()

const head = (patch: Partial<Conversation> = {}) =>
  ({ id: 'c1', status: 'bot', openedAt: minutesAgo(60), closedAt: null, agentReadSeq: 0, ...patch }) as Conversation

const said = (
  seq: number,
  kind: 'customer' | 'bot' | 'agent' | 'system',
  minutes: number,
  patch: Partial<Message> = {},
): Message => ({
  conversationId: 'c1',
  seq,
  clientId: null,
  author: { kind, id: kind, name: kind },
  parts: kind === 'system' ? [{ kind: 'notice', code: 'closed' }] : [{ kind: 'text', text: `m${seq}` }],
  generated: kind === 'bot',
  internal: false,
  at: minutesAgo(minutes),
  ...patch,
})

const state = (current: Thread | null, more: Partial<ChatState> = {}) =>
  ({ current, earlier: [], outbox: [], newAfter: null, ...more }) as unknown as ChatState

const thread = (messages: Message[], patch: Partial<Conversation> = {}): Thread => ({
  conversation: head(patch),
  messages,
  hasMore: false,
})
const items = (rows: Row[]): Item[] => rows.flatMap((row) => (row.kind === 'group' ? row.items : []))
const kinds = (rows: Row[]) => rows.map(({ kind }) => kind)

describe('buildRows', () => {
  test('an empty chat greets and offers replies', () => {
    assert.deepEqual(buildRows(state(null), 'zh', now), [{ kind: 'greeting', key: 'greeting', withReplies: true }])
  })

  test('messages of one author close in time stand together, later ones apart', () => {
    const rows = buildRows(
      state(thread([said(1, 'customer', 20), said(2, 'bot', 19), said(3, 'bot', 18), said(4, 'bot', 2)])),
      'zh',
      now,
    )
    assert.deepEqual(kinds(rows), ['greeting', 'day', 'group', 'group', 'group'])
    assert.deepEqual(
      rows.flatMap((row) => (row.kind === 'group' ? [row.items.length] : [])),
      [1, 2, 1],
    )
  })

  test('quick replies live only after the last own message, and never while one is on its way or when it is over', () => {
    const messages = [said(1, 'bot', 9), said(2, 'customer', 8), said(3, 'bot', 7)]
    const live = (view: ChatState) => items(buildRows(view, 'zh', now)).map((item) => item.isLive)
    assert.deepEqual(live(state(thread(messages))), [false, false, true])
    assert.deepEqual(live(state(thread(messages, { status: 'closed', closedAt: minutesAgo(1) }))), [
      false,
      false,
      false,
    ])
    assert.deepEqual(live(state(thread(messages), { outbox: [waiting('a')] })), [false, false, false, false])
  })

  test('only the last own message says how far it got, troubles always do', () => {
    const messages = [said(1, 'customer', 9), said(2, 'bot', 8), said(3, 'customer', 7)]
    const seen = (patch: Partial<Conversation>, outbox: Outgoing[] = []) =>
      items(buildRows(state(thread(messages, patch), { outbox }), 'zh', now)).map((item) => item.delivery)
    assert.deepEqual(seen({ status: 'queued' }), [null, null, 'sent'])
    assert.deepEqual(seen({ status: 'human' }), [null, null, 'delivered'])
    assert.deepEqual(seen({ status: 'human', agentReadSeq: 3 }), [null, null, 'read'])
    assert.deepEqual(seen({}, [{ ...waiting('a'), state: 'failed' }, waiting('b')]), [
      null,
      null,
      null,
      'failed',
      'waiting',
    ])
  })

  test('a mark stands before the first message that was new when the panel opened', () => {
    const messages = [said(1, 'customer', 9), said(2, 'agent', 3), said(3, 'agent', 2)]
    assert.deepEqual(kinds(buildRows(state(thread(messages), { newAfter: 1 }), 'zh', now)), [
      'greeting',
      'day',
      'group',
      'new',
      'group',
    ])
  })

  test('right after the end nobody says hello again, the next day somebody does', () => {
    const messages = [said(1, 'customer', 9), said(2, 'system', 8)]
    assert.equal(
      buildRows(state(thread(messages, { status: 'closed', closedAt: minutesAgo(8) })), 'zh', now).at(-1)?.kind,
      'ended',
    )
    assert.equal(
      buildRows(state(thread(messages, { status: 'closed', closedAt: minutesAgo(1500) })), 'zh', now).at(-1)?.kind,
      'greeting',
    )
  })

  test('every row has a key of its own', () => {
    const older: Thread = {
      ...thread([said(1, 'customer', 5000, { conversationId: 'c0' })]),
      conversation: head({ id: 'c0', status: 'closed' }),
    }
    const rows = buildRows(
      state(thread([said(1, 'customer', 9), said(2, 'system', 8)]), { earlier: [older], outbox: [waiting('a')] }),
      'en',
      now,
    )
    const keys = [...rows.map(({ key }) => key), ...items(rows).map(({ key }) => key)]
    assert.equal(new Set(keys).size, keys.length)
  })
})

const waiting = (clientId: string): Outgoing => ({
  clientId,
  parts: [{ kind: 'text', text: clientId }],
  at: minutesAgo(0),
  state: 'waiting',
  problem: null,
})
