import type { Database } from '#platform/db/open.ts'
import { comparePositions, type Position } from '#platform/ledger/contract.ts'
import { keepPositions } from '#platform/ledger/queries.ts'
import type { Log } from '#platform/log.ts'

/** How much of its work a reader may have to do again after a crash, in milliseconds. */
const EVERY_MS = 1000

type NamedReader = { name: string; position: () => Position }

/** Where the named readers of this process stand, written in one statement for all of them. */
export type KeptPositions = {
  /** Keeps its place from now on; `end` writes it a last time. */
  add(reader: NamedReader): { end(): Promise<void> }
  stop(): Promise<void>
}

export function openPositions(database: Database, log: Log): KeptPositions {
  const kept = new Map<NamedReader, Position>()
  let order: Promise<void> = Promise.resolve()

  const write = async () => {
    const moved = new Map<string, Position>()
    const now = [...kept].map(([reader, last]) => ({ reader, last, position: reader.position() }))
    for (const { reader, last, position } of now) {
      const other = moved.get(reader.name)
      // Of two readers of one name the one that is behind counts: nothing may be left out after a crash.
      if (position !== last && (!other || comparePositions(position, other) < 0)) moved.set(reader.name, position)
    }
    if (!moved.size) return
    await keepPositions(database.db, moved)
    for (const { reader, position } of now) if (kept.has(reader)) kept.set(reader, position)
  }
  /** One after the other, so that an older place never replaces a newer one. */
  const keep = () => {
    order = order.then(write).catch((error: unknown) => {
      log.error({ err: error }, 'the places of ledger readers could not be kept; it is tried again')
    })
    return order
  }
  const timer = setInterval(() => void keep(), EVERY_MS)
  return {
    add(reader) {
      kept.set(reader, reader.position())
      return {
        async end() {
          await keep()
          kept.delete(reader)
        },
      }
    },
    async stop() {
      clearInterval(timer)
      await order
    },
  }
}
