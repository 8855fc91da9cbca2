import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ShownMessage } from '../types.ts'
import { groupMessages } from './group-messages.ts'

const at = (minute: number) => new Date(2026, 3, 1, 10, minute).toISOString()

function said(
  seq: number,
  kind: ShownMessage['author']['kind'],
  minute: number,
  more: Partial<ShownMessage> = {},
): ShownMessage {
  return {
    conversationId: 'c',
    seq,
    clientId: null,
    author: { kind, id: kind, name: kind },
    parts: [{ kind: 'text', text: String(seq) }],
    generated: kind === 'bot',
    internal: false,
    at: at(minute),
    ...more,
  }
}

const shape = (messages: ShownMessage[]) =>
  groupMessages(messages).map((item) =>
    item.kind === 'group' ? item.messages.map((message) => message.seq) : item.kind,
  )

test('messages of one speaker stand together until somebody else speaks', () => {
  assert.deepEqual(shape([said(1, 'customer', 0), said(2, 'customer', 1), said(3, 'bot', 1), said(4, 'customer', 2)]), [
    'day',
    [1, 2],
    [3],
    [4],
  ])
})

test('a note never stands in one group with what the customer can read', () => {
  assert.deepEqual(shape([said(1, 'agent', 0), said(2, 'agent', 0, { internal: true }), said(3, 'agent', 0)]), [
    'day',
    [1],
    [2],
    [3],
  ])
})

test('a pause of five minutes starts a new group', () => {
  assert.deepEqual(shape([said(1, 'customer', 0), said(2, 'customer', 5)]), ['day', [1], [2]])
})

test('lines of the house and days stand alone', () => {
  const nextDay = said(3, 'customer', 0, { at: new Date(2026, 3, 2, 9).toISOString() })
  assert.deepEqual(shape([said(1, 'customer', 0), said(2, 'system', 0), nextDay]), ['day', [1], 'notice', 'day', [3]])
})

test('a message keeps its key when it is stored', () => {
  const [, sending] = groupMessages([said(1, 'agent', 0, { seq: null, clientId: 'abcdefgh', state: 'sending' })])
  const [, stored] = groupMessages([said(7, 'agent', 0, { clientId: 'abcdefgh' })])
  assert.equal(sending?.key, stored?.key)
})
