import assert from 'node:assert/strict'
import type { Database } from '#platform/db/open.ts'
import type { Acknowledged } from './crowd.ts'

type Said = { conversation_id: string; seq: number; client_id: string | null; author_kind: string }
type Fact = { conversation_id: string; kind: string; seq: number; input: string | null; what: string | null }
type Head = {
  id: string
  status: string
  last_seq: number
  customer_seq: number
  answered_seq: number
  pending: unknown
}

/** What must be true of the tables after any history of crashes. Returns counts for the test's own assertions. */
export async function checkNothingLost(database: Database, acknowledged: Acknowledged[], sent?: Set<string>) {
  const heads = await database.run<Head>(
    'select id, status, last_seq, customer_seq, answered_seq, pending from conversations order by id',
    [],
  )
  const said = await database.run<Said>(
    'select conversation_id, seq, client_id, author_kind from messages order by conversation_id, seq',
    [],
  )
  const facts = await database.run<Fact>(
    `select conversation_id, kind, coalesce((payload->>'seq')::integer, (payload->'message'->>'seq')::integer) as seq,
       payload->>'input' as input, payload->>'what' as what
     from events where conversation_id is not null order by xid, id`,
    [],
  )
  checkAcknowledged(said, acknowledged, sent)
  const factsOf = Map.groupBy(facts, (fact) => fact.conversation_id)
  const saidIn = Map.groupBy(said, (message) => message.conversation_id)
  let answered = 0
  for (const head of heads) answered += checkConversation(head, saidIn.get(head.id) ?? [], factsOf.get(head.id) ?? [])
  return { conversations: heads.length, messages: said.length, answered }
}

function checkAcknowledged(said: Said[], acknowledged: Acknowledged[], sent?: Set<string>): void {
  const stored = new Map<string, Said>()
  for (const message of said) {
    if (!message.client_id) continue
    assert.ok(!stored.has(message.client_id), `client message ${message.client_id} is stored twice`)
    assert.ok(!sent || sent.has(message.client_id), `client message ${message.client_id} was never sent`)
    stored.set(message.client_id, message)
  }
  for (const { clientId, conversationId, seq } of acknowledged) {
    const message = stored.get(clientId)
    assert.ok(message, `acknowledged message ${clientId} is lost`)
    assert.deepEqual([message.conversation_id, message.seq], [conversationId, seq], 'it stands where the answer said')
  }
}

/** Returns how many customer messages of it the bot answered. */
function checkConversation(head: Head, said: Said[], facts: Fact[]): number {
  const seqs = said.map((message) => message.seq)
  assert.deepEqual(
    seqs,
    Array.from({ length: head.last_seq }, (_, n) => n + 1),
    `${head.id}: a gap in the sequence`,
  )
  const told = facts.filter((fact) => fact.kind === 'message.added').map((fact) => fact.seq)
  assert.deepEqual(told, seqs, `${head.id}: the ledger tells every message once, in order`)
  assert.deepEqual(
    facts.filter((fact) => fact.kind === 'turn.failed'),
    [],
    `${head.id}: a turn failed`,
  )
  if (head.status === 'bot') assert.equal(head.answered_seq, head.customer_seq, `${head.id}: a message waits`)
  assert.equal(head.pending, null, `${head.id}: an action was left over`)

  const asked = said.filter((message) => message.author_kind === 'customer').map((message) => message.seq)
  const decided = facts
    .filter((fact) => fact.kind === 'turn.decided' && fact.input === 'message')
    .map((fact) => fact.seq)
  assert.deepEqual(decided, [...new Set(decided)], `${head.id}: a message was answered twice`)
  assert.deepEqual(
    decided,
    decided.toSorted((a, b) => a - b),
    `${head.id}: messages were answered out of order`,
  )
  const left = facts.some((fact) => fact.kind === 'conversation.changed' && fact.what === 'queued')
  // What comes after the hand-over is for a person to answer.
  if (!left) assert.deepEqual(decided, asked, `${head.id}: every message is answered once`)
  return decided.length
}
