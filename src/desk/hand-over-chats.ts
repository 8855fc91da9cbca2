import type { Conversations } from '#conversations/change.ts'
import type { Change, StoredConversation } from '#conversations/stored.ts'
import { notice } from '#desk/deps.ts'
import { requeued } from '#desk/requeue.ts'

/** Back into the queue because its agent is gone; the customer is told that somebody else comes. */
export const leftByAgent = (c: StoredConversation, now: Date): Change => ({
  patch: requeued(c, { reason: 'agent-left' }, now),
  messages: [notice('agent-left')],
  what: 'queued',
  actor: 'system',
})

/**
 * What somebody who goes home serves waits for others at once; what he put aside stays his until it wakes. Gives how many
 * chats went on.
 */
export async function handOverChats(conversations: Conversations, userId: string, now = new Date()): Promise<number> {
  let moved = 0
  for (const { id, snoozedUntil } of await conversations.live('human', userId)) {
    if (snoozedUntil) continue
    const { messages } = await conversations.change(id, (c) =>
      c.status === 'human' && c.assigneeId === userId && !c.snoozedUntil ? leftByAgent(c, now) : null,
    )
    moved += messages.length
  }
  return moved
}
