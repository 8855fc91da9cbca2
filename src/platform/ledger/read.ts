import { endPosition, eventsAfter, eventsOf } from '#platform/ledger/queries.ts'

/** Reading the ledger: everything after a position, the newest safe position, the history of one conversation or customer. */
export const ledger = { after: eventsAfter, end: endPosition, of: eventsOf }
