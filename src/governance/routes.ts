import { z } from 'zod'
import { auditFilter, auditRecord } from '#governance/contract.ts'
import { listAudit } from '#governance/queries.ts'
import type { Database } from '#platform/db/open.ts'
import type { Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'

export function governanceRoutes({ database }: { database: Database }): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/audit',
      access: 'audit.read',
      tag: 'governance',
      summary: 'The record of who did what, newest first.',
      query: auditFilter,
      response: z.object({ items: z.array(auditRecord), nextCursor: z.string().nullable() }),
      handle: async ({ query }) => {
        const found = await listAudit(database.db, { ...query, limit: query.limit + 1 })
        const items = found.slice(0, query.limit)
        return { items, nextCursor: found.length > query.limit ? items.at(-1)!.id : null }
      },
    }),
  ]
}
