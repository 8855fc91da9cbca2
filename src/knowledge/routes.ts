import { z } from 'zod'
import {
  archiveArticle,
  createArticle,
  editArticle,
  existing,
  publishArticle,
  rateArticle,
  unpublishArticle,
} from '#knowledge/articles.ts'
import { findRelated, type Reader } from '#knowledge/conflicts/find-conflicts.ts'
import { pairRoutes } from '#knowledge/conflicts/pair-routes.ts'
import {
  answerThresholds,
  articleInput,
  articleStatus,
  type ManagedArticle,
  managedArticle,
  savedArticle,
  searchHit,
} from '#knowledge/contract.ts'
import { findArticle, listArticles, listCategories } from '#knowledge/queries.ts'
import type { Knowledge } from '#knowledge/search.ts'
import { byOf } from '#knowledge/workflow/by-of.ts'
import { departmentRoutes } from '#knowledge/workflow/department-routes.ts'
import { requireMayEditLive, requireMayPublish, requireOwn } from '#knowledge/workflow/rights.ts'
import { workflowRoutes } from '#knowledge/workflow/workflow-routes.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { type Route, route } from '#platform/http/route.ts'
import { language } from '#understanding/contract.ts'

const tag = 'knowledge'
const byId = z.object({ id: z.string().min(1).max(64) })
const note = z.string().trim().max(300).default('').describe('why it was changed, kept with the version')

export type KnowledgeRouteDeps = { database: Database; knowledge: Knowledge; normalize: (text: string) => string }

/** The knowledge base as operators write it and the bot reads it. */
export function knowledgeRoutes(deps: KnowledgeRouteDeps): Route[] {
  const reader = readerOf(deps)
  return [
    ...readRoutes(deps),
    ...writeRoutes(deps),
    ...statusRoutes(deps),
    ...departmentRoutes(deps),
    ...workflowRoutes(deps),
    ...pairRoutes({ database: deps.database, reader }),
  ]
}

function readRoutes({ database, knowledge }: KnowledgeRouteDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/articles',
      access: 'knowledge.read',
      tag,
      summary: 'Articles, last changed first.',
      query: z.object({
        status: articleStatus.optional(),
        category: z.string().max(60).optional(),
        language: language.optional(),
        departmentId: z.string().max(64).optional().describe('a department, or `none`: those without an owner'),
        channel: z.string().max(20).optional(),
        review: z.enum(['open']).optional().describe('`open`: those that wait for a reviewer'),
        q: z.string().trim().max(100).optional().describe('text in title, questions or body, or the whole id'),
        limit: z.coerce.number().int().min(1).max(100).default(50),
        cursor: z.string().max(200).optional(),
      }),
      response: z.object({ items: z.array(managedArticle), nextCursor: z.string().nullable() }),
      handle: async ({ query: { cursor, limit, review, ...filter } }) => {
        const before = cursor ? readCursor(cursor) : undefined
        const inReview = review === 'open'
        const found = await listArticles(database.db, { ...filter, inReview, before, limit: limit + 1 })
        const items = found.slice(0, limit)
        const last = items.at(-1)
        return { items, nextCursor: found.length > limit && last ? `${last.updatedAt}~${last.id}` : null }
      },
    }),
    route({
      method: 'GET',
      path: '/api/knowledge/categories',
      access: 'knowledge.read',
      tag,
      summary: 'Categories in use, with the number of their articles.',
      response: z.object({ items: z.array(z.object({ category: z.string(), articles: z.number().int() })) }),
      handle: async () => ({ items: await listCategories(database.db) }),
    }),
    route({
      method: 'GET',
      path: '/api/articles/:id',
      access: 'knowledge.read',
      tag,
      summary: 'One article.',
      params: byId,
      response: managedArticle,
      handle: async ({ params }) => found(await findArticle(database.db, params.id)),
    }),
    route({
      method: 'GET',
      path: '/api/knowledge/search',
      access: 'knowledge.read',
      tag,
      summary: 'What the bot finds for a question, with its scores.',
      query: z.object({
        q: z.string().trim().min(1).max(500),
        language,
        limit: z.coerce.number().int().min(1).max(20).default(5),
        channel: z.string().min(1).max(20).optional().describe('only what is answered in this channel; left out, all'),
      }),
      response: z.object({ items: z.array(searchHit), thresholds: answerThresholds }),
      handle: async ({ query: { q, ...options } }) => ({
        items: knowledge.search(q, options),
        thresholds: knowledge.thresholds(),
      }),
    }),
  ]
}

const readerOf = ({ knowledge: { search, thresholds }, normalize }: KnowledgeRouteDeps): Reader => ({
  search,
  normalize,
  thresholds,
})

function writeRoutes(deps: KnowledgeRouteDeps): Route[] {
  const { database, knowledge } = deps
  const reader = readerOf(deps)
  const saved = async (work: (tx: Tx) => Promise<ManagedArticle>) => {
    const written = await database.transaction(work)
    await knowledge.refresh(written.id)
    return { ...written, ...(await findRelated(database.db, reader, written)) }
  }
  return [
    route({
      method: 'POST',
      path: '/api/articles',
      access: 'knowledge.write',
      tag,
      summary: 'Writes a new draft; `similar` and `conflicts` name articles that may already answer it.',
      body: articleInput.extend({ note }),
      response: savedArticle,
      handle: ({ body: { note: why, ...input }, actor, ip }) =>
        saved(async (tx) => {
          await requireOwn(tx, actor, input.departmentId)
          return createArticle(tx, input, byOf(actor, ip), { note: why })
        }),
    }),
    route({
      method: 'PUT',
      path: '/api/articles/:id',
      access: 'knowledge.write',
      tag,
      summary:
        'Replaces an article, a published one at once; `version` is the one that was read, a newer one answers `conflict`.',
      params: byId,
      body: articleInput.extend({ version: z.number().int().min(1).max(2_147_483_646), note }),
      response: savedArticle,
      handle: ({ params, body: { version, note: why, ...input }, actor, ip }) =>
        saved(async (tx) => {
          const before = await existing(tx, params.id)
          await requireOwn(tx, actor, before.departmentId)
          await requireOwn(tx, actor, input.departmentId)
          if (before.status === 'published') await requireMayEditLive(tx, actor, before)
          return editArticle(tx, params.id, version, input, byOf(actor, ip), { note: why })
        }),
    }),
    route({
      method: 'POST',
      path: '/api/widget/articles/:id/rating',
      access: 'customer',
      tag,
      summary: 'Says whether an article helped.',
      params: byId,
      body: z.object({ helpful: z.boolean() }),
      response: z.object({}),
      handle: async ({ params, body, actor, ip }) => {
        await database.transaction((tx) => rateArticle(tx, params.id, body.helpful, byOf(actor, ip)))
        return {}
      },
    }),
  ]
}

function statusRoutes({ database, knowledge }: KnowledgeRouteDeps): Route[] {
  const verbs = [
    ['publish', publishArticle, 'Publishes an article; the bot uses it at once.'],
    ['unpublish', unpublishArticle, 'Takes an article back to draft.'],
    ['archive', archiveArticle, 'Puts an article away; it can be published again.'],
  ] as const
  return verbs.map(([name, verb, summary]) =>
    route({
      method: 'POST',
      path: `/api/articles/:id/${name}`,
      access: 'knowledge.publish',
      tag,
      summary,
      params: byId,
      response: managedArticle,
      handle: async ({ params, actor, ip }) => {
        const changed = await database.transaction(async (tx) => {
          const before = await existing(tx, params.id)
          if (name === 'publish') await requireMayPublish(tx, actor, before)
          else await requireOwn(tx, actor, before.departmentId)
          return verb(tx, params.id, byOf(actor, ip))
        })
        await knowledge.refresh(changed.id)
        return changed
      },
    }),
  )
}

function found(item: ManagedArticle | null): ManagedArticle {
  if (!item) throw new AppError('not_found')
  return item
}

function readCursor(cursor: string): { updatedAt: string; id: string } {
  const [updatedAt, id] = cursor.split('~')
  if (!updatedAt || !id || Number.isNaN(Date.parse(updatedAt))) throw new AppError('bad_request', { detail: 'cursor' })
  return { updatedAt, id }
}
