import { comparePositions, type LedgerEvent, type Position } from '#platform/ledger/contract.ts'
import { BATCH } from '#platform/ledger/feed.ts'

/** Events that wait for a slow reader; when there are more it fetches them again once it gets to them. */
const MOST_WAITING = 5 * BATCH

/** What a reader has heard and not yet handled. */
export type Inbox = {
  /** How far it reaches; null while nothing is collected. */
  heard(): Position | null
  waiting(): number
  /** Collects from here on. */
  begin(from: Position): void
  hear(events: LedgerEvent[], end: Position): void
  /** The oldest that wait, and up to where nothing is left once they are handled. */
  take(): { events: LedgerEvent[]; end: Position }
  /** Lets everything go: what was heard is fetched again. */
  forget(): void
}

export function openInbox(wanted: (event: LedgerEvent) => boolean): Inbox {
  let events: LedgerEvent[] = []
  let heard: Position | null = null
  const forget = () => {
    events = []
    heard = null
  }
  return {
    heard: () => heard,
    waiting: () => events.length,
    begin(from) {
      events = []
      heard = from
    },
    hear(news, end) {
      if (heard === null) return
      const from = heard
      const known = comparePositions(news[0]!.position, from) <= 0
      const fresh = known ? news.filter(({ position }) => comparePositions(position, from) > 0) : news
      for (const event of fresh) if (wanted(event)) events.push(event)
      if (events.length > MOST_WAITING) forget()
      else if (fresh.length) heard = end
    },
    take() {
      const batch = events.splice(0, BATCH)
      return { events: batch, end: events.length ? batch.at(-1)!.position : heard! }
    },
    forget,
  }
}
