import { GENERAL, type Queue } from '#desk/routing/contract.ts'
import type { Move } from '#desk/routing/decide-round.ts'
import { insertAlerts, listUnanswered, writeEntries } from '#desk/routing/queries.ts'
import type { Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'

/** A chat that goes back into the queue at that moment, because the agent who was given it said nothing. */
export type Stalled = { id: string; userId: string; at: Date }
type Exceeded = {
  conversationId: string
  queueId: string
  since: Date
  what: 'unanswered' | 'overflow' | 'offer-lapsed'
  userId: string | null
}

/** Says once for each wait that it has become too long, that others are asked too, that an offer was not taken. */
export async function alertWaiting(tx: Tx, moves: Move[], queues: Queue[], now: Date): Promise<void> {
  const byId = new Map(queues.map((queue) => [queue.id, queue]))
  const lapses: Exceeded[] = []
  const due: Exceeded[] = []
  for (const move of moves) {
    const { id, waitsSince } = move.row.waiting
    const base = { conversationId: id, queueId: move.entry.queueId, since: new Date(waitsSince) }
    if (move.kind === 'lapse') {
      lapses.push({ ...base, what: 'offer-lapsed', userId: move.userId })
      continue
    }
    const queue = byId.get(move.entry.queueId)
    const limits = { overflow: queue?.overflow?.afterSeconds, unanswered: queue?.alertAfterSeconds }
    for (const what of ['overflow', 'unanswered'] as const) {
      const limit = limits[what]
      if (limit !== undefined && now.getTime() - waitsSince >= limit * 1000) due.push({ ...base, what, userId: null })
    }
  }
  await tellExceeded(tx, [...lapses, ...(await firstSaid(tx, due))], now)
}

/** Chats whose agent says nothing: an alert and, where the queue gave it to him by itself, somebody else. */
export async function alertUnanswered(tx: Tx, queues: Queue[], now: Date): Promise<Stalled[]> {
  const byId = new Map(queues.map((queue) => [queue.id, queue]))
  const queueOf = (id: string | null) => byId.get(id ?? GENERAL) ?? byId.get(GENERAL)!
  const shortest = Math.min(...queues.map(({ alertAfterSeconds }) => alertAfterSeconds))
  const chats = (await listUnanswered(tx, new Date(now.getTime() - shortest * 1000))).filter(
    ({ queueId, since }) => now.getTime() - since.getTime() >= queueOf(queueId).alertAfterSeconds * 1000,
  )
  const said = await firstSaid(
    tx,
    chats.map(({ id, queueId, since, assigneeId }) => ({
      ...{ conversationId: id, queueId: queueOf(queueId).id, since, what: 'unanswered' as const, userId: assigneeId },
    })),
  )
  await tellExceeded(tx, said, now)
  const told = new Set(said.map(({ conversationId }) => conversationId))
  const stalled = chats.filter(
    (chat) => told.has(chat.id) && !chat.everAnswered && queueOf(chat.queueId).mode !== 'manual',
  )
  const unheld = { assignedTo: null, assignedAt: null, offerUntil: null, queuedAt: now.getTime() }
  await writeEntries(
    tx,
    stalled.map(({ id, queueId, assigneeId }) => ({
      ...{ ...unheld, conversationId: id, queueId: queueOf(queueId).id, passed: [assigneeId] },
    })),
  )
  return stalled.map(({ id, assigneeId }) => ({ id, userId: assigneeId, at: now }))
}

async function firstSaid(tx: Tx, due: Exceeded[]): Promise<Exceeded[]> {
  const asAlerts = due.flatMap(({ conversationId, since, what }) =>
    what === 'offer-lapsed' ? [] : [{ conversationId, since, what }],
  )
  const fresh = new Set(
    (await insertAlerts(tx, asAlerts)).map(({ conversationId, what }) => `${what} ${conversationId}`),
  )
  return due.filter(({ conversationId, what }) => fresh.has(`${what} ${conversationId}`))
}

async function tellExceeded(tx: Tx, found: Exceeded[], now: Date): Promise<void> {
  await appendEvents(
    tx,
    found.map(({ conversationId, queueId, since, what, userId }) => ({
      kind: 'wait.exceeded',
      conversationId,
      customerId: null,
      actor: 'system',
      payload: {
        queueId: queueId === GENERAL ? null : queueId,
        waitedSeconds: Math.round((now.getTime() - since.getTime()) / 1000),
        what,
        userId,
      },
    })),
  )
}
