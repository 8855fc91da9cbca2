import { z } from 'zod'
import { requireReadable } from '#conversations/access.ts'
import type { DeskDeps } from '#desk/deps.ts'
import { draft, draftInput } from '#desk/drafts/contract.ts'
import { deleteDraft, listDrafts, putDraft } from '#desk/drafts/queries.ts'
import type { Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'

const common = { access: 'conversations.reply', tag: 'desk' } as const

export function draftRoutes({ database, conversations }: DeskDeps): Route[] {
  return [
    route({
      ...common,
      method: 'GET',
      path: '/api/desk/drafts',
      summary: "One's own unsent words, latest first.",
      response: z.object({ items: z.array(draft), nextCursor: z.null() }),
      handle: async ({ actor }) => ({ items: await listDrafts(database.db, actor.id), nextCursor: null }),
    }),
    route({
      ...common,
      method: 'PUT',
      path: '/api/desk/drafts/:conversationId',
      summary: 'Keeps what one began to write; an empty text forgets it.',
      params: z.object({ conversationId: z.string().min(1).max(64) }),
      body: draftInput,
      response: z.object({ updatedAt: z.string() }),
      handle: async ({ params, body, actor }) => {
        requireReadable(actor, await conversations.find(params.conversationId))
        const now = new Date()
        if (body.text.trim() && actor.kind === 'user')
          await putDraft(database.db, actor.id, { ...params, ...body }, now)
        else await deleteDraft(database.db, actor.id, params.conversationId)
        return { updatedAt: now.toISOString() }
      },
    }),
  ]
}
