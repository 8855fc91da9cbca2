import { z } from 'zod'
import { contextOf } from '#learning/context.ts'
import { caseCluster, caseContext, caseReason, failureCase, suggestion } from '#learning/contract.ts'
import type { Learning } from '#learning/open-learning.ts'
import { findCase, listCases, listClusters } from '#learning/queries.ts'
import { AppError } from '#platform/errors.ts'
import { type Route, route } from '#platform/http/route.ts'
import { language } from '#understanding/contract.ts'
import { modelKind } from '#understanding/models/contract.ts'

const byId = z.object({ id: z.string().min(1).max(64) })
const limit = z.coerce.number().int().min(1).max(100).default(50)
const cursor = z.string().max(200).optional()
const common = { access: 'cases.label', tag: 'learning' } as const

/** Reading failure cases and their clusters. */
export function caseRoutes(learning: Learning): Route[] {
  const { database } = learning
  return [
    route({
      ...common,
      method: 'GET',
      path: '/api/learning/cases',
      summary: 'Messages the bot did not do well with.',
      query: z.object({
        kind: modelKind.default('intent'),
        status: z.enum(['open', 'labelled', 'dismissed']).optional(),
        reason: caseReason.optional(),
        taken: z.string().max(64).optional().describe('what it was taken for: an intent or a feeling'),
        cluster: z.string().max(64).optional(),
        language: language.optional(),
        disputed: z.enum(['true', 'false']).optional(),
        q: z.string().trim().max(100).optional(),
        sort: z.enum(['newest', 'least-sure']).default('newest'),
        limit,
        cursor,
      }),
      response: z.object({ items: z.array(failureCase), nextCursor: z.string().nullable() }),
      handle: async ({ query: { cursor, limit, disputed, ...filter } }) => {
        const after = cursor === undefined ? undefined : readKey(cursor, filter.sort)
        const found = await listCases(database.db, {
          ...filter,
          disputed: disputed && disputed === 'true',
          after,
          limit: limit + 1,
        })
        const items = found.slice(0, limit)
        const last = items.at(-1)
        const key = last && (filter.sort === 'newest' ? last.at : String(last.confidence))
        return { items, nextCursor: found.length > limit && last ? `${key}~${last.id}` : null }
      },
    }),
    route({
      ...common,
      method: 'GET',
      path: '/api/learning/cases/:id',
      summary: 'One case with likely labels.',
      params: byId,
      response: z.object({ case: failureCase, suggestions: z.array(suggestion) }),
      handle: async ({ params }) => {
        const one = await findCase(database.db, params.id)
        if (!one) throw new AppError('not_found')
        return { case: one, suggestions: await learning.suggest(one) }
      },
    }),
    route({
      ...common,
      method: 'GET',
      path: '/api/learning/cases/:id/context',
      summary: 'What was said around a case, without personal data.',
      params: byId,
      response: caseContext,
      handle: async ({ params }) => {
        const one = await findCase(database.db, params.id)
        if (!one) throw new AppError('not_found')
        return contextOf(learning, one)
      },
    }),
    route({
      ...common,
      method: 'GET',
      path: '/api/learning/clusters',
      summary: 'Open cases that say about the same, the largest group first.',
      query: z.object({ kind: modelKind.default('intent'), language: language.optional(), limit, cursor }),
      response: z.object({ items: z.array(caseCluster), nextCursor: z.string().nullable() }),
      handle: async ({ query }) => {
        await learning.cluster()
        const after = query.cursor === undefined ? undefined : readSize(query.cursor)
        const { kind, language } = query
        const found = await listClusters(database, { kind, language, after, limit: query.limit + 1 })
        const items = found.slice(0, query.limit)
        const last = items.at(-1)
        return { items, nextCursor: found.length > query.limit && last ? `${last.size}~${last.id}` : null }
      },
    }),
  ]
}

function readKey(cursor: string, sort: 'newest' | 'least-sure'): { key: string; id: string } {
  const [key, id] = cursor.split('~')
  const fits = sort === 'newest' ? !Number.isNaN(Date.parse(key ?? '')) : /^\d+(\.\d+)?(e-\d+)?$/.test(key ?? '')
  if (!key || !id || !fits) throw new AppError('bad_request', { detail: 'cursor' })
  return { key, id }
}

function readSize(cursor: string): { size: number; id: string } {
  const [size, id] = cursor.split('~')
  if (!size || !/^\d{1,9}$/.test(size) || !id) throw new AppError('bad_request', { detail: 'cursor' })
  return { size: Number(size), id }
}
