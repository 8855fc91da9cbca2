import { z } from 'zod'
import { requireReadable } from '#conversations/access.ts'
import { brief } from '#desk/brief/contract.ts'
import { type BriefDeps, readBrief } from '#desk/brief/read-brief.ts'
import { type Route, route } from '#platform/http/route.ts'

/** The hand-over brief of a conversation. */
export function briefRoutes(deps: BriefDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/conversations/:id/brief',
      access: 'conversations.read',
      tag: 'desk',
      summary: 'What whoever takes over reads first: profile, problem and its root, what was tried, three solutions.',
      params: z.object({ id: z.string().min(1).max(64) }),
      query: z.object({ language: z.enum(['zh', 'en']).optional() }),
      response: brief,
      handle: async ({ params, query, actor, locale }) => {
        const conversation = await deps.conversations.load(params.id)
        requireReadable(actor, conversation)
        return readBrief(deps, conversation, query.language ?? locale)
      },
    }),
  ]
}
