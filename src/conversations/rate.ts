import type { z } from 'zod'
import { requireReadable } from '#conversations/access.ts'
import type { Conversations } from '#conversations/change.ts'
import type { rateConversation } from '#conversations/contract.ts'
import type { Actor } from '#platform/http/route.ts'

/** The customer says how it was. */
export async function rate(
  conversations: Conversations,
  actor: Actor,
  id: string,
  input: z.output<typeof rateConversation>,
) {
  const { conversation } = await conversations.change(id, (c) => {
    requireReadable(actor, c)
    if (c.rating === input.score && (c.ratingComment ?? '') === input.comment) return null
    return {
      patch: { rating: input.score, ratingComment: input.comment || null },
      what: 'rated',
      actor: `customer:${actor.id}`,
    }
  })
  return { rating: conversation.rating }
}
