import { z } from 'zod'
import { createReply, editReply, removeReply } from '#desk/canned-reply.ts'
import { cannedReply, cannedReplyInput } from '#desk/contract.ts'
import type { DeskDeps } from '#desk/deps.ts'
import { listReplies } from '#desk/queries.ts'
import { AppError } from '#platform/errors.ts'
import type { Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'

const byId = z.object({ id: z.string().min(1).max(64) })
const common = { access: 'replies.read', tag: 'desk' } as const

export function cannedReplyRoutes({ database }: DeskDeps): Route[] {
  return [
    route({
      ...common,
      method: 'GET',
      path: '/api/canned-replies',
      summary: "The team's ready-made replies and one's own, by shortcut.",
      query: z.object({
        language: z.enum(['zh', 'en']).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
        cursor: z.string().max(120).optional(),
      }),
      response: z.object({ items: z.array(cannedReply), nextCursor: z.string().nullable() }),
      handle: async ({ actor, query }) => {
        const userId = actor.kind === 'user' ? actor.id : null
        const after = query.cursor === undefined ? undefined : readCursor(query.cursor)
        const found = await listReplies(database.db, {
          userId,
          language: query.language,
          after,
          limit: query.limit + 1,
        })
        const items = found.slice(0, query.limit)
        const last = items.at(-1)
        return { items, nextCursor: found.length > query.limit && last ? `${last.shortcut}~${last.id}` : null }
      },
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/canned-replies',
      summary: "Adds a ready-made reply, one's own or, with `shared`, the team's.",
      body: cannedReplyInput,
      response: cannedReply,
      handle: ({ body, actor, ip }) => database.transaction((tx) => createReply(tx, body, { actor, ip })),
    }),
    route({
      ...common,
      method: 'PUT',
      path: '/api/canned-replies/:id',
      summary: 'Rewrites a ready-made reply.',
      params: byId,
      body: cannedReplyInput,
      response: cannedReply,
      handle: ({ params, body, actor, ip }) =>
        database.transaction((tx) => editReply(tx, params.id, body, { actor, ip })),
    }),
    route({
      ...common,
      method: 'DELETE',
      path: '/api/canned-replies/:id',
      summary: 'Deletes a ready-made reply.',
      params: byId,
      response: z.object({}),
      handle: async ({ params, actor, ip }) => {
        await database.transaction((tx) => removeReply(tx, params.id, { actor, ip }))
        return {}
      },
    }),
  ]
}

function readCursor(cursor: string): { shortcut: string; id: string } {
  const [shortcut, id] = cursor.split('~')
  if (!shortcut || !id) throw new AppError('bad_request', { detail: 'cursor' })
  return { shortcut, id }
}
