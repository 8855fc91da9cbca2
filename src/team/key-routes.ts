import { z } from 'zod'
import type { Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'
import { createApiKey, revokeApiKey } from '#team/api-key.ts'
import { apiKeyInput, apiKeyView } from '#team/contract.ts'
import type { TeamDeps } from '#team/deps.ts'
import { listKeys } from '#team/queries.ts'
import { byOf } from '#team/views.ts'

const tag = 'api-keys'

/** Keys for programs. */
export function keyRoutes({ database, audit }: TeamDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/api-keys',
      access: 'keys.write',
      tag,
      summary: 'API keys, newest first, revoked ones included; never the key itself.',
      query: z.object({
        limit: z.coerce.number().int().min(1).max(100).default(50),
        cursor: z.string().max(64).optional(),
      }),
      response: z.object({ items: z.array(apiKeyView), nextCursor: z.string().nullable() }),
      handle: async ({ query: { limit, cursor } }) => {
        const found = await listKeys(database.db, { before: cursor, limit: limit + 1 })
        const items = found.slice(0, limit)
        return { items, nextCursor: found.length > limit ? items.at(-1)!.id : null }
      },
    }),
    route({
      method: 'POST',
      path: '/api/api-keys',
      access: 'keys.write',
      tag,
      secret: true,
      summary: 'Makes an API key with some of the permissions of its maker; the answer shows it once.',
      body: apiKeyInput,
      response: apiKeyView.extend({ key: z.string() }),
      handle: async (incoming) => database.transaction((tx) => createApiKey(tx, audit, incoming.body, byOf(incoming))),
    }),
    route({
      method: 'DELETE',
      path: '/api/api-keys/:id',
      access: 'keys.write',
      tag,
      summary: 'Revokes an API key at once.',
      params: z.object({ id: z.string().min(1).max(64) }),
      response: z.object({}),
      handle: async (incoming) => {
        await database.transaction((tx) => revokeApiKey(tx, audit, incoming.params.id, byOf(incoming)))
        return {}
      },
    }),
  ]
}
