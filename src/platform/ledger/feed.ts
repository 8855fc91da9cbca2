import type { Database } from '#platform/db/open.ts'
import type { LedgerEvent, Position } from '#platform/ledger/contract.ts'
import { type KeptPositions, openPositions } from '#platform/ledger/positions.ts'
import { endPosition, eventsAfter } from '#platform/ledger/queries.ts'
import type { Log } from '#platform/log.ts'

/** Most events in one fetch, and in one call of a reader's `handle`. */
export const BATCH = 1000

/** One who hears what is read. `hear` must not wait: how fast a reader works is its own affair. */
export type Hearer = {
  /** Safety look when no notice came, in milliseconds; null for one that is in no hurry. */
  everyMs: number | null
  hear(events: LedgerEvent[], end: Position): void
}

/** The end of the ledger, read once for all readers of this process: one fetch at each notice of the database. */
export type Feed = {
  /** Everything up to here has been heard. */
  end(): Position
  join(hearer: Hearer): void
  leave(hearer: Hearer): void
  /** Resolves when all that was committed before the call has been heard. */
  look(): Promise<void>
  positions: KeptPositions
  stop(): Promise<void>
}

const feeds = new WeakMap<Database, { feed: Promise<Feed>; users: number }>()

/** The reading of this database, begun now if nobody has it yet. Whoever gives it back last ends it. */
export async function borrowFeed(database: Database, log: Log): Promise<{ feed: Feed; giveBack(): Promise<void> }> {
  const shared = feeds.get(database) ?? { feed: openFeed(database, log), users: 0 }
  feeds.set(database, shared)
  shared.users++
  const giveBack = async () => {
    if (--shared.users) return
    feeds.delete(database)
    await (await shared.feed).stop()
  }
  try {
    return { feed: await shared.feed, giveBack }
  } catch (error) {
    if (feeds.get(database) === shared) feeds.delete(database)
    throw error
  }
}

async function openFeed(database: Database, log: Log): Promise<Feed> {
  const hearers = new Set<Hearer>()
  let end = await endPosition(database)
  let reading: Promise<void> | null = null
  let again = false
  let timer: NodeJS.Timeout | undefined

  const fetch = async () => {
    for (;;) {
      const events = await eventsAfter(database, end, BATCH)
      if (events.length) {
        end = events.at(-1)!.position
        for (const hearer of hearers) hearer.hear(events, end)
      }
      if (events.length < BATCH) return
    }
  }
  const read = async () => {
    try {
      while (again && hearers.size) {
        again = false
        await fetch()
      }
    } catch (error) {
      log.error({ err: error }, 'the ledger could not be read; it is tried again')
    } finally {
      reading = null
    }
  }
  const look = () => {
    again = true
    if (!hearers.size) return Promise.resolve()
    reading ??= read()
    return reading
  }
  /** The safety look comes as often as the most hurried wants it. */
  const setTimer = () => {
    clearInterval(timer)
    const wanted = [...hearers].map(({ everyMs }) => everyMs ?? 1000)
    if (wanted.length) timer = setInterval(() => void look(), Math.min(...wanted))
  }
  const unlisten = await database.listen('ledger', () => void look())
  const positions = openPositions(database, log)
  return {
    end: () => end,
    join(hearer) {
      hearers.add(hearer)
      setTimer()
    },
    leave(hearer) {
      hearers.delete(hearer)
      setTimer()
    },
    look,
    positions,
    async stop() {
      await unlisten()
      await reading
      await positions.stop()
    },
  }
}
