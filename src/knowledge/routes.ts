import { z } from 'zod'
import {
  archiveArticle,
  createArticle,
  editArticle,
  publishArticle,
  rateArticle,
  unpublishArticle,
} from '#knowledge/articles.ts'
import { type Article, article, articleInput, articleStatus, savedArticle, searchHit } from '#knowledge/contract.ts'
import { findArticle, listArticles, listCategories } from '#knowledge/queries.ts'
import type { Knowledge } from '#knowledge/search.ts'
import { findSimilar } from '#knowledge/similar.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'
import { language } from '#understanding/contract.ts'

const tag = 'knowledge'
const byId = z.object({ id: z.string().min(1).max(64) })

export type KnowledgeRouteDeps = { database: Database; knowledge: Knowledge; normalize: (text: string) => string }

/** The knowledge base as operators write it and the bot reads it. */
export function knowledgeRoutes(deps: KnowledgeRouteDeps): Route[] {
  return [...readRoutes(deps), ...writeRoutes(deps), ...statusRoutes(deps)]
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
        q: z.string().trim().max(100).optional().describe('text in title, questions or body, or the whole id'),
        limit: z.coerce.number().int().min(1).max(100).default(50),
        cursor: z.string().max(200).optional(),
      }),
      response: z.object({ items: z.array(article), nextCursor: z.string().nullable() }),
      handle: async ({ query: { cursor, limit, ...filter } }) => {
        const before = cursor ? readCursor(cursor) : undefined
        const found = await listArticles(database.db, { ...filter, before, limit: limit + 1 })
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
      response: article,
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
      }),
      response: z.object({ items: z.array(searchHit) }),
      handle: async ({ query }) => ({
        items: knowledge.search(query.q, { language: query.language, limit: query.limit }),
      }),
    }),
  ]
}

function writeRoutes({ database, knowledge, normalize }: KnowledgeRouteDeps): Route[] {
  const saved = async (work: (tx: Tx) => Promise<Article>) => {
    const written = await database.transaction(work)
    await knowledge.refresh(written.id)
    return { ...written, similar: findSimilar(knowledge.search, written, normalize) }
  }
  return [
    route({
      method: 'POST',
      path: '/api/articles',
      access: 'knowledge.write',
      tag,
      summary: 'Writes a new draft; `similar` lists articles that may already answer it.',
      body: articleInput,
      response: savedArticle,
      handle: ({ body, actor, ip }) => saved((tx) => createArticle(tx, body, by(actor, ip))),
    }),
    route({
      method: 'PUT',
      path: '/api/articles/:id',
      access: 'knowledge.write',
      tag,
      summary: 'Replaces an article; `version` is the one that was read, a newer one answers `conflict`.',
      params: byId,
      body: articleInput.extend({ version: z.number().int().min(1).max(2_147_483_646) }),
      response: savedArticle,
      handle: ({ params, body: { version, ...input }, actor, ip }) =>
        saved((tx) => editArticle(tx, params.id, version, input, by(actor, ip))),
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
        await database.transaction((tx) => rateArticle(tx, params.id, body.helpful, by(actor, ip)))
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
      response: article,
      handle: async ({ params, actor, ip }) => {
        const changed = await database.transaction((tx) => verb(tx, params.id, by(actor, ip)))
        await knowledge.refresh(changed.id)
        return changed
      },
    }),
  )
}

const by = (actor: Actor, ip: string) => ({ actor: `${actor.kind}:${actor.id}`, ip })

function found(item: Article | null): Article {
  if (!item) throw new AppError('not_found')
  return item
}

function readCursor(cursor: string): { updatedAt: string; id: string } {
  const [updatedAt, id] = cursor.split('~')
  if (!updatedAt || !id || Number.isNaN(Date.parse(updatedAt))) throw new AppError('bad_request', { detail: 'cursor' })
  return { updatedAt, id }
}
