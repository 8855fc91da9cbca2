import { type Assignment, assign, type QueueById, waitsForSenior } from '#desk/routing/assign.ts'
import type { PolicyRules, Queue } from '#desk/routing/contract.ts'
import { pickQueue } from '#desk/routing/pick-queue.ts'
import type { Entry, QueuedRow } from '#desk/routing/queries.ts'
import type { Candidate } from '#desk/routing/score.ts'

/** What one round changes of one wait. */
export type Move =
  | { kind: 'give'; row: QueuedRow; entry: Entry; assignment: Assignment; mode: 'offer' | 'auto' }
  /** Held out to somebody already; perhaps the node that did so did not live to say it. */
  | { kind: 'hold'; row: QueuedRow; entry: Entry; mode: 'offer' | 'auto' }
  | { kind: 'lapse'; row: QueuedRow; entry: Entry; userId: string }
  | { kind: 'wait'; row: QueuedRow; entry: Entry }

/**
 * One round of routing over everybody who waits: which queue each is in, whose offer has lapsed, who gets what. Pure; a
 * wait may appear twice, first as lapsed, then as given to somebody else.
 */
export function decideRound(
  rows: readonly QueuedRow[],
  agents: readonly Candidate[],
  queues: readonly Queue[],
  rules: PolicyRules,
  now: number,
): Move[] {
  const byId: QueueById = new Map(queues.map((queue) => [queue.id, queue]))
  const present = new Map(agents.map((agent) => [agent.userId, agent.presence === 'online']))
  const moves: Move[] = []
  const free: { row: QueuedRow; entry: Entry }[] = []
  const released = new Map<string, number>()
  for (const row of rows) {
    const entry = entryOf(row, queues, byId)
    const queue = byId.get(entry.queueId)!
    const mode = modeOf(queue, row, agents, rules, now)
    const holder = entry.assignedTo
    if (holder && lapsed(entry, now, present.get(holder) ?? false)) {
      moves.push({ kind: 'lapse', row, entry, userId: holder })
      released.set(holder, (released.get(holder) ?? 0) + 1)
      free.push({ row, entry: { ...entry, ...UNHELD, passed: [...entry.passed, holder] } })
    } else if (holder) {
      moves.push({ kind: 'hold', row, entry, mode: mode ?? 'offer' })
    } else if (row.assigneeId) {
      // Meant for a colleague by a transfer: he has it first, others may pull it.
      moves.push({ kind: 'wait', row, entry })
    } else free.push({ row, entry })
  }
  const hands = agents.map((agent) => ({ ...agent, serving: agent.serving - (released.get(agent.userId) ?? 0) }))
  return [...moves, ...give(free, hands, byId, rules, now)]
}

function give(
  free: { row: QueuedRow; entry: Entry }[],
  agents: readonly Candidate[],
  queues: QueueById,
  rules: PolicyRules,
  now: number,
): Move[] {
  const phones = agents.some((agent) => agent.presence === 'online' && agent.phone)
  const waiting = free.flatMap(({ row, entry }) =>
    modeOf(queues.get(entry.queueId)!, row, agents, rules, now)
      ? [
          {
            ...row.waiting,
            byPhone: phones && isCall(row),
            queueId: entry.queueId,
            passed: freshPassed(entry.passed, row.waiting.channel, agents),
          },
        ]
      : [],
  )
  const given = new Map(assign(waiting, agents, queues, rules, now).map((one) => [one.waiting.id, one]))
  return free.map(({ row, entry }): Move => {
    const assignment = given.get(row.waiting.id)
    const queue = queues.get(entry.queueId)!
    const mode = modeOf(queue, row, agents, rules, now)
    if (!assignment || !mode) return { kind: 'wait', row, entry }
    const offerUntil = mode === 'offer' ? now + queue.offerSeconds * 1000 : now + APPLY_MS
    const taken: Entry = { ...entry, assignedTo: assignment.userId, assignedAt: now, offerUntil }
    return { kind: 'give', row, entry: taken, assignment, mode }
  })
}

/** So long the giving may take from the decision to the commit before somebody else is asked. */
const APPLY_MS = 15_000

/** Somebody on the line, whom nobody answers by writing where people have telephones. */
const isCall = ({ waiting }: QueuedRow) => waiting.channel === 'phone' || waiting.channel === 'voice'

/**
 * A manual queue gives nothing by itself, until the customer waited longer than it promises or is to have a senior; a
 * call rings where there is a phone.
 */
function modeOf(
  queue: Queue,
  row: QueuedRow,
  agents: readonly Candidate[],
  rules: PolicyRules,
  now: number,
): 'offer' | 'auto' | null {
  if (queue.mode !== 'manual') return queue.mode
  if (isCall(row) && agents.some(({ phone }) => phone === 'ready')) return 'offer'
  if (waitsForSenior(row.waiting, queue, agents, rules, now)) return 'offer'
  return now - row.waiting.waitsSince >= queue.alertAfterSeconds * 1000 ? 'offer' : null
}

/** When everybody who is there let it pass, they are asked again: nobody waits for people who are not at work. */
function freshPassed(passed: string[], channel: string, agents: readonly Candidate[]): string[] {
  const open = agents.filter(
    (agent) =>
      agent.presence === 'online' &&
      agent.serving < agent.capacity &&
      (agent.servingOn[channel] ?? 0) < (agent.channels[channel] ?? Number.POSITIVE_INFINITY),
  )
  return open.every(({ userId }) => passed.includes(userId)) ? passed.slice(-1).filter(() => open.length > 1) : passed
}

/** The entry of this wait, or a new one; a queue that was removed hands its people to the one that takes them now. */
function entryOf(row: QueuedRow, queues: readonly Queue[], byId: QueueById): Entry {
  if (row.entry && byId.has(row.entry.queueId)) return row.entry
  const kept = row.queueId !== null && byId.has(row.queueId) ? row.queueId : pickQueue(row.waiting, queues).id
  const passed = row.entry?.passed ?? []
  return { queueId: kept, ...UNHELD, passed }
}
const UNHELD = { assignedTo: null, assignedAt: null, offerUntil: null }

const lapsed = (entry: Entry, now: number, isThere: boolean): boolean =>
  !isThere || (entry.offerUntil !== null && entry.offerUntil <= now)
