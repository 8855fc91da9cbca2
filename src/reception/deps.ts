import type { Conversations } from '#conversations/change.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import type { Log } from '#platform/log.ts'
import type { Caller, RunCall } from '#reception/contract.ts'
import type { Mind } from '#reception/decide.ts'

export type ReceptionDeps = {
  conversations: Conversations
  mind: Mind
  /** The customer by our id; throws not_found for nobody. */
  caller: (customerId: string) => Promise<Caller>
  runCall: RunCall
  /** Hears what a customer writes, once it is stored. */
  overhear?: (conversation: StoredConversation, text: string) => Promise<void>
  /** Whether this customer may not write at the moment. */
  isBlocked: (customerId: string) => boolean
  /** Shows or hides "is typing" while an action runs. */
  typing: (conversation: StoredConversation, on: boolean) => void
  node: string
  log: Log
}
