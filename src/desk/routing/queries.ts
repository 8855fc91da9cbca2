import { type Selectable, sql } from 'kysely'
import { GENERAL, type Queue, type QueueInput, USUAL_LEVEL } from '#desk/routing/contract.ts'
import type { Candidate } from '#desk/routing/score.ts'
import type { Waiting } from '#desk/routing/urgency.ts'
import { teamsByUser } from '#desk/teams/queries.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import type { Tables } from '#platform/db/tables.ts'

/** Key of the advisory lock that makes assignment one at a time over all nodes; any number that nobody else uses. */
const ROUTING_LOCK = 4_106_177_202

/** Held to the end of the transaction: what is decided under it is decided by nobody else at the same time. */
export async function lockRouting(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${ROUTING_LOCK})`.execute(tx)
}

/** Queues that were written before tags counted. */
const withTags = (queue: QueueInput): QueueInput => ({
  ...queue,
  takes: { ...queue.takes, tags: queue.takes.tags ?? [] },
})

type QueueRow = Selectable<Tables['queues']>
const toQueue = (row: QueueRow): Queue => ({
  ...withTags(row.settings as QueueInput),
  id: row.id,
  position: row.position,
  version: row.version,
  updatedAt: row.updated_at.toISOString(),
})

/** In the order in which they are asked. */
export async function listQueues(db: Queryable): Promise<Queue[]> {
  return (await db.selectFrom('queues').selectAll().orderBy('position').orderBy('id').execute()).map(toQueue)
}

/** False when one with this id is there. */
export async function insertQueue(db: Queryable, id: string, queue: QueueInput, by: string): Promise<boolean> {
  const row = await db
    .insertInto('queues')
    .values({ id, position: queue.position, settings: JSON.stringify(queue), updated_by: by })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** False when it is gone or no longer has this version. */
export async function updateQueue(
  tx: Tx,
  id: string,
  version: number,
  queue: QueueInput,
  by: string,
): Promise<boolean> {
  const row = await tx
    .updateTable('queues')
    .set({
      position: queue.position,
      settings: JSON.stringify(queue),
      version: version + 1,
      updated_by: by,
      updated_at: new Date(),
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteQueue(tx: Tx, id: string): Promise<boolean> {
  return (await tx.deleteFrom('queues').where('id', '=', id).returning('id').executeTakeFirst()) !== undefined
}

/** A phone of which nothing is heard for so long is of a node that is gone. */
const PHONE_LOST_MS = 60_000

/** Everybody who may be given chats, with what he has in hand: chats he serves and those held out to him. */
export async function listCandidates(db: Queryable, servingRoles: string[]): Promise<Candidate[]> {
  const people = await db
    .selectFrom('users as u')
    .leftJoin('presence as p', 'p.user_id', 'u.id')
    .leftJoin('agent_profiles as a', 'a.user_id', 'u.id')
    .leftJoin('agent_phones as t', (on) =>
      on.onRef('t.user_id', '=', 'u.id').on('t.seen_at', '>', new Date(Date.now() - PHONE_LOST_MS)),
    )
    .select(['u.id', 'u.name', 'u.skills', 'u.languages', 'u.capacity', 'p.status'])
    .select(['a.levels', 'a.channels', 'a.senior', 'a.last_got_at', 't.status as phone'])
    .where('u.disabled', '=', false)
    .where('u.role', 'in', servingRoles)
    .where((eb) => eb.or([eb('a.serves', '=', true), eb.and([eb('a.serves', 'is', null), eb('u.role', '=', 'agent')])]))
    .limit(2000)
    .execute()
  const loads = await loadByAgent(db)
  const teams = await teamsByUser(db)
  return people.map((row) => {
    const load = loads.get(row.id)
    const known = Object.fromEntries((row.skills as string[]).map((skill) => [skill, USUAL_LEVEL]))
    const got = [row.last_got_at, load?.acceptedAt].flatMap((at) => (at ? [at.getTime()] : []))
    return {
      userId: row.id,
      name: row.name,
      presence: (row.status ?? 'offline') as Candidate['presence'],
      levels: { ...known, ...((row.levels ?? {}) as Record<string, number>) },
      senior: row.senior ?? false,
      teams: teams.get(row.id) ?? [],
      languages: row.languages as string[],
      capacity: row.capacity,
      serving: load?.serving ?? 0,
      channels: (row.channels ?? {}) as Record<string, number>,
      servingOn: load?.on ?? {},
      phone: row.phone === 'ready' || row.phone === 'busy' ? row.phone : null,
      lastGotAt: got.length ? Math.max(...got) : null,
    }
  })
}

type Load = { serving: number; on: Record<string, number>; acceptedAt: Date | null }
async function loadByAgent(db: Queryable): Promise<Map<string, Load>> {
  const { rows } = await sql<{ agent: string; channel: string; n: number; accepted_at: Date | null }>`
    select agent, channel, count(*)::int as n, max(accepted_at) as accepted_at from (
      select assignee_id as agent, channel, accepted_at from conversations where status = 'human' and assignee_id is not null
      union all
      select e.assigned_to, c.channel, e.assigned_at from queue_entries e
      join conversations c on c.id = e.conversation_id and c.status = 'queued' and c.queued_at = e.queued_at
      where e.assigned_to is not null
    ) held group by agent, channel`.execute(db)
  const loads = new Map<string, Load>()
  for (const { agent, channel, n, accepted_at } of rows) {
    const load = loads.get(agent) ?? { serving: 0, on: {}, acceptedAt: null }
    load.serving += n
    load.on[channel] = n
    if (accepted_at && (!load.acceptedAt || accepted_at > load.acceptedAt)) load.acceptedAt = accepted_at
    loads.set(agent, load)
  }
  return loads
}

/** A conversation that waits, with its entry if this wait has one. */
export type QueuedRow = {
  waiting: Waiting
  customerId: string
  queueId: string | null
  assigneeId: string | null
  entry: Entry | null
}
export type Entry = {
  queueId: string
  assignedTo: string | null
  assignedAt: number | null
  offerUntil: number | null
  passed: string[]
}

/** Everybody who waits; more than `limit` at once are looked at when the first of them are gone. */
export async function listQueued(db: Queryable, limit: number): Promise<QueuedRow[]> {
  const { rows } = await sql<QueuedDbRow>`
    select c.id, c.customer_id, c.channel, c.language, c.skill, c.priority, c.queue_id, c.assignee_id, c.queued_at,
      c.hand_over ->> 'reason' as reason, k.tier, k.tags, k.dedicated_agent_id,
      (c.hand_over ->> 'senior')::boolean or (select s.payload ->> 'serve' = 'senior' from events s
        where s.conversation_id = c.id and s.kind in ('strategy.applied', 'strategy.ended')
        order by s.id desc limit 1) as senior,
      e.queue_id as entry_queue, e.assigned_to, e.assigned_at, e.offer_until, e.passed,
      (select p.assignee_id from conversations p where p.customer_id = c.customer_id and p.id <> c.id
        and p.status = 'closed' and p.assignee_id is not null order by p.last_message_at desc limit 1) as last_agent
    from conversations c
    join customers k on k.id = c.customer_id
    left join queue_entries e on e.conversation_id = c.id and e.queued_at = c.queued_at
    where c.status = 'queued' and c.queued_at is not null
    order by c.priority desc, c.queued_at limit ${limit}`.execute(db)
  return rows.map(toQueued)
}

type QueuedDbRow = {
  id: string
  customer_id: string
  channel: string
  language: 'zh' | 'en'
  skill: string | null
  priority: number
  queue_id: string | null
  assignee_id: string | null
  queued_at: Date
  reason: string | null
  senior: boolean | null
  tier: string
  tags: { tag: string }[]
  dedicated_agent_id: string | null
  entry_queue: string | null
  assigned_to: string | null
  assigned_at: Date | null
  offer_until: Date | null
  passed: string[] | null
  last_agent: string | null
}

const toQueued = (row: QueuedDbRow): QueuedRow => ({
  waiting: {
    id: row.id,
    queueId: row.entry_queue ?? row.queue_id ?? GENERAL,
    channel: row.channel,
    language: row.language,
    tier: row.tier,
    tags: row.tags.map(({ tag }) => tag),
    skill: row.skill,
    priority: row.priority,
    reason: row.reason,
    senior: row.senior ?? false,
    emotion: 'none',
    waitsSince: row.queued_at.getTime(),
    passed: row.passed ?? [],
    dedicatedId: row.dedicated_agent_id,
    lastAgentId: row.last_agent,
  },
  customerId: row.customer_id,
  queueId: row.queue_id,
  assigneeId: row.assignee_id,
  entry: row.entry_queue
    ? {
        queueId: row.entry_queue,
        assignedTo: row.assigned_to,
        assignedAt: row.assigned_at?.getTime() ?? null,
        offerUntil: row.offer_until?.getTime() ?? null,
        passed: row.passed ?? [],
      }
    : null,
})

/** False when nothing is held out to him. */
export async function lapseOffer(db: Queryable, conversationId: string, userId: string): Promise<boolean> {
  const [result] = await db
    .updateTable('queue_entries as e')
    .from('conversations as c')
    .set({ offer_until: new Date() })
    // An entry of an earlier wait may stand there still.
    .whereRef('c.id', '=', 'e.conversation_id')
    .whereRef('c.queued_at', '=', 'e.queued_at')
    .where('c.status', '=', 'queued')
    .where('e.conversation_id', '=', conversationId)
    .where('e.assigned_to', '=', userId)
    .execute()
  return Number(result?.numUpdatedRows ?? 0) > 0
}

export type EntryWrite = Entry & { conversationId: string; queuedAt: number }
export async function writeEntries(tx: Tx, entries: EntryWrite[]): Promise<void> {
  if (!entries.length) return
  await tx
    .insertInto('queue_entries')
    .values(
      entries.map((entry) => ({
        conversation_id: entry.conversationId,
        queued_at: new Date(entry.queuedAt),
        queue_id: entry.queueId,
        assigned_to: entry.assignedTo,
        assigned_at: entry.assignedAt === null ? null : new Date(entry.assignedAt),
        offer_until: entry.offerUntil === null ? null : new Date(entry.offerUntil),
        passed: JSON.stringify(entry.passed),
      })),
    )
    .onConflict((oc) =>
      oc.column('conversation_id').doUpdateSet((eb) => ({
        queued_at: eb.ref('excluded.queued_at'),
        queue_id: eb.ref('excluded.queue_id'),
        assigned_to: eb.ref('excluded.assigned_to'),
        assigned_at: eb.ref('excluded.assigned_at'),
        offer_until: eb.ref('excluded.offer_until'),
        passed: eb.ref('excluded.passed'),
      })),
    )
    .execute()
}

/** Entries of waits that are over. One made for a wait about to begin has a moment to come true. */
export async function dropOldEntries(tx: Tx, before: Date): Promise<void> {
  await sql`delete from queue_entries e using conversations c where c.id = e.conversation_id
    and (c.status <> 'queued' or c.queued_at is distinct from e.queued_at) and e.queued_at < ${before}`.execute(tx)
}

export type Unanswered = {
  id: string
  queueId: string | null
  assigneeId: string
  since: Date
  everAnswered: boolean
}
/** Chats in somebody's hands whose customer has had no human word since `before`. */
export async function listUnanswered(db: Queryable, before: Date): Promise<Unanswered[]> {
  const { rows } = await sql<{
    id: string
    queue_id: string | null
    assignee_id: string
    since: Date
    answered: boolean
  }>`
    select * from (
      select c.id, c.queue_id, c.assignee_id, said.answered,
        case when not said.answered then c.accepted_at else c.last_message_at end as since,
        c.last_message ->> 'author' as last
      from conversations c
      cross join lateral (select exists (select 1 from messages m where m.conversation_id = c.id
        and m.author_kind = 'agent' and not m.internal and m.at >= c.accepted_at) as answered) said
      where c.status = 'human' and c.assignee_id is not null and c.accepted_at < ${before}
    ) open where since < ${before} and (not answered or last = 'customer') limit 500`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    queueId: row.queue_id,
    assigneeId: row.assignee_id,
    since: row.since,
    everAnswered: row.answered,
  }))
}

export type WaitAlert = { conversationId: string; since: Date; what: 'unanswered' | 'overflow' }
/** Those that nobody said yet; each is said once, by whichever node is first. */
export async function insertAlerts(tx: Tx, alerts: WaitAlert[]): Promise<WaitAlert[]> {
  if (!alerts.length) return []
  const rows = await tx
    .insertInto('wait_alerts')
    .values(alerts.map(({ conversationId, since, what }) => ({ conversation_id: conversationId, since, what })))
    .onConflict((oc) => oc.doNothing())
    .returning(['conversation_id', 'what'])
    .execute()
  const fresh = new Set(rows.map((row) => `${row.what} ${row.conversation_id}`))
  return alerts.filter(({ conversationId, what }) => fresh.has(`${what} ${conversationId}`))
}

/** Seconds that chats took which people ended within the last day; null when too few did. */
export async function averageHandleSeconds(db: Queryable, now: Date): Promise<number | null> {
  const { rows } = await sql<{ n: number; seconds: number | null }>`
    select count(*)::int as n, avg(extract(epoch from closed_at - accepted_at))::float8 as seconds from (
      select closed_at, accepted_at from conversations
      where last_message_at > ${new Date(now.getTime() - 86_400_000)} and status = 'closed' and accepted_at is not null
        and closed_at > accepted_at order by last_message_at desc limit 200) ended`.execute(db)
  const [found] = rows
  return found && found.n >= 10 ? found.seconds : null
}

export type PastArrival = Omit<Waiting, 'queueId' | 'emotion' | 'passed'> & {
  handleSeconds: number
  patienceSeconds: number
}
/** Who came to wait for a person in a stretch of time. Of who was never answered, his patience is what he waited. */
export async function listPastArrivals(
  db: Queryable,
  { from, to }: { from: Date; to: Date },
  limit: number,
): Promise<PastArrival[]> {
  const { rows } = await sql<QueuedDbRow & { accepted_at: Date | null; closed_at: Date | null }>`
    select c.id, c.channel, c.language, c.skill, c.priority, c.queued_at, c.accepted_at, c.closed_at,
      c.hand_over ->> 'reason' as reason, (c.hand_over ->> 'senior')::boolean as senior, k.tier, k.tags,
      k.dedicated_agent_id,
      (select p.assignee_id from conversations p where p.customer_id = c.customer_id and p.id <> c.id
        and p.status = 'closed' and p.assignee_id is not null and p.last_message_at < c.queued_at
        order by p.last_message_at desc limit 1) as last_agent
    from conversations c join customers k on k.id = c.customer_id
    where c.queued_at >= ${from} and c.queued_at < ${to} order by c.queued_at limit ${limit}`.execute(db)
  return rows.map((row) => {
    const { queueId: _, emotion: __, passed: ___, ...waiting } = toQueued(row).waiting
    const took = row.accepted_at && row.closed_at ? row.closed_at.getTime() - row.accepted_at.getTime() : USUAL_MS
    const gaveUp = !row.accepted_at && row.closed_at ? row.closed_at.getTime() - row.queued_at.getTime() : null
    return {
      ...waiting,
      handleSeconds: Math.max(1, took / 1000),
      patienceSeconds: gaveUp === null ? Number.POSITIVE_INFINITY : Math.max(1, gaveUp / 1000),
    }
  })
}
const USUAL_MS = 360_000

/** Who came to work and left in a stretch of time, in order. */
export async function listPresenceChanges(
  db: Queryable,
  { from, to }: { from: Date; to: Date },
): Promise<{ userId: string; at: Date; online: boolean }[]> {
  const { rows } = await sql<{ user_id: string; at: Date; status: string }>`
    select payload ->> 'userId' as user_id, at, payload -> 'presence' ->> 'status' as status from events
    where kind = 'presence.changed' and at >= ${from} and at < ${to} order by at limit 20000`.execute(db)
  return rows.map((row) => ({ userId: row.user_id, at: row.at, online: row.status === 'online' }))
}

/** Whether there is anything to route or to watch. */
export async function hasWork(db: Queryable): Promise<boolean> {
  const row = await db
    .selectFrom('conversations')
    .select('id')
    .where('status', 'in', ['queued', 'human'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
