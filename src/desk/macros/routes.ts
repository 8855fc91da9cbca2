import { z } from 'zod'
import { conversation } from '#conversations/contract.ts'
import { toConversation } from '#conversations/stored.ts'
import type { DeskDeps } from '#desk/deps.ts'
import { macro, macroInput } from '#desk/macros/contract.ts'
import { createMacro, editMacro, removeMacro, usableMacro } from '#desk/macros/keep-macro.ts'
import { listMacros } from '#desk/macros/queries.ts'
import { runMacro } from '#desk/macros/run-macro.ts'
import type { Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'

const byId = z.object({ id: z.string().min(1).max(64) })
const common = { access: 'replies.read', tag: 'desk' } as const

export function macroRoutes(deps: DeskDeps): Route[] {
  const { database } = deps
  return [
    route({
      ...common,
      method: 'GET',
      path: '/api/macros',
      summary: "The team's macros and one's own, by name.",
      response: z.object({ items: z.array(macro), nextCursor: z.null() }),
      handle: async ({ actor }) => ({
        items: await listMacros(database.db, actor.kind === 'user' ? actor.id : null),
        nextCursor: null,
      }),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/macros',
      summary: "Adds a macro, one's own or, with `shared`, the team's.",
      body: macroInput,
      response: macro,
      handle: ({ body, actor, ip }) => database.transaction((tx) => createMacro(tx, body, { actor, ip })),
    }),
    route({
      ...common,
      method: 'PUT',
      path: '/api/macros/:id',
      summary: 'Rewrites a macro.',
      params: byId,
      body: macroInput,
      response: macro,
      handle: ({ params, body, actor, ip }) =>
        database.transaction((tx) => editMacro(tx, params.id, body, { actor, ip })),
    }),
    route({
      ...common,
      method: 'DELETE',
      path: '/api/macros/:id',
      summary: 'Deletes a macro.',
      params: byId,
      response: z.object({}),
      handle: async ({ params, actor, ip }) => {
        await database.transaction((tx) => removeMacro(tx, params.id, { actor, ip }))
        return {}
      },
    }),
    route({
      method: 'POST',
      path: '/api/conversations/:id/macro',
      access: 'conversations.reply',
      tag: 'desk',
      rate: 'messages',
      summary: 'Does the steps of a macro in this chat, all or none.',
      params: byId,
      body: z.object({ macroId: z.string().min(1).max(64) }),
      response: z.object({ conversation }),
      handle: async ({ params, body, actor }) => {
        const found = await usableMacro(database.db, body.macroId, actor)
        return { conversation: toConversation(await runMacro(deps, actor, params.id, found)) }
      },
    }),
  ]
}
