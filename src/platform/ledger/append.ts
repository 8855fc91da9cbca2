import type { Tx } from '#platform/db/open.ts'
import type { NewEvent } from '#platform/ledger/contract.ts'
import { insertEvents } from '#platform/ledger/queries.ts'

/** Writes facts in the transaction of the state they change. A trigger tells every node at commit. */
export async function appendEvents(tx: Tx, events: NewEvent[]): Promise<void> {
  if (events.length) await insertEvents(tx, events)
}
