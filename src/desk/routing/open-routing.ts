import { type Asking, closedFor, isOutsideHours } from '#desk/routing/after-hours.ts'
import { type PeakShift, readPeak } from '#desk/routing/peak.ts'
import { insertPolicy, releasedPolicy } from '#desk/routing/policy-queries.ts'
import { insertQueue, listQueues } from '#desk/routing/queries.ts'
import { type RoutingDeps, routeWaiting } from '#desk/routing/route-waiting.ts'
import { GENERAL_QUEUE, STARTING_RULES } from '#desk/routing/starting-policy.ts'
import { openPlaces, type SendPlace } from '#desk/routing/tell-places.ts'
import type { Database, Db } from '#platform/db/open.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import type { Tail } from '#platform/ledger/tail.ts'
import type { Log } from '#platform/log.ts'

export type Routing = {
  /** One round now; resolves when it is told. */
  round(): Promise<number>
  /** Whether nobody is there for who asks for a person now, and when somebody is; from what this node knows. */
  closedFor(asking: Asking, now: Date): { opensAt: string | null } | null
  /** Whether the queue that would take him is outside its hours. */
  isOutsideHours(asking: Pick<Asking, 'skill' | 'tier' | 'language' | 'channel'>, now: Date): boolean
  /** How far the bot's thresholds are moved at the moment; null outside peak time. */
  peakShift(): PeakShift | null
  stop(): Promise<void>
}
type Deps = RoutingDeps & { tail: Tail; log: Log; send: SendPlace }

/** Rounds at least so far apart: a rush of hand-overs is one decision, not a hundred. */
const APART_MS = 200
const LOOK_MS = 1_000
/** Chats in which nobody answers are looked for this often: it costs more than a round. */
const WATCH_MS = 5_000
/** After these facts somebody may get something, or has one hand more. */
const WAKES = new Set([
  'presence.changed',
  'routing.changed',
  'emotion.changed',
  'user.changed',
  'customer.changed',
  'phone.changed',
])
const wakes = ({ kind, payload }: LedgerEvent): boolean =>
  WAKES.has(kind) || (kind === 'conversation.changed' && payload.what !== 'subject' && payload.what !== 'rated')

/** Keeps routing going on this node; with several nodes each does, and they take turns under one lock. */
export async function openRouting(deps: Deps): Promise<Routing> {
  await seedRouting(deps.database)
  const known = await followSettings(deps)
  const places = openPlaces(deps, deps.send)
  let timer: NodeJS.Timeout | null = null
  let running: Promise<number> | null = null
  let again = false
  let stopped = false
  let watchedAt = 0

  const once = async (): Promise<number> => {
    const watch = Date.now() - watchedAt >= WATCH_MS
    if (watch) watchedAt = Date.now()
    // Peak time that somebody switched on begins, and all peak time ends, though nobody waits.
    const evenIdle = known().peak || known().rules.peak.mode === 'on'
    const moved = await routeWaiting(deps, { watch, evenIdle })
    await places()
    return moved
  }
  const round = async (): Promise<number> => {
    if (running) {
      again = true
      return running
    }
    running = once()
    try {
      return await running
    } finally {
      running = null
      if (again) {
        again = false
        wake()
      }
    }
  }
  const wake = () => {
    if (timer || stopped) return
    timer = setTimeout(() => {
      timer = null
      round().catch((error: unknown) =>
        deps.log.error({ err: error }, 'a round of routing failed; the next one tries again'),
      )
    }, APART_MS)
  }
  deps.tail.onEvents((events) => {
    if (events.some(wakes)) wake()
  })
  // Offers lapse and waits grow without a word in the ledger.
  const clock = setInterval(wake, LOOK_MS)
  return {
    round,
    closedFor: (asking, now) => closedFor(asking, known().queues, known().rules, now),
    isOutsideHours: (asking, now) => isOutsideHours(asking, known().queues, now),
    peakShift: () => (known().peak ? known().rules.peak : null),
    async stop() {
      stopped = true
      clearInterval(clock)
      if (timer) clearTimeout(timer)
      await running?.catch(() => undefined)
    },
  }
}

/** What a turn asks without waiting: queues, rules and whether it is peak time, read anew after each change of them. */
async function followSettings({ database, tail, log }: Pick<Deps, 'database' | 'tail' | 'log'>) {
  const read = async () => ({
    queues: await listQueues(database.db),
    rules: (await releasedPolicy(database.db))?.rules ?? STARTING_RULES,
    peak: (await readPeak(database.db)) !== null,
  })
  let known = await read()
  tail.onEvents(async (events) => {
    if (!events.some(({ kind }) => kind === 'routing.changed')) return
    try {
      known = await read()
    } catch (error) {
      log.error({ err: error }, 'the queues could not be read anew; this node goes on with what it knew')
    }
  })
  return () => known
}

/** The general queue and a first policy, once; nodes that start together agree. */
export async function seedRouting(database: Database): Promise<void> {
  const { id, ...queue } = GENERAL_QUEUE
  await insertQueue(database.db, id, queue, 'system')
  await firstPolicy(database.db)
}

async function firstPolicy(db: Db): Promise<void> {
  if (await releasedPolicy(db)) return
  await insertPolicy(db, { rules: STARTING_RULES, note: '', by: 'system', released: true }).catch(
    async (error: unknown) => {
      if (!(await releasedPolicy(db))) throw error
    },
  )
}
