import { businessEvents } from '#business/contract.ts'
import { conversationEvents } from '#conversations/contract.ts'
import { customerEvents } from '#customers/contract.ts'
import { deskEvents } from '#desk/contract.ts'
import { knowledgeEvents } from '#knowledge/contract.ts'
import type { EventDefinitions } from '#platform/ledger/contract.ts'
import { teamEvents } from '#team/contract.ts'
import { ticketEvents } from '#tickets/contract.ts'

/** Every fact of the ledger, by kind; each is declared by its owner. */
export const EVENTS: EventDefinitions = {
  ...conversationEvents,
  ...customerEvents,
  ...businessEvents,
  ...knowledgeEvents,
  ...ticketEvents,
  ...deskEvents,
  ...teamEvents,
}
