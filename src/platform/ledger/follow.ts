import type { Database } from '#platform/db/open.ts'
import { comparePositions, type LedgerEvent, type Position } from '#platform/ledger/contract.ts'
import { BATCH, borrowFeed } from '#platform/ledger/feed.ts'
import { openInbox } from '#platform/ledger/inbox.ts'
import { endPosition, eventsAfter, readerPosition } from '#platform/ledger/queries.ts'
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
  /** The kinds it handles, all others pass it by; absent: every kind. */
  kinds?: readonly string[]
  /** Of these kinds only what it says yes to. Must be quick and pure. */
  wants?: (event: LedgerEvent) => boolean
  /** Gets events in order; must be idempotent: after a crash the last second comes again, after an error the last batch. */
  handle: (events: LedgerEvent[]) => Promise<void> | void
  /** When it tries again after an error, and for the patient how often it looks, in milliseconds. */
  everyMs?: number
  /** Looks every `everyMs` only, not at each commit: for readers whose work can wait, so that turns need not. */
  patient?: boolean
}

/** Reads the ledger from a position on. What is new comes from the reading that all readers of the process share. */
export async function followLedger(options: FollowOptions): Promise<Follower> {
  const { database, name, handle, log, patient = false, everyMs = 1000 } = options
  const wanted = filterOf(options)
  let position = (name && (await readerPosition(database.db, name))) || (name ? '0.0' : await endPosition(database))
  const { feed, giveBack } = await borrowFeed(database, log)
  const inbox = openInbox(wanted)
  let stopped = false
  let running: Promise<void> | null = null

  /** Fetches what was read before this one came, or went by while it was too slow. From `joint` on the inbox has it. */
  const overtake = async () => {
    for (let joint = position; ; ) {
      if (inbox.heard() === null) {
        joint = later(position, feed.end())
        inbox.begin(joint)
      }
      const fetched = await eventsAfter(database, position, BATCH)
      const own = fetched.filter((event) => comparePositions(event.position, joint) <= 0)
      const events = own.filter(wanted)
      // Where it has not been it does not stand.
      if (stopped) return inbox.forget()
      if (events.length) await handle(events)
      const done = own.length < BATCH
      position = done ? joint : own.at(-1)!.position
      if (done && inbox.heard() !== null) return
    }
  }
  const drain = async () => {
    // Everybody hears before anybody works.
    await null
    try {
      for (;;) {
        if (inbox.heard() === null) await overtake()
        if (!inbox.waiting() || stopped) return
        const { events, end } = inbox.take()
        await handle(events)
        position = end
      }
    } catch (error) {
      inbox.forget()
      log.error({ err: error, reader: name ?? 'live' }, 'a ledger reader failed; it tries again')
    } finally {
      running = null
    }
  }
  const wake = (): Promise<void> => {
    if (!stopped && !running && (inbox.heard() === null || inbox.waiting())) running = drain()
    return running ?? Promise.resolve()
  }
  /** With nothing left to handle it stands where its inbox ends. */
  const at = () => (running || inbox.waiting() ? position : (inbox.heard() ?? position))

  const hearer = {
    everyMs: patient ? null : everyMs,
    hear(events: LedgerEvent[], end: Position) {
      inbox.hear(events, end)
      if (!patient || inbox.waiting() >= BATCH) void wake()
    },
  }
  feed.join(hearer)
  const kept = name ? feed.positions.add({ name, position: at }) : null
  const timer = setInterval(() => void wake(), everyMs)
  void wake()
  return {
    position: at,
    async catchUp() {
      await feed.look()
      await wake()
    },
    async stop() {
      clearInterval(timer)
      stopped = true
      await running
      await kept?.end()
      feed.leave(hearer)
      await giveBack()
    },
  }
}

/** What a reader handles of what it hears. */
function filterOf({ kinds, wants }: FollowOptions): (event: LedgerEvent) => boolean {
  const known = kinds && new Set(kinds)
  return (event) => (!known || known.has(event.kind)) && (!wants || wants(event))
}

const later = (a: Position, b: Position): Position => (comparePositions(a, b) < 0 ? b : a)
