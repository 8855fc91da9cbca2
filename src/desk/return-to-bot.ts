import { requireReadable, requireServing } from '#conversations/access.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import { actorName, type DeskDeps, notice } from '#desk/deps.ts'
import type { Actor } from '#platform/http/route.ts'

/** Gives a chat back to the bot, which starts afresh and answers from the next message on. */
export async function returnToBot(deps: DeskDeps, actor: Actor, id: string): Promise<StoredConversation> {
  const { conversation } = await deps.conversations.change(id, (c) => {
    requireReadable(actor, c)
    requireServing(actor, c)
    if (c.status === 'bot') return null
    return {
      patch: {
        status: 'bot',
        assigneeId: null,
        acceptedAt: null,
        queuedAt: null,
        skill: null,
        queueId: null,
        priority: 0,
        handOver: null,
        pending: null,
        answeredSeq: c.customerSeq,
        dialogue: deps.freshDialogue(c.language),
      },
      messages: [notice('returned-to-bot')],
      what: 'returned-to-bot',
      actor: actorName(actor),
    }
  })
  return conversation
}
