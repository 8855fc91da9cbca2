import { Readable } from 'node:stream'
import { z } from 'zod'
import { recordAudit } from '#governance/record-audit.ts'
import { existing } from '#knowledge/articles.ts'
import { articleInput, articleStatus, type ManagedArticle, managedArticle } from '#knowledge/contract.ts'
import { findArticle, listArticles } from '#knowledge/queries.ts'
import type { Knowledge } from '#knowledge/search.ts'
import { inBulk } from '#knowledge/workflow/bulk.ts'
import { byOf } from '#knowledge/workflow/by-of.ts'
import {
  articleContent,
  articleDraft,
  articleReview,
  articleVersion,
  bulkInput,
  bulkResult,
  expiringArticle,
  versionDiff,
} from '#knowledge/workflow/contract.ts'
import { diffVersions } from '#knowledge/workflow/diff-versions.ts'
import { listExpiring } from '#knowledge/workflow/expiry.ts'
import { exportCsv, exportMarkdown } from '#knowledge/workflow/export.ts'
import { discardNextWording, saveNextWording } from '#knowledge/workflow/next-wording.ts'
import { approve, requestReview, sendBack } from '#knowledge/workflow/review.ts'
import { listReviews } from '#knowledge/workflow/review-queries.ts'
import { requireMayEditLive, requireMayPublish, requireOwn } from '#knowledge/workflow/rights.ts'
import { rollBack } from '#knowledge/workflow/roll-back.ts'
import { findContent, findDraft, listVersions } from '#knowledge/workflow/version-queries.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'
import { language } from '#understanding/contract.ts'

const tag = 'knowledge'
const byId = z.object({ id: z.string().min(1).max(64) })
const number = z.coerce.number().int().min(1).max(2_147_483_647)
const comment = z.string().trim().max(1000)
const paging = { limit: z.coerce.number().int().min(1).max(100).default(50), cursor: z.string().max(200).optional() }

type Deps = { database: Database; knowledge: Knowledge }

/** Reviews, versions, the next wording, many at once, what ends soon, and export. */
export function workflowRoutes(deps: Deps): Route[] {
  return [...versionRoutes(deps), ...draftRoutes(deps), ...reviewRoutes(deps), ...listRoutes(deps)]
}

function versionRoutes({ database, knowledge }: Deps): Route[] {
  const content = async (id: string, n: number) => {
    const found = await findContent(database.db, id, n)
    if (!found) throw new AppError('not_found')
    return { number: n, content: found }
  }
  return [
    route({
      method: 'GET',
      path: '/api/articles/:id/versions',
      access: 'knowledge.read',
      tag,
      summary: 'Everything that was saved of an article, newest first.',
      params: byId,
      query: z.object(paging),
      response: z.object({ items: z.array(articleVersion), nextCursor: z.string().nullable() }),
      handle: async ({ params, query: { limit, cursor } }) => {
        const before = cursor === undefined ? undefined : number.safeParse(cursor)
        if (before && !before.success) throw new AppError('bad_request', { detail: 'cursor' })
        const found = await listVersions(database.db, params.id, { before: before?.data, limit: limit + 1 })
        const items = found.slice(0, limit)
        return { items, nextCursor: found.length > limit ? String(items.at(-1)!.number) : null }
      },
    }),
    route({
      method: 'GET',
      path: '/api/articles/:id/versions/:number',
      access: 'knowledge.read',
      tag,
      summary: 'The content of one version.',
      params: byId.extend({ number }),
      response: z.object({ number: z.number().int(), content: articleContent }),
      handle: ({ params }) => content(params.id, params.number),
    }),
    route({
      method: 'GET',
      path: '/api/articles/:id/diff',
      access: 'knowledge.read',
      tag,
      summary: 'What changed between two versions, by line and by word.',
      params: byId,
      query: z.object({ from: number, to: number }),
      response: versionDiff,
      handle: async ({ params, query }) =>
        diffVersions(await content(params.id, query.from), await content(params.id, query.to)),
    }),
    route({
      method: 'POST',
      path: '/api/articles/:id/versions/:number/restore',
      access: 'knowledge.write',
      tag,
      summary:
        'Saves an old content as the newest version; of a published article as its next wording, or `live` at once.',
      params: byId.extend({ number }),
      body: z.object({ live: z.boolean().default(false) }),
      response: managedArticle,
      handle: async ({ params, body, actor, ip }) => {
        const article = await database.transaction(async (tx) => {
          const before = await existing(tx, params.id)
          await requireOwn(tx, actor, before.departmentId)
          if (body.live && before.status === 'published') await requireMayEditLive(tx, actor, before)
          return rollBack(tx, params.id, params.number, body.live, byOf(actor, ip))
        })
        await knowledge.refresh(article.id)
        return article
      },
    }),
  ]
}

function draftRoutes({ database }: Deps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/articles/:id/draft',
      access: 'knowledge.read',
      tag,
      summary: 'The next wording of a published article.',
      params: byId,
      response: articleDraft,
      handle: async ({ params }) => {
        const draft = await findDraft(database.db, params.id)
        if (!draft) throw new AppError('not_found')
        return draft
      },
    }),
    route({
      method: 'PUT',
      path: '/api/articles/:id/draft',
      access: 'knowledge.write',
      tag,
      summary:
        'Saves the next wording of a published article, which goes on answering as it is; `version` 0 begins one.',
      params: byId,
      body: articleInput.extend({
        version: z.number().int().min(0).max(2_147_483_646),
        note: z.string().trim().max(300).default(''),
      }),
      response: articleDraft,
      handle: ({ params, body: { version, note, ...input }, actor, ip }) =>
        database.transaction(async (tx) => {
          await requireOwn(tx, actor, (await existing(tx, params.id)).departmentId)
          await requireOwn(tx, actor, input.departmentId)
          return saveNextWording(tx, params.id, version, input, byOf(actor, ip), { note })
        }),
    }),
    route({
      method: 'DELETE',
      path: '/api/articles/:id/draft',
      access: 'knowledge.write',
      tag,
      summary: 'Forgets the next wording.',
      params: byId,
      response: z.object({}),
      handle: async ({ params, actor, ip }) => {
        await database.transaction(async (tx) => {
          await requireOwn(tx, actor, (await existing(tx, params.id)).departmentId)
          await discardNextWording(tx, params.id, byOf(actor, ip))
        })
        return {}
      },
    }),
  ]
}

type Guard = (tx: Tx, actor: Actor, article: ManagedArticle) => Promise<void>
const owners: Guard = (tx, actor, article) => requireOwn(tx, actor, article.departmentId)

function reviewRoutes({ database, knowledge }: Deps): Route[] {
  const changed = async (id: string, actor: Actor, guard: Guard, work: (tx: Tx) => Promise<ManagedArticle>) => {
    const article = await database.transaction(async (tx) => {
      await guard(tx, actor, await existing(tx, id))
      return work(tx)
    })
    await knowledge.refresh(id)
    return article
  }
  return [
    route({
      method: 'POST',
      path: '/api/articles/:id/request-review',
      access: 'knowledge.write',
      tag,
      summary: 'Asks for a review of a draft, or of the next wording of a published article.',
      params: byId,
      body: z.object({
        reviewerId: z.string().min(1).max(64).nullable().default(null),
        note: z.string().trim().max(1000).default(''),
      }),
      response: managedArticle,
      handle: ({ params, body, actor, ip }) =>
        changed(params.id, actor, owners, (tx) => requestReview(tx, params.id, body, byOf(actor, ip))),
    }),
    route({
      method: 'POST',
      path: '/api/articles/:id/approve',
      access: 'knowledge.publish',
      tag,
      summary: 'Agrees to what is in review and publishes it.',
      params: byId,
      body: z.object({ comment: comment.default('') }),
      response: managedArticle,
      handle: ({ params, body, actor, ip }) =>
        changed(params.id, actor, requireMayPublish, (tx) => approve(tx, params.id, body.comment, byOf(actor, ip))),
    }),
    route({
      method: 'POST',
      path: '/api/articles/:id/send-back',
      access: 'knowledge.publish',
      tag,
      summary: 'Sends what is in review back to its author with a comment.',
      params: byId,
      body: z.object({ comment: comment.min(1) }),
      response: managedArticle,
      handle: ({ params, body, actor, ip }) =>
        changed(params.id, actor, owners, (tx) => sendBack(tx, params.id, body.comment, byOf(actor, ip))),
    }),
    route({
      method: 'GET',
      path: '/api/articles/:id/reviews',
      access: 'knowledge.read',
      tag,
      summary: 'The last fifty reviews of an article, newest first.',
      params: byId,
      response: z.object({ items: z.array(articleReview) }),
      handle: async ({ params }) => {
        if (!(await findArticle(database.db, params.id))) throw new AppError('not_found')
        return { items: await listReviews(database.db, params.id) }
      },
    }),
  ]
}

function listRoutes({ database, knowledge }: Deps): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/knowledge/bulk',
      access: 'knowledge.publish',
      tag,
      summary: 'Publishes, withdraws, archives or moves up to 200 articles; each is done or refused by itself.',
      body: bulkInput,
      response: bulkResult,
      handle: async ({ body, actor, ip, locale }) => {
        const results = await inBulk(database, body, { actor, by: byOf(actor, ip), locale })
        for (const { id, ok } of results) if (ok) await knowledge.refresh(id)
        return { done: results.filter(({ ok }) => ok).length, results }
      },
    }),
    route({
      method: 'GET',
      path: '/api/knowledge/expiring',
      access: 'knowledge.read',
      tag,
      summary: 'Published articles that end within two weeks or have ended, soonest first.',
      query: z.object(paging),
      response: z.object({ items: z.array(expiringArticle), nextCursor: z.string().nullable() }),
      handle: async ({ query: { limit, cursor } }) => {
        const after = cursor ? readCursor(cursor) : undefined
        const found = await listExpiring(database, { now: new Date(), after, limit: limit + 1 })
        const items = found.slice(0, limit)
        const last = items.at(-1)
        return {
          items,
          nextCursor: found.length > limit && last ? writeCursor({ at: last.validUntil, id: last.id }) : null,
        }
      },
    }),
    route({
      method: 'GET',
      path: '/api/knowledge/export',
      access: 'knowledge.read',
      tag,
      summary: 'Articles as CSV (which can be imported again) or as one Markdown document.',
      query: z.object({
        format: z.enum(['csv', 'markdown']).default('csv'),
        status: articleStatus.optional(),
        category: z.string().max(60).optional(),
        language: language.optional(),
        departmentId: z.string().max(64).optional(),
      }),
      handle: async ({ query: { format, ...filter }, actor, ip, locale }) => {
        await database.transaction((tx) =>
          recordAudit(tx, { ...byOf(actor, ip), action: 'article.exported', detail: { format, ...filter } }),
        )
        const pages = everyPage(database, filter)
        return format === 'csv'
          ? {
              download: Readable.from(exportCsv(pages, locale)),
              mime: 'text/csv; charset=utf-8',
              name: 'knowledge.csv',
            }
          : {
              download: Readable.from(exportMarkdown(pages, locale)),
              mime: 'text/markdown; charset=utf-8',
              name: 'knowledge.md',
            }
      },
    }),
  ]
}

type Filter = Omit<Parameters<typeof listArticles>[1], 'before' | 'limit'>

async function* everyPage(database: Database, filter: Filter): AsyncGenerator<ManagedArticle[]> {
  for (let before: { updatedAt: string; id: string } | undefined; ; ) {
    const page = await listArticles(database.db, { ...filter, before, limit: 200 })
    if (page.length) yield page
    const last = page.at(-1)
    if (page.length < 200 || !last) return
    before = { updatedAt: last.updatedAt, id: last.id }
  }
}
