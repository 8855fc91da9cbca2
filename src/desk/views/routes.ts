import { z } from 'zod'
import type { DeskDeps } from '#desk/deps.ts'
import { savedView, savedViewInput } from '#desk/views/contract.ts'
import { deleteView, findViewOwner, listViews, putView } from '#desk/views/queries.ts'
import { AppError } from '#platform/errors.ts'
import type { Actor, Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'
import { newId } from '#platform/id.ts'

const common = { access: 'conversations.read', tag: 'desk' } as const

export function viewRoutes({ database }: DeskDeps): Route[] {
  return [
    route({
      ...common,
      method: 'GET',
      path: '/api/views',
      summary: "The team's saved lists of conversations and one's own.",
      response: z.object({ items: z.array(savedView), nextCursor: z.null() }),
      handle: async ({ actor }) => ({
        items: await listViews(database.db, actor.kind === 'user' ? actor.id : null),
        nextCursor: null,
      }),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/views',
      summary: 'Keeps the filters of a list under a name; the same name again replaces them.',
      body: savedViewInput,
      response: savedView,
      handle: async ({ body, actor }) => {
        const view = { id: newId(), name: body.name, ownerId: ownerOf(actor, body.shared), filters: body.filters }
        return { ...view, id: await database.transaction((tx) => putView(tx, view)) }
      },
    }),
    route({
      ...common,
      method: 'DELETE',
      path: '/api/views/:id',
      summary: 'Forgets a saved list.',
      params: z.object({ id: z.string().min(1).max(64) }),
      response: z.object({}),
      handle: async ({ params, actor }) => {
        await database.transaction(async (tx) => {
          const found = await findViewOwner(tx, params.id)
          if (!found || (found.ownerId !== null && found.ownerId !== actor.id)) throw new AppError('not_found')
          if (found.ownerId === null) ownerOf(actor, true)
          await deleteView(tx, params.id)
        })
        return {}
      },
    }),
  ]
}

function ownerOf(actor: Actor, shared: boolean): string | null {
  if (shared ? actor.permissions.has('conversations.assign') : actor.kind === 'user') return shared ? null : actor.id
  throw new AppError('forbidden')
}
