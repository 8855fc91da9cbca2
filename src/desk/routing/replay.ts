import { assign } from '#desk/routing/assign.ts'
import type { PolicyRules, Queue, ReplayAnswer } from '#desk/routing/contract.ts'
import { pickQueue } from '#desk/routing/pick-queue.ts'
import { releasedPolicy } from '#desk/routing/policy-queries.ts'
import { listCandidates, listPastArrivals, listPresenceChanges, listQueues } from '#desk/routing/queries.ts'
import { type RoutingDeps, SERVING_ROLES } from '#desk/routing/route-waiting.ts'
import { type Arrival, type Choose, simulate, summarise, type Worker } from '#desk/routing/simulate.ts'
import { AppError } from '#platform/errors.ts'

const MOST_ARRIVALS = 2000
const MOST_SHOWN = 50

/**
 * The arrivals of a day once more, by the policy that decides now and by one that is to be released: who would have
 * waited how long, and who would have got what. Chats take the time they took; who left then leaves after the same time.
 */
export async function replay(
  deps: Pick<RoutingDeps, 'database' | 'emotions'>,
  rules: PolicyRules,
  day: { from: Date; to: Date },
): Promise<ReplayAnswer> {
  const { db } = deps.database
  const [queues, current] = [await listQueues(db), await releasedPolicy(db)]
  if (!current) throw new AppError('not_found')
  const past = await listPastArrivals(db, day, MOST_ARRIVALS)
  const feelings = await deps.emotions(
    db,
    past.map(({ id }) => id),
  )
  const arrivals: Arrival[] = past.map((one) => ({
    ...one,
    queueId: pickQueue(one, queues).id,
    emotion: feelings.get(one.id)?.level ?? 'none',
  }))
  const workers = await workersOf(deps, day)
  const run = (with_: PolicyRules) => simulate(arrivals, workers, chooseBy(queues, with_))
  const [before, after] = [run(current.rules), run(rules)]
  const now = new Map(after.map((one) => [one.id, one]))
  const moved = before.flatMap((one) => {
    const other = now.get(one.id)!
    if (other.userId === one.userId && Math.abs(other.waited - one.waited) < 1) return []
    return [{ conversationId: one.id, tier: one.tier, before: shown(one), after: shown(other) }]
  })
  const byGain = moved.toSorted((a, b) => gain(b) - gain(a))
  return {
    ...{ from: day.from.toISOString(), to: day.to.toISOString(), arrivals: arrivals.length, agents: workers.length },
    before: summarise(before, SERVICE_SECONDS),
    after: summarise(after, SERVICE_SECONDS),
    changed: moved.length,
    moved: byGain.slice(0, MOST_SHOWN),
  }
}

/** As the desk's promise is commonly stated: so many answered within twenty seconds. */
const SERVICE_SECONDS = 20
type Side = { waitedSeconds: number; userId: string | null }
const shown = ({ waited, userId }: { waited: number; userId: string | null }): Side => ({
  waitedSeconds: Math.round(waited),
  userId,
})
const gain = ({ before, after }: { before: Side; after: Side }) => Math.abs(before.waitedSeconds - after.waitedSeconds)

/** A policy as the simulation asks it. Every queue gives by itself here, or nobody would ever pull. */
export function chooseBy(queues: readonly Queue[], rules: PolicyRules): Choose {
  const byId = new Map(queues.map((queue) => [queue.id, queue]))
  return (waiting, agents, now) =>
    assign(waiting, agents, byId, rules, now).map(({ waiting: one, userId }) => ({ id: one.id, userId }))
}

/** Today's agents, at work when the ledger says they were; a day without a word about anybody has all of them. */
async function workersOf(
  { database }: Pick<RoutingDeps, 'database'>,
  day: { from: Date; to: Date },
): Promise<Worker[]> {
  const agents = await listCandidates(database.db, SERVING_ROLES)
  const changes = await listPresenceChanges(database.db, day)
  const idle = { serving: 0, servingOn: {}, lastGotAt: null, presence: 'online' as const, onShift: true }
  return agents.map((agent) => {
    const own = changes.filter(({ userId }) => userId === agent.userId)
    if (!changes.length) return { ...agent, ...idle }
    const shifts = own.flatMap(({ at, online }, n) =>
      online ? [{ from: at.getTime(), to: own[n + 1]?.at.getTime() ?? day.to.getTime() }] : [],
    )
    return { ...agent, ...idle, shifts }
  })
}
