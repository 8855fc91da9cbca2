import type { Conversations } from '#conversations/change.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'

/**
 * May this actor see this conversation? Customers their own; agents what waits, what they serve and what is closed;
 * `conversations.read-all` everything. Nobody learns of the existence of what is not his: not_found.
 */
export function requireReadable(actor: Actor, conversation: StoredConversation): void {
  if (actor.kind === 'customer') {
    if (conversation.customerId !== actor.id) throw new AppError('not_found')
    return
  }
  if (actor.permissions.has('conversations.read-all')) return
  if (!actor.permissions.has('conversations.read')) throw new AppError('forbidden')
  if (conversation.participants.includes(actor.id)) return
  const others = conversation.status === 'human' && conversation.assigneeId !== actor.id
  if (others || conversation.status === 'bot') throw new AppError('not_found')
}

/** Only who serves the conversation speaks in it; supervisors may step in. */
export function requireServing(actor: Actor, conversation: StoredConversation): void {
  if (conversation.status === 'closed') throw new AppError('conversation_closed')
  if (conversation.status === 'human' && conversation.assigneeId === actor.id) return
  if (actor.permissions.has('conversations.assign')) return
  throw new AppError('not_assigned')
}

/** The same question for a socket that wants to watch; team members only. Null when he may not. */
export async function mayRead(
  conversations: Conversations,
  actor: Actor,
  id: string,
): Promise<StoredConversation | null> {
  if (actor.kind === 'customer') return null
  try {
    const conversation = await conversations.load(id)
    requireReadable(actor, conversation)
    return conversation
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}
