import type { Conversations } from '#conversations/change.ts'
import { alertUnanswered, alertWaiting, type Stalled } from '#desk/routing/alert-waits.ts'
import type { PolicyVersion } from '#desk/routing/contract.ts'
import { decideRound, type Move } from '#desk/routing/decide-round.ts'
import { watchPeak } from '#desk/routing/peak.ts'
import { noteGot, releasedPolicy } from '#desk/routing/policy-queries.ts'
import {
  dropOldEntries,
  hasWork,
  listQueued,
  listQueues,
  lockRouting,
  type QueuedRow,
  writeEntries,
} from '#desk/routing/queries.ts'
import { readCandidates } from '#desk/routing/read-candidates.ts'
import { takeBack, tellMove } from '#desk/routing/tell-round.ts'
import type { Waiting } from '#desk/routing/urgency.ts'
import type { Database, Queryable, Tx } from '#platform/db/open.ts'
import { ROLE_PERMISSIONS, role } from '#team/contract.ts'

export type RoutingDeps = {
  database: Database
  conversations: Conversations
  /** How customers feel, by conversation. */
  emotions: (db: Queryable, ids: readonly string[]) => Promise<ReadonlyMap<string, { level: Waiting['emotion'] }>>
}
/** `watch` also looks at the chats people have, for those in which nobody answers; `evenIdle` at an empty desk too. */
type Round = { now?: Date; watch?: boolean; evenIdle?: boolean }

export const SERVING_ROLES = role.options.filter((one) => ROLE_PERMISSIONS[one].includes('conversations.reply'))
export const MOST_WAITING = 1000
/** An entry made for a wait that is about to begin has so long to come true. */
const BEGINS_WITHIN_MS = 10_000

type Plan = { moves: Move[]; policy: PolicyVersion; stalled: Stalled[] }

/**
 * One round: under the lock that all nodes share it is decided and written down who gets whom; then the conversations
 * are told. A node that dies between the two leaves its word in `queue_entries`, and a later round keeps it. So nobody
 * is given twice and nobody gets more than his hands hold, however many nodes there are. Gives how many were moved.
 */
export async function routeWaiting(
  deps: RoutingDeps,
  { now = new Date(), watch = true, evenIdle = false }: Round = {},
): Promise<number> {
  if (!evenIdle && !(await hasWork(deps.database.db))) return 0
  const plan = await deps.database.transaction((tx) => decide(tx, deps, now, watch))
  if (!plan) return 0
  const given = new Set(plan.moves.flatMap((move) => (move.kind === 'give' ? [move.row.waiting.id] : [])))
  const told = [
    ...plan.stalled.map((one) => takeBack(deps, one)),
    ...plan.moves
      .filter((move) => move.kind !== 'lapse' || !given.has(move.row.waiting.id))
      .map((move) => tellMove(deps, move, plan.policy, now)),
  ]
  return (await Promise.all(told)).filter(Boolean).length
}

async function decide(tx: Tx, deps: RoutingDeps, now: Date, watch: boolean): Promise<Plan | null> {
  await lockRouting(tx)
  const policy = await releasedPolicy(tx)
  if (!policy) return null
  await dropOldEntries(tx, new Date(now.getTime() - BEGINS_WITHIN_MS))
  const queues = await listQueues(tx)
  const rows = await withEmotions(tx, deps, await listQueued(tx, MOST_WAITING))
  const agents = rows.length ? await readCandidates(tx, SERVING_ROLES, policy.rules, now) : []
  const moves = decideRound(rows, agents, queues, policy.rules, now.getTime())
  await writeMoves(tx, moves, now)
  await watchPeak(tx, rows.length, policy.rules, now)
  await alertWaiting(tx, moves, queues, now)
  return { moves, policy, stalled: watch ? await alertUnanswered(tx, queues, now) : [] }
}

export async function withEmotions(db: Queryable, deps: RoutingDeps, rows: QueuedRow[]): Promise<QueuedRow[]> {
  if (!rows.length) return rows
  const ids = rows.map(({ waiting }) => waiting.id)
  const states = await deps.emotions(db, ids)
  return rows.map((row) => {
    const emotion = states.get(row.waiting.id)?.level ?? 'none'
    return { ...row, waiting: { ...row.waiting, emotion } }
  })
}

async function writeMoves(tx: Tx, moves: Move[], now: Date): Promise<void> {
  const changed = moves.filter(
    ({ kind, entry, row }) =>
      kind === 'give' || (kind === 'wait' && JSON.stringify(entry) !== JSON.stringify(row.entry)),
  )
  await writeEntries(
    tx,
    changed.map(({ entry, row }) => ({
      ...entry,
      conversationId: row.waiting.id,
      queuedAt: row.waiting.waitsSince,
    })),
  )
  const getting = changed.flatMap((move) => (move.kind === 'give' ? [move.assignment.userId] : []))
  await noteGot(tx, [...new Set(getting)], now)
}
