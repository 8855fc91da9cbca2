import type { Colleague } from '#desk/contract.ts'
import { listColleagues } from '#desk/queries.ts'
import { type OnShift, onShiftAt } from '#desk/roster/on-shift.ts'
import { GENERAL, type Queue } from '#desk/routing/contract.ts'
import { readPeak } from '#desk/routing/peak.ts'
import { listQueues } from '#desk/routing/queries.ts'
import { SERVING_ROLES } from '#desk/routing/route-waiting.ts'
import { teamsByUser } from '#desk/teams/queries.ts'
import type { Wall } from '#desk/wall/contract.ts'
import { countDay, type LivePerson, levelByQueue, listOpen } from '#desk/wall/queries.ts'
import type { EmotionState } from '#emotion/contract.ts'
import type { Database, Queryable } from '#platform/db/open.ts'
import { isOpenAt } from '#team/hours.ts'

export type WallDeps = {
  database: Database
  emotions: (db: Queryable, ids: readonly string[]) => Promise<ReadonlyMap<string, EmotionState>>
  /** Tickets whose promise is broken or will be within the hour, the most pressing first. */
  tickets: (db: Queryable, now: Date) => Promise<Wall['tickets']>
  /** What the bot needs to answer, and how long it tries, as usual and at the moment. */
  thresholds: () => Omit<NonNullable<Wall['peak']>, 'since'>
}

const LATELY_MS = 30 * 60_000
const MOST_OPEN = 3000
const MOST_SHOWN = 30
const MOST_SERVED = 500
const LEVELS = { none: 0, low: 1, medium: 2, high: 3 }

/** The wall as it stands now; all of it read from the database, so that every node shows the same. */
export async function readWall(deps: WallDeps, now = new Date()): Promise<Wall> {
  const { db } = deps.database
  const midnight = new Date(now)
  midnight.setHours(0, 0, 0, 0)
  const queues = await listQueues(db)
  const promise = queues.find(({ id }) => id === GENERAL)?.serviceLevel ?? { share: 0.8, seconds: 20 }
  const open = await listOpen(db, new Date(now.getTime() - LATELY_MS), MOST_OPEN)
  const ids = open.map(({ id }) => id)
  const [feelings, colleagues, tickets, day, levels, peak, teams, shifts] = await Promise.all([
    deps.emotions(db, ids),
    listColleagues(db, SERVING_ROLES),
    deps.tickets(db, now),
    countDay(db, midnight, promise.seconds),
    levelByQueue(db, midnight, now),
    readPeak(db),
    teamsByUser(db),
    onShiftAt(db, now),
  ])
  const waiting = open.filter(({ status }) => status === 'queued').map((one) => waitOf(one, queues, now))
  const longestFirst = waiting.toSorted((a, b) => b.waitedSeconds - a.waitedSeconds)
  const counted = day.offered - waiting.filter(({ late }) => !late).length
  return {
    at: now.toISOString(),
    waiting: {
      count: waiting.length,
      longestSeconds: longestFirst[0]?.waitedSeconds ?? 0,
      late: waiting.filter(({ late }) => late).length,
      people: longestFirst.slice(0, MOST_SHOWN),
    },
    angry: angryOf(open, feelings),
    serving: open.flatMap((one) => (one.status === 'human' ? [asPerson(one)] : [])).slice(0, MOST_SERVED),
    agents: colleagues
      .filter(({ id, role, serving }) => role === 'agent' || serving > 0 || shifts.has(id))
      .map((one) => asAgent(one, teams, shifts.get(one.id) ?? null)),
    queues: queues.map((queue) => asQueue(queue, waiting, levels, now)),
    tickets,
    today: {
      ...{ offered: day.offered, answered: day.answered, gaveUp: day.gaveUp, averageWait: day.averageWait },
      serviceLevel: counted > 0 ? Math.min(1, day.inTime / counted) : null,
      within: promise.seconds,
      share: promise.share,
    },
    peak: peak && { ...peak, ...deps.thresholds() },
  }
}

const asPerson = ({ id, customerName, tier, subject, queueId, assigneeId, onCall }: LivePerson) => ({
  ...{ conversationId: id, customerName, tier, subject, queueId, assigneeId, onCall },
})

function waitOf(one: LivePerson, queues: Queue[], now: Date) {
  const waitedSeconds = one.queuedAt ? Math.max(0, Math.round((now.getTime() - one.queuedAt.getTime()) / 1000)) : 0
  const queue = queues.find(({ id }) => id === (one.queueId ?? GENERAL))
  return {
    ...asPerson(one),
    waitedSeconds,
    late: waitedSeconds >= (queue?.alertAfterSeconds ?? Number.POSITIVE_INFINITY),
  }
}

/** Upset at all, the angriest first. */
function angryOf(open: LivePerson[], feelings: ReadonlyMap<string, EmotionState>): Wall['angry'] {
  return open
    .flatMap((one) => {
      const feeling = feelings.get(one.id)
      if (!feeling || feeling.level === 'none') return []
      const { label, level, trend, score } = feeling
      return [{ ...asPerson(one), status: one.status, label, level, trend, score }]
    })
    .sort((a, b) => LEVELS[b.level] - LEVELS[a.level] || b.score - a.score)
    .slice(0, MOST_SHOWN)
}

const asAgent = (
  { id, name, nameEn, presence, serving, capacity }: Colleague,
  teams: ReadonlyMap<string, string[]>,
  shift: OnShift | null,
): Wall['agents'][number] => ({
  shift: shift && { name: shift.name, to: shift.to, onBreak: shift.onBreak },
  missing: shift !== null && !shift.onBreak && presence.status === 'offline',
  ...{ userId: id, name, nameEn, presence: presence.status, reason: presence.reason, since: presence.changedAt },
  ...{ serving, capacity, teams: teams.get(id) ?? [] },
})

function asQueue(
  queue: Queue,
  waiting: ReturnType<typeof waitOf>[],
  levels: ReadonlyMap<string, number>,
  now: Date,
): Wall['queues'][number] {
  const queueId = queue.id === GENERAL ? null : queue.id
  const those = waiting.filter((one) => one.queueId === queueId)
  return {
    ...{ queueId, name: queue.name, waiting: those.length },
    longestSeconds: Math.max(0, ...those.map(({ waitedSeconds }) => waitedSeconds)),
    open: !queue.hours || isOpenAt(queue.hours, now),
    ...{ serviceLevel: levels.get(queue.id) ?? null, within: queue.serviceLevel.seconds },
    share: queue.serviceLevel.share,
  }
}
