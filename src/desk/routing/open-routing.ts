import { insertPolicy, releasedPolicy } from '#desk/routing/policy-queries.ts'
import { insertQueue } from '#desk/routing/queries.ts'
import { type RoutingDeps, routeWaiting } from '#desk/routing/route-waiting.ts'
import { GENERAL_QUEUE, STARTING_RULES } from '#desk/routing/starting-policy.ts'
import type { Database, Db } from '#platform/db/open.ts'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import type { Tail } from '#platform/ledger/tail.ts'
import type { Log } from '#platform/log.ts'

export type Routing = {
  /** Looks at everybody who waits, soon; many calls become one round. */
  wake(): void
  /** One round now; resolves when it is told. */
  round(): Promise<number>
  stop(): Promise<void>
}

/** Rounds at least so far apart: a rush of hand-overs is one decision, not a hundred. */
const APART_MS = 200
const LOOK_MS = 1_000
/** Chats in which nobody answers are looked for this often: it costs more than a round. */
const WATCH_MS = 5_000
/** After these facts somebody may get something, or has one hand more. */
const WAKES = new Set(['presence.changed', 'routing.changed', 'emotion.changed', 'user.changed', 'customer.changed'])
const wakes = ({ kind, payload }: LedgerEvent): boolean =>
  WAKES.has(kind) || (kind === 'conversation.changed' && payload.what !== 'subject' && payload.what !== 'rated')

/** Keeps routing going on this node; with several nodes each does, and they take turns under one lock. */
export async function openRouting(deps: RoutingDeps & { tail: Tail; log: Log }): Promise<Routing> {
  await seedRouting(deps.database)
  let timer: NodeJS.Timeout | null = null
  let running: Promise<number> | null = null
  let again = false
  let stopped = false
  let watchedAt = 0

  const round = async (): Promise<number> => {
    if (running) {
      again = true
      return running
    }
    const watch = Date.now() - watchedAt >= WATCH_MS
    if (watch) watchedAt = Date.now()
    running = routeWaiting(deps, { watch })
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
    wake,
    round,
    async stop() {
      stopped = true
      clearInterval(clock)
      if (timer) clearTimeout(timer)
      await running?.catch(() => undefined)
    },
  }
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
