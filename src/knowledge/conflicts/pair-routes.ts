import { z } from 'zod'
import { recordAudit } from '#governance/record-audit.ts'
import { articlePair } from '#knowledge/conflicts/contract.ts'
import { findRelated, type Reader } from '#knowledge/conflicts/find-conflicts.ts'
import { countUnchecked, dismissPair, listPairs } from '#knowledge/conflicts/pair-queries.ts'
import { conflictingArticle, similarArticle } from '#knowledge/contract.ts'
import { findArticle } from '#knowledge/queries.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import { type Route, route } from '#platform/http/route.ts'
import { appendEvents } from '#platform/ledger/append.ts'

const tag = 'knowledge'

/** Duplicates and contradictions: of one article now, and the report of the whole base. */
export function pairRoutes({ database, reader }: { database: Database; reader: Reader }): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/articles/:id/related',
      access: 'knowledge.read',
      tag,
      summary: 'Published articles that answer the same questions: the same again (similar) or otherwise (conflicts).',
      params: z.object({ id: z.string().min(1).max(64) }),
      response: z.object({ similar: z.array(similarArticle), conflicts: z.array(conflictingArticle) }),
      handle: async ({ params }) => {
        const article = await findArticle(database.db, params.id)
        if (!article) throw new AppError('not_found')
        return findRelated(database.db, reader, article)
      },
    }),
    route({
      method: 'GET',
      path: '/api/knowledge/pairs',
      access: 'knowledge.read',
      tag,
      summary: 'Duplicates and conflicts of the whole base, newest first; `waiting` articles are still to be compared.',
      query: z.object({
        kind: z.enum(['duplicate', 'conflict']).optional(),
        dismissed: z.enum(['yes', 'no']).default('no'),
        limit: z.coerce.number().int().min(1).max(100).default(50),
        cursor: z.string().max(400).optional(),
      }),
      response: z.object({
        items: z.array(articlePair),
        nextCursor: z.string().nullable(),
        waiting: z.number().int(),
      }),
      handle: async ({ query: { cursor, limit, kind, dismissed } }) => {
        const before = cursor ? readCursor(cursor) : undefined
        const filter = { kind, dismissed: dismissed === 'yes', before, limit: limit + 1 }
        const found = await listPairs(database.db, filter)
        const items = found.slice(0, limit)
        const last = items.at(-1)
        const nextCursor = found.length > limit && last ? writeCursor({ at: last.foundAt, id: last.id }) : null
        return { items, nextCursor, waiting: await countUnchecked(database.db) }
      },
    }),
    route({
      method: 'POST',
      path: '/api/knowledge/pairs/:id/dismiss',
      access: 'knowledge.write',
      tag,
      summary: 'Lets a pair stand; it is not reported again.',
      params: z.object({ id: z.string().min(3).max(140) }),
      response: z.object({}),
      handle: async ({ params, actor, ip }) => {
        const [left = '', right = ''] = params.id.split('~')
        const by = `${actor.kind}:${actor.id}`
        await database.transaction(async (tx) => {
          if (!(await dismissPair(tx, left, right, by))) throw new AppError('not_found')
          const payload = { left, right }
          await appendEvents(tx, [
            { kind: 'article.pair-dismissed', conversationId: null, customerId: null, actor: by, payload },
          ])
          await recordAudit(tx, { actor: by, action: 'article.pair-dismissed', target: `pair:${params.id}`, ip })
        })
        return {}
      },
    }),
  ]
}
