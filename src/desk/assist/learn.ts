import type { AssistFact } from '#desk/assist/contract.ts'
import { lessonsOf, openRanker } from '#desk/assist/ranker.ts'
import type { Database } from '#platform/db/open.ts'
import type { Position } from '#platform/ledger/contract.ts'
import { ledger } from '#platform/ledger/read.ts'
import type { Tail } from '#platform/ledger/tail.ts'

const KINDS = ['assist.used', 'assist.edited', 'assist.rejected']
const PAGE = 1000

/** The ranker of this node, taught by the ledger from its beginning and by everything that comes; so all nodes agree. */
export async function openLearntRanker({ database, tail }: { database: Database; tail: Tail }) {
  const ranker = openRanker()
  let position: Position = '0.0'
  let reading: Promise<void> = Promise.resolve()
  const readOn = async () => {
    for (;;) {
      const events = await ledger.of(database.db, { kinds: KINDS, after: position, limit: PAGE })
      for (const event of events)
        for (const lesson of lessonsOf(event.kind, event.payload as AssistFact)) ranker.learn(lesson)
      position = events.at(-1)?.position ?? position
      if (events.length < PAGE) return
    }
  }
  const soon = () => {
    // A reading that failed is told to whoever waited for it; the next one makes up for it.
    reading = reading.then(readOn, readOn)
    return reading
  }
  tail.onEvents(async (events) => {
    if (events.some(({ kind }) => KINDS.includes(kind))) await soon()
  })
  await soon()
  return ranker
}
