import { z } from 'zod'
import type { Database } from '#platform/db/open.ts'
import { type Route, route } from '#platform/http/route.ts'
import { transferFigures } from '#voice/bridge/contract.ts'
import { countTransfers } from '#voice/bridge/queries.ts'

const DAY = 24 * 3600_000

/** How calls come to people. */
export function bridgeRoutes({ database }: { database: Database }): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/call-transfers',
      access: 'wall.read',
      tag: 'calls',
      summary: 'How often calls were handed to people, by kind: asked, answered, given up, and how long it took.',
      query: z.object({ days: z.coerce.number().int().min(1).max(90).default(7) }),
      response: transferFigures,
      handle: async ({ query }) => {
        const since = new Date(Date.now() - query.days * DAY)
        return { since: since.toISOString(), kinds: await countTransfers(database.db, since) }
      },
    }),
  ]
}
