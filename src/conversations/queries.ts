import type { Conversation, HandOver, Message, Part } from '#conversations/contract.ts'
import type { PendingCall, StoredConversation, Write } from '#conversations/stored.ts'
import type { Database, Db, Queryable } from '#platform/db/open.ts'

const SAID_ELSEWHERE = `exists (
          select 1 from conversations o join messages m on m.conversation_id = o.id
          where o.customer_id = h.customer_id and m.client_id = h.client_id)`

export const statements = {
  /**
   * The group commit: many conversations' changes in one statement, so in one transaction. A change applies only if
   * its conversation still has the version it was decided on and its client message id is new; a conversation that has
   * just begun must not repeat what its customer said in an earlier one. The ids that applied
   * come back. $1 heads, $2 messages, $3 events, $4 reworded messages, each a JSON array.
   */
  commit: `
    with head as (
      select * from jsonb_to_recordset($1::jsonb) as h(
        id text, expected integer, client_id text, begins boolean, customer_id text, channel text, language text, status text, last_seq integer,
        answered_seq integer, customer_seq integer, dialogue jsonb, pending jsonb, lease_owner text, lease_until timestamptz,
        assignee_id text, skill text, queue_id text, priority integer, subject text, hand_over jsonb, queued_at timestamptz,
        accepted_at timestamptz, close_reason text, closed_at timestamptz, opened_at timestamptz, last_message_at timestamptz,
        last_message jsonb, rating integer, rating_comment text, tags jsonb, snoozed_until timestamptz, merged_into text,
        waiting_since timestamptz, woken_at timestamptz, participants jsonb, unanswered_seqs jsonb)
    ), changed as (
      update conversations c set version = c.version + 1, language = h.language, status = h.status, last_seq = h.last_seq,
        answered_seq = h.answered_seq, customer_seq = h.customer_seq, dialogue = h.dialogue, pending = h.pending,
        lease_owner = h.lease_owner, lease_until = h.lease_until, assignee_id = h.assignee_id, skill = h.skill, queue_id = h.queue_id,
        priority = h.priority, subject = h.subject, hand_over = h.hand_over, queued_at = h.queued_at,
        accepted_at = h.accepted_at, close_reason = h.close_reason, closed_at = h.closed_at,
        last_message_at = h.last_message_at, last_message = h.last_message, rating = h.rating,
        rating_comment = h.rating_comment, tags = h.tags, snoozed_until = h.snoozed_until, merged_into = h.merged_into,
        waiting_since = h.waiting_since, woken_at = h.woken_at, participants = h.participants,
        unanswered_seqs = h.unanswered_seqs,
        rated_at = case when c.rating is distinct from h.rating then now() else c.rated_at end
      from head h
      where h.expected > 0 and c.id = h.id and c.version = h.expected and (h.client_id is null or not exists (
        select 1 from messages m where m.conversation_id = h.id and m.client_id = h.client_id))
        and not (h.begins and ${SAID_ELSEWHERE})
      returning c.id
    ), opened as (
      insert into conversations (id, customer_id, channel, language, status, version, last_seq, answered_seq, customer_seq,
        dialogue, pending, lease_owner, lease_until, assignee_id, skill, queue_id, priority, subject, hand_over, queued_at, opened_at,
        last_message_at, last_message, waiting_since, unanswered_seqs)
      select id, customer_id, channel, language, status, 1, last_seq, answered_seq, customer_seq, dialogue, pending,
        lease_owner, lease_until, assignee_id, skill, queue_id, priority, subject, hand_over, queued_at, opened_at,
        last_message_at, last_message, waiting_since, unanswered_seqs
      from head h where expected = 0 and not (h.begins and ${SAID_ELSEWHERE})
      on conflict do nothing
      returning id
    ), applied as (
      select id from changed union all select id from opened
    ), said as (
      insert into messages (conversation_id, seq, client_id, author_kind, author_id, author_name, parts, generated, internal, at)
      select m.conversation_id, m.seq, m.client_id, m.author_kind, m.author_id, m.author_name, m.parts, m.generated, m.internal, m.at
      from jsonb_to_recordset($2::jsonb) as m(conversation_id text, seq integer, client_id text, author_kind text,
        author_id text, author_name text, parts jsonb, generated boolean, internal boolean, at timestamptz)
      join applied a on a.id = m.conversation_id
    ), reworded as (
      update messages m set parts = e.parts, changed = e.changed
      from jsonb_to_recordset($4::jsonb) as e(conversation_id text, seq integer, parts jsonb, changed jsonb)
      join applied a on a.id = e.conversation_id
      where m.conversation_id = e.conversation_id and m.seq = e.seq
    ), told as (
      insert into events (kind, conversation_id, customer_id, actor, payload)
      select e.kind, e.conversation_id, e.customer_id, e.actor, e.payload
      from jsonb_to_recordset($3::jsonb) as e(n integer, kind text, conversation_id text, customer_id text, actor text, payload jsonb)
      join applied a on a.id = e.conversation_id
      order by e.n
    )
    select id from applied`,
  load: `
    select c.*, k.display_name, k.tier from conversations c join customers k on k.id = c.customer_id where c.id = any($1::text[])`,
  openOf: `
    select c.*, k.display_name, k.tier from conversations c join customers k on k.id = c.customer_id
    where c.customer_id = $1 and c.channel = $2 and c.status <> 'closed'`,
  markRead: `
    with asked as (
      select * from jsonb_to_recordset($1::jsonb) as a(id text, customer_read integer, customer_delivered integer, agent_read integer)
    ), moved as (
      update conversations c set
        customer_read_seq = greatest(c.customer_read_seq, least(a.customer_read, c.last_seq)),
        customer_delivered_seq = greatest(c.customer_delivered_seq, least(greatest(a.customer_delivered, a.customer_read), c.last_seq)),
        agent_read_seq = greatest(c.agent_read_seq, least(a.agent_read, c.last_seq))
      from asked a
      where c.id = a.id and (least(a.customer_read, c.last_seq) > c.customer_read_seq
        or least(a.customer_delivered, c.last_seq) > c.customer_delivered_seq or least(a.agent_read, c.last_seq) > c.agent_read_seq)
      returning c.id, c.customer_id, c.customer_read_seq, c.customer_delivered_seq, c.agent_read_seq
    )
    insert into events (kind, conversation_id, customer_id, actor, payload)
    select 'read.advanced', id, customer_id, 'system', jsonb_build_object('customerReadSeq', customer_read_seq,
      'customerDeliveredSeq', customer_delivered_seq, 'agentReadSeq', agent_read_seq)
    from moved`,
  releaseLeases: 'update conversations set lease_owner = null, lease_until = null where lease_owner is not null',
  unanswered: `
    select id from conversations where customer_seq > answered_seq and status = 'bot'
      and (lease_until is null or lease_until < now()) order by last_message_at limit 500`,
} as const

export type Row = {
  id: string
  customer_id: string
  display_name: string
  tier: string
  channel: string
  language: 'zh' | 'en'
  status: StoredConversation['status']
  version: number
  last_seq: number
  answered_seq: number
  customer_seq: number
  dialogue: unknown
  pending: PendingCall[] | null
  lease_owner: string | null
  lease_until: Date | null
  assignee_id: string | null
  skill: string | null
  queue_id: string | null
  priority: number
  subject: string | null
  hand_over: HandOver | null
  queued_at: Date | null
  accepted_at: Date | null
  opened_at: Date
  closed_at: Date | null
  close_reason: string | null
  last_message_at: Date
  last_message: Conversation['lastMessage']
  customer_read_seq: number
  customer_delivered_seq: number
  agent_read_seq: number
  rating: number | null
  rating_comment: string | null
  tags: string[]
  snoozed_until: Date | null
  merged_into: string | null
  waiting_since: Date | null
  woken_at: Date | null
  participants: string[]
  unanswered_seqs: number[]
}

const time = (date: Date | null) => date?.toISOString() ?? null

export function toStored(row: Row): StoredConversation {
  return {
    id: row.id,
    customerId: row.customer_id,
    customerName: row.display_name,
    tier: row.tier,
    channel: row.channel,
    language: row.language,
    status: row.status,
    version: row.version,
    lastSeq: row.last_seq,
    answeredSeq: row.answered_seq,
    customerSeq: row.customer_seq,
    dialogue: row.dialogue,
    pending: row.pending,
    leaseOwner: row.lease_owner,
    leaseUntil: time(row.lease_until),
    assigneeId: row.assignee_id,
    skill: row.skill,
    queueId: row.queue_id,
    priority: row.priority,
    subject: row.subject,
    handOver: row.hand_over,
    queuedAt: time(row.queued_at),
    acceptedAt: time(row.accepted_at),
    openedAt: row.opened_at.toISOString(),
    closedAt: time(row.closed_at),
    closeReason: row.close_reason,
    lastMessageAt: row.last_message_at.toISOString(),
    lastMessage: row.last_message,
    customerReadSeq: row.customer_read_seq,
    customerDeliveredSeq: row.customer_delivered_seq,
    agentReadSeq: row.agent_read_seq,
    rating: row.rating,
    ratingComment: row.rating_comment,
    tags: row.tags,
    snoozedUntil: time(row.snoozed_until),
    mergedInto: row.merged_into,
    waitingSince: time(row.waiting_since),
    wokenAt: time(row.woken_at),
    participants: row.participants,
    unansweredSeqs: row.unanswered_seqs,
  }
}

/** Commits many changes at once; returns the ids of the conversations whose change applied. */
export async function commitWrites(database: Database, writes: Write[]): Promise<Set<string>> {
  const heads = writes.map(({ before, after, messages }) => ({
    id: after.id,
    expected: before.version,
    client_id: messages.find((message) => message.clientId)?.clientId ?? null,
    begins: begins(before, messages),
    customer_id: after.customerId,
    channel: after.channel,
    language: after.language,
    status: after.status,
    last_seq: after.lastSeq,
    answered_seq: after.answeredSeq,
    customer_seq: after.customerSeq,
    dialogue: after.dialogue,
    pending: after.pending,
    lease_owner: after.leaseOwner,
    lease_until: after.leaseUntil,
    assignee_id: after.assigneeId,
    skill: after.skill,
    queue_id: after.queueId,
    priority: after.priority,
    subject: after.subject,
    hand_over: after.handOver,
    queued_at: after.queuedAt,
    accepted_at: after.acceptedAt,
    close_reason: after.closeReason,
    closed_at: after.closedAt,
    opened_at: after.openedAt,
    last_message_at: after.lastMessageAt,
    last_message: after.lastMessage,
    rating: after.rating,
    rating_comment: after.ratingComment,
    tags: after.tags,
    snoozed_until: after.snoozedUntil,
    merged_into: after.mergedInto,
    waiting_since: after.waitingSince,
    woken_at: after.wokenAt,
    participants: after.participants,
    unanswered_seqs: after.unansweredSeqs,
  }))
  const messages = writes.flatMap((write) =>
    write.messages.map((message) => ({
      conversation_id: message.conversationId,
      seq: message.seq,
      client_id: message.clientId,
      author_kind: message.author.kind,
      author_id: message.author.id,
      author_name: message.author.name,
      parts: message.parts,
      generated: message.generated,
      internal: message.internal,
      at: message.at,
    })),
  )
  let n = 0
  const events = writes.flatMap((write) =>
    write.events.map((event) => ({
      n: n++,
      kind: event.kind,
      conversation_id: event.conversationId,
      customer_id: event.customerId,
      actor: event.actor,
      payload: event.payload,
    })),
  )
  const edits = writes.flatMap((write) =>
    write.edits.map(({ conversationId, seq, parts, changed }) => ({
      ...{ conversation_id: conversationId, seq, parts, changed },
    })),
  )
  const params = [heads, messages, events, edits].map((rows) => JSON.stringify(rows))
  return new Set((await database.run<{ id: string }>(statements.commit, params)).map((row) => row.id))
}

/** Only a conversation that has just begun can be reached by a repeat of a message of the one before. */
const FIRST_MESSAGES = 6
const begins = ({ lastSeq }: StoredConversation, messages: Message[]) =>
  lastSeq < FIRST_MESSAGES && messages.some(({ author, clientId }) => clientId && author.kind === 'customer')

export async function loadMany(database: Database, ids: string[]): Promise<Map<string, StoredConversation>> {
  const rows = await database.run<Row>(statements.load, [ids])
  return new Map(rows.map((row) => [row.id, toStored(row)]))
}

export async function findOpen(
  database: Database,
  customerId: string,
  channel: string,
): Promise<StoredConversation | null> {
  const [row] = await database.run<Row>(statements.openOf, [customerId, channel])
  return row ? toStored(row) : null
}

export async function findUnanswered(database: Database): Promise<string[]> {
  return (await database.run<{ id: string }>(statements.unanswered, [])).map((row) => row.id)
}

/** With the embedded database there is one process: a lease that stands at its start belongs to nobody. */
export async function releaseLeases(database: Database): Promise<void> {
  await database.run(statements.releaseLeases, [])
}

export type ReadMark = { id: string; customer_read: number; customer_delivered: number; agent_read: number }
export async function advanceReadMarks(database: Database, marks: ReadMark[]): Promise<void> {
  await database.run(statements.markRead, [JSON.stringify(marks)])
}

type MessageRow = {
  conversation_id: string
  seq: number
  client_id: string | null
  author_kind: string
  author_id: string
  author_name: string
  parts: unknown
  generated: boolean
  internal: boolean
  at: Date
  changed: unknown
}
const toMessage = (row: MessageRow): Message => ({
  conversationId: row.conversation_id,
  seq: row.seq,
  clientId: row.client_id,
  author: { kind: row.author_kind as Message['author']['kind'], id: row.author_id, name: row.author_name },
  parts: row.parts as Part[],
  generated: row.generated,
  internal: row.internal,
  at: row.at.toISOString(),
  ...(row.changed ? { changed: row.changed as NonNullable<Message['changed']> } : {}),
})

export async function findByClientId(db: Queryable, conversationId: string, clientId: string): Promise<Message | null> {
  const row = await db
    .selectFrom('messages')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('client_id', '=', clientId)
    .executeTakeFirst()
  return row ? toMessage(row) : null
}

/** Where a customer already sent this client id, in whichever of his conversations. */
export async function findSentByCustomer(db: Db, customerId: string, clientId: string): Promise<Message | null> {
  const row = await db
    .selectFrom('messages as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation_id')
    .selectAll('m')
    .where('c.customer_id', '=', customerId)
    .where('m.client_id', '=', clientId)
    .executeTakeFirst()
  return row ? toMessage(row) : null
}

/** A stretch of a conversation; `internal` includes the team's notes. */
export type MessagePage = { before?: number; after?: number; limit: number; internal: boolean }

/** Ascending by seq: the `limit` messages before `before`, or after `after`. */
export async function listMessages(db: Queryable, conversationId: string, page: MessagePage): Promise<Message[]> {
  let query = db.selectFrom('messages').selectAll().where('conversation_id', '=', conversationId)
  if (!page.internal) query = query.where('internal', '=', false)
  if (page.before !== undefined) query = query.where('seq', '<', page.before)
  if (page.after !== undefined) query = query.where('seq', '>', page.after)
  const direction = page.after === undefined ? 'desc' : 'asc'
  const rows = await query.orderBy('seq', direction).limit(page.limit).execute()
  const messages = rows.map(toMessage)
  return direction === 'desc' ? messages.reverse() : messages
}
