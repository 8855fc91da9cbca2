import type { Database } from '#platform/db/open.ts'
import type { LedgerEvent, Position } from '#platform/ledger/contract.ts'
import { endPosition, eventsAfter, keepPosition, readerPosition } from '#platform/ledger/queries.ts'
import type { Log } from '#platform/log.ts'

export type Follower = {
  /** Everything up to here has been handled. */
  position(): Position
  /** Looks now instead of waiting for the next notice; resolves when all that is committed has been handled. */
  catchUp(): Promise<void>
  stop(): Promise<void>
}

export type FollowOptions = {
  database: Database
  log: Log
  /** A name keeps the position in the database, so that a restart goes on where it stopped; without one it starts now. */
  name?: string
  /** Gets events in order; must be idempotent: after a crash the last batch comes again. */
  handle: (events: LedgerEvent[]) => Promise<void> | void
  /** Safety look when no notice came, in milliseconds. */
  everyMs?: number
  /** Looks every `everyMs` only, not at each commit: for readers whose work can wait, so that turns need not. */
  patient?: boolean
}

const BATCH = 1000

/** Reads the ledger from a position on, woken by the database's notice at each commit. */
export async function followLedger(options: FollowOptions): Promise<Follower> {
  const { database, name, handle, log } = options
  let position = (name && (await readerPosition(database.db, name))) || (name ? '0.0' : await endPosition(database))
  let stopped = false
  let running: Promise<void> | null = null
  let again = false

  const drain = async () => {
    do {
      again = false
      for (;;) {
        const events = await eventsAfter(database, position, BATCH)
        if (!events.length || stopped) break
        await handle(events)
        position = events.at(-1)!.position
        if (name) await keepPosition(database.db, name, position)
        if (events.length < BATCH) break
      }
    } while (again && !stopped)
  }
  const wake = (): Promise<void> => {
    if (stopped) return Promise.resolve()
    again = true
    running ??= drain()
      .catch((error: unknown) =>
        log.error({ err: error, reader: name ?? 'live' }, 'a ledger reader failed; it tries again'),
      )
      .finally(() => {
        running = null
      })
    return running
  }
  const unlisten = options.patient ? null : await database.listen('ledger', () => void wake())
  const timer = setInterval(() => void wake(), options.everyMs ?? 1000)
  void wake()
  return {
    position: () => position,
    catchUp: wake,
    stop: async () => {
      clearInterval(timer)
      await unlisten?.()
      stopped = true
      await running
    },
  }
}
