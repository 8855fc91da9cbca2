import { z } from 'zod'
import { requireReadable, requireServing } from '#conversations/access.ts'
import { assistAnswer, assistFeedback, assistInput, assistOutcome } from '#desk/assist/contract.ts'
import { recordFeedback } from '#desk/assist/feedback.ts'
import { type AssistDeps, suggest } from '#desk/assist/suggest.ts'
import { actorName } from '#desk/deps.ts'
import type { Actor, Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'

const byId = z.object({ id: z.string().min(1).max(64) })
const common = { access: 'conversations.reply', tag: 'desk' } as const

/** Live help for whoever writes to a customer, and what became of it. */
export function assistRoutes(deps: AssistDeps): Route[] {
  const served = async (actor: Actor, id: string) => {
    const conversation = await deps.conversations.load(id)
    requireReadable(actor, conversation)
    requireServing(actor, conversation)
    return conversation
  }
  return [
    route({
      ...common,
      method: 'POST',
      path: '/api/conversations/:id/assist',
      summary: 'What could be said next, best first: answers with source, scripts, the next step, cases solved before.',
      params: byId,
      body: assistInput,
      response: assistAnswer,
      handle: async ({ params, body, actor }) => suggest(deps, await served(actor, params.id), body.draft),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/conversations/:id/assist/feedback',
      summary:
        'Says what became of a suggestion: used, edited, or thrown away; the order of the next ones learns from it.',
      params: byId,
      body: assistFeedback,
      response: assistOutcome,
      handle: async ({ params, body, actor }) => {
        const { id: conversationId, customerId } = await served(actor, params.id)
        const about = { conversationId, customerId, actor: actorName(actor) }
        return deps.database.transaction((tx) => recordFeedback(tx, about, body))
      },
    }),
  ]
}
