import { requireReadable, requireServing } from '#conversations/access.ts'
import type { CLOSE_REASONS } from '#conversations/contract.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import { actorName, type DeskDeps, noteOf, notice } from '#desk/deps.ts'
import type { Actor } from '#platform/http/route.ts'

export type Closing = { reason: (typeof CLOSE_REASONS)[number]; note: string }

/** Ends a chat and asks the customer how it was; spam is not asked. Throws conversation_closed, not_assigned. */
export async function close(
  deps: DeskDeps,
  actor: Actor,
  id: string,
  { reason, note }: Closing,
): Promise<StoredConversation> {
  const { conversation } = await deps.conversations.change(id, (c) => {
    requireReadable(actor, c)
    requireServing(actor, c)
    const asks = reason === 'spam' ? [] : [{ kind: 'rating-request' as const }]
    return {
      patch: { status: 'closed', closedAt: new Date().toISOString(), closeReason: reason, pending: null },
      messages: [...noteOf(actor, note), notice('closed', undefined, ...asks)],
      what: 'closed',
      actor: actorName(actor),
    }
  })
  return conversation
}
