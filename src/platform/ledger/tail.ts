import type { Database } from '#platform/db/open.ts'
import type { LedgerEvent, Position } from '#platform/ledger/contract.ts'
import { followLedger } from '#platform/ledger/follow.ts'
import type { Log } from '#platform/log.ts'

/** The live end of the ledger, read once for everything in this process that wants to know at once. */
export type Tail = {
  /** Hears every batch from now on, in order; the next batch waits for all listeners. */
  onEvents(listener: (events: LedgerEvent[]) => Promise<void> | void): void
  position(): Position
  /** Resolves when all that is committed has been heard. */
  catchUp(): Promise<void>
  stop(): Promise<void>
}

export async function openTail(database: Database, log: Log): Promise<Tail> {
  const listeners: ((events: LedgerEvent[]) => Promise<void> | void)[] = []
  const follower = await followLedger({
    database,
    log,
    handle: async (events) => {
      for (const listener of listeners) {
        try {
          await listener(events)
        } catch (error) {
          log.error({ err: error }, 'a listener of the ledger failed; the others go on')
        }
      }
    },
  })
  return {
    onEvents: (listener) => void listeners.push(listener),
    position: follower.position,
    catchUp: follower.catchUp,
    stop: follower.stop,
  }
}
