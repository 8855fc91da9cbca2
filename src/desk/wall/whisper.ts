import { requireReadable } from '#conversations/access.ts'
import type { Conversations } from '#conversations/change.ts'
import { noteOf } from '#desk/deps.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor } from '#platform/http/route.ts'

/** Says something to who serves a conversation: a note in it that the customer never sees, and a nudge. Throws not_served. */
export async function whisper(
  deps: { conversations: Conversations },
  actor: Actor,
  id: string,
  text: string,
): Promise<void> {
  await deps.conversations.change(id, (c) => {
    requireReadable(actor, c)
    if (c.status !== 'human' || c.assigneeId === null) throw new AppError('not_served')
    const from = 'name' in actor ? actor.name : ''
    return {
      messages: noteOf(actor, text),
      actor: `${actor.kind}:${actor.id}`,
      events: [{ kind: 'whisper.sent', payload: { userId: c.assigneeId, from, text } }],
    }
  })
}
