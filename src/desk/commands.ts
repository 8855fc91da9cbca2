import { z } from 'zod'
import { requireReadable } from '#conversations/access.ts'
import type { Conversations } from '#conversations/change.ts'
import { type Command, command } from '#platform/realtime/sockets.ts'

type Deps = {
  conversations: Conversations
  /** Tells everybody who has this conversation open, on all nodes. */
  signal: (conversationId: string, payload: Record<string, unknown>) => void
}

/** Who else has this conversation open, and who is writing in it: so that two do not answer at once. */
export function deskSignals({ conversations, signal }: Deps): Command[] {
  return [
    command({
      name: 'desk.viewing',
      access: 'conversations.read',
      payload: z.object({ conversationId: z.string().min(1).max(64), state: z.enum(['open', 'typing', 'left']) }),
      run: async ({ conversationId, state }, { actor, whileOpen }) => {
        requireReadable(actor, await conversations.find(conversationId))
        if (actor.kind !== 'user') return
        const say = (now: typeof state) => signal(conversationId, { conversationId, state: now, userId: actor.id })
        say(state)
        whileOpen(`viewing ${conversationId}`, state === 'left' ? null : () => say('left'))
      },
    }),
  ]
}
