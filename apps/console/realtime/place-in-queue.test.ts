import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Conversation } from '../../../src/conversations/contract.ts'
import { placeInQueue, withNewer } from './place-in-queue.ts'
import type { QueueAnswer } from './query-keys.ts'

const head = (id: string, version: number, more: Partial<Conversation>): Conversation => ({
  ...{
    id,
    customerId: 'c',
    customerName: 'C',
    tier: 'vip',
    channel: 'web',
    language: 'zh',
    status: 'queued',
    version,
    lastSeq: 1,
  },
  ...{
    assigneeId: null,
    skill: null,
    queueId: null,
    priority: 0,
    subject: null,
    handOver: null,
    queuedAt: null,
    acceptedAt: null,
    openedAt: '',
    closedAt: null,
  },
  ...{
    closeReason: null,
    lastMessageAt: '',
    lastMessage: null,
    customerReadSeq: 0,
    customerDeliveredSeq: 0,
    agentReadSeq: 0,
    rating: null,
    ratingComment: null,
    tags: [],
    snoozedUntil: null,
    mergedInto: null,
    waitingSince: null,
    unansweredSeqs: [],
    wokenAt: null,
    participants: [],
  },
  ...more,
})
const changed = (conversation: Conversation) => ({
  kind: 'conversation.changed',
  conversationId: conversation.id,
  payload: { conversation, what: 'accepted' },
})
const ids = ({ waiting, mine }: { waiting: Conversation[]; mine: Conversation[] }) => [
  waiting.map(({ id }) => id),
  mine.map(({ id }) => id),
]
const empty = { waiting: [], mine: [], position: '1.1' }

test('a conversation waits, then is mine, then is gone', () => {
  const waiting = placeInQueue(empty, changed(head('a', 1, {})), 'me')
  assert.deepEqual(ids(waiting), [['a'], []])
  const mine = placeInQueue(waiting, changed(head('a', 2, { status: 'human', assigneeId: 'me' })), 'me')
  assert.deepEqual(ids(mine), [[], ['a']])
  assert.deepEqual(ids(placeInQueue(mine, changed(head('a', 3, { status: 'closed' })), 'me')), [[], []])
})

test('what a colleague took leaves my list', () => {
  const waiting = placeInQueue(empty, changed(head('a', 1, {})), 'me')
  assert.deepEqual(ids(placeInQueue(waiting, changed(head('a', 2, { status: 'human', assigneeId: 'other' })), 'me')), [
    [],
    [],
  ])
})

test('an old head that comes late does not put an accepted conversation back', () => {
  const mine = placeInQueue(empty, changed(head('a', 5, { status: 'human', assigneeId: 'me' })), 'me')
  assert.deepEqual(ids(placeInQueue(mine, changed(head('a', 4, {})), 'me')), [[], ['a']])
})

test('activity renews the line in place', () => {
  const two = placeInQueue(placeInQueue(empty, changed(head('a', 1, {})), 'me'), changed(head('b', 1, {})), 'me')
  const lastMessage = { author: 'customer', preview: 'hello', seq: 4 }
  const after = placeInQueue(
    two,
    {
      kind: 'conversation.activity',
      conversationId: 'a',
      payload: { lastSeq: 4, lastMessage, lastMessageAt: '2026', version: 2 },
    },
    'me',
  )
  assert.deepEqual(ids(after), [['a', 'b'], []])
  assert.equal(after.waiting[0]?.lastMessage?.preview, 'hello')
})

test('an answer that is older than what facts have told meanwhile does not undo them', () => {
  const [told, taken, other] = [head('told', 1, {}), head('taken', 1, {}), head('other', 1, {})]
  const fetched = { waiting: [told, taken, other], mine: [] } as unknown as QueueAnswer
  const newer = { ...told, lastSeq: 2, lastMessage: '在吗' }
  const mine = { ...taken, version: 2, status: 'human' as const, assigneeId: 'u' }
  const known = { waiting: [newer, { ...other, lastMessage: 'old' }], mine: [mine] } as unknown as QueueAnswer
  const both = withNewer(fetched, known)
  assert.deepEqual(both.waiting, [newer, other])
  assert.deepEqual(both.mine, [mine])
  assert.deepEqual(withNewer(fetched, undefined), fetched)
})
