import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Conversation, Message } from '../../src/conversations/contract.ts'
import { addMessages, applyEvent, applyToList, type ConversationView } from './sync.ts'

type Fact = { kind: string; conversationId: string; payload: Record<string, unknown> }
type Step = 'customer' | 'agent' | 'note' | 'accept' | 'close' | 'read' | 'agent-read'

const empty: Conversation = {
  id: 'c1',
  customerId: 'u1',
  customerName: '林婉清',
  tier: 'vip',
  channel: 'web',
  language: 'zh',
  status: 'bot',
  version: 1,
  lastSeq: 0,
  assigneeId: null,
  skill: null,
  queueId: null,
  priority: 0,
  subject: null,
  handOver: null,
  queuedAt: null,
  acceptedAt: null,
  openedAt: '2026-01-01T00:00:00.000Z',
  closedAt: null,
  closeReason: null,
  lastMessageAt: '2026-01-01T00:00:00.000Z',
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
}

/** Plays the server: each step changes the truth and writes its facts. */
function history(steps: Step[]): { facts: Fact[]; snapshots: ConversationView[] } {
  let truth: ConversationView = { conversation: empty, messages: [] }
  const facts: Fact[] = [fact('conversation.opened', { conversation: empty })]
  const snapshots = [truth]
  steps.forEach((step, n) => {
    const [after, added] = play(truth, step, `2026-01-01T00:${String(n + 1).padStart(2, '0')}:00.000Z`)
    truth = after
    facts.push(...added)
    snapshots.push(truth)
  })
  return { facts, snapshots }
}

function play({ conversation: c, messages }: ConversationView, step: Step, at: string): [ConversationView, Fact[]] {
  if (step === 'read' || step === 'agent-read') {
    const marks = {
      customerReadSeq: c.customerReadSeq,
      customerDeliveredSeq: c.customerDeliveredSeq,
      agentReadSeq: c.agentReadSeq,
    }
    if (step === 'read') marks.customerReadSeq = marks.customerDeliveredSeq = c.lastSeq
    else marks.agentReadSeq = c.lastSeq
    return [{ conversation: { ...c, ...marks }, messages }, [fact('read.advanced', marks)]]
  }
  if (step === 'accept' || step === 'close') {
    const status = step === 'accept' ? 'human' : 'closed'
    const waitingSince = step === 'close' ? null : c.waitingSince
    const unansweredSeqs = step === 'close' ? [] : c.unansweredSeqs
    const head = { status, version: c.version + 1, assigneeId: 'lina', waitingSince, unansweredSeqs } as const
    const conversation: Conversation = { ...c, ...head }
    return [{ conversation, messages }, [fact('conversation.changed', { conversation, what: step })]]
  }
  const message = written(c.lastSeq + 1, step, at)
  const lastMessage = message.internal
    ? c.lastMessage
    : { author: message.author.kind, preview: `m${message.seq}`, seq: message.seq }
  const waitingSince = step === 'customer' ? (c.waitingSince ?? at) : step === 'agent' ? null : c.waitingSince
  const unansweredSeqs =
    step === 'customer' ? [...c.unansweredSeqs, message.seq] : step === 'agent' ? [] : c.unansweredSeqs
  const waits = { waitingSince, unansweredSeqs }
  const head = { version: c.version + 1, lastSeq: message.seq, lastMessageAt: at, lastMessage, ...waits }
  const conversation = { ...c, ...head }
  const { lastSeq, lastMessageAt, version } = conversation
  return [
    { conversation, messages: [...messages, message] },
    [
      fact('message.added', { message }),
      fact('conversation.activity', { lastSeq, lastMessage, lastMessageAt, version, ...waits }),
    ],
  ]
}

const fact = (kind: string, payload: Record<string, unknown>): Fact => ({ kind, conversationId: 'c1', payload })

const written = (seq: number, step: Step, at: string): Message => ({
  conversationId: 'c1',
  seq,
  clientId: null,
  author: { kind: step === 'customer' ? 'customer' : 'agent', id: 'x', name: 'x' },
  parts: [{ kind: 'text', text: `m${seq}` }],
  generated: false,
  internal: step === 'note',
  at,
})

/** Only full heads carry the version, so a view may know an earlier one. */
const comparable = ({ conversation, messages }: ConversationView) => ({
  conversation: { ...conversation, version: 0 },
  messages,
})

const steps = fc.array(fc.constantFrom<Step>('customer', 'agent', 'note', 'accept', 'close', 'read', 'agent-read'), {
  maxLength: 12,
})

describe('applyEvent', () => {
  test('any stale view that sees all facts, in any order and any number of times, equals the truth', () => {
    fc.assert(
      fc.property(steps, fc.nat(), fc.infiniteStream(fc.nat()), (path, from, dice) => {
        const { facts, snapshots } = history(path)
        const start = snapshots[from % snapshots.length] as ConversationView
        const shuffled = [...facts, ...facts]
          .map((item) => ({ item, place: dice.next().value }))
          .sort((a, b) => a.place - b.place)
          .map(({ item }) => item)
        const view = shuffled.reduce<ConversationView>(applyEvent, start)
        assert.deepEqual(comparable(view), comparable(snapshots.at(-1) as ConversationView))
      }),
      { numRuns: 500 },
    )
  })

  test('a fact that is known already gives back the very same object', () => {
    const { facts, snapshots } = history(['customer', 'agent', 'read', 'accept'])
    const last = snapshots.at(-1) as ConversationView
    for (const known of facts) assert.equal(applyEvent(last, known), last)
  })

  test("another conversation's facts change nothing", () => {
    const { facts } = history(['customer', 'accept', 'read'])
    const other: ConversationView = { conversation: { ...empty, id: 'c2' }, messages: [] }
    for (const foreign of facts) assert.equal(applyEvent(other, foreign), other)
  })
})

describe('applyToList', () => {
  test('the list shows what opened, with the latest activity first', () => {
    const { facts } = history(['customer', 'agent', 'close'])
    const other = { ...empty, id: 'c2', lastMessageAt: '2026-01-01T00:00:30.000Z' }
    const list = facts.reduce(applyToList, [other])
    assert.deepEqual(
      list.map(({ id, status }) => [id, status]),
      [
        ['c1', 'closed'],
        ['c2', 'bot'],
      ],
    )
    assert.equal(list[0]?.lastMessage?.preview, 'm2')
    assert.equal(facts.reduce(applyToList, list), list)
  })
})

test('pages of messages are merged in order, each message once', () => {
  const all = [1, 2, 3, 4, 5].map((seq) => written(seq, 'customer', ''))
  assert.deepEqual(addMessages(all.slice(2), all.slice(0, 3)), all)
})
