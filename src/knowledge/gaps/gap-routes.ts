import { z } from 'zod'
import { managedArticle } from '#knowledge/contract.ts'
import { acceptInput, articleSuggestion } from '#knowledge/gaps/contract.ts'
import { type Case, draftFromCase } from '#knowledge/gaps/draft-from-case.ts'
import { acceptSuggestion, dismissSuggestion, offerSuggestion } from '#knowledge/gaps/suggest.ts'
import { findBySource, listSuggestions } from '#knowledge/gaps/suggestion-queries.ts'
import { byOf } from '#knowledge/workflow/by-of.ts'
import { requireOwn } from '#knowledge/workflow/rights.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'

const tag = 'gaps'
const byId = z.object({ id: z.string().min(1).max(64) })

export type GapDeps = {
  database: Database
  /** The conversation if this person may read it, else null. */
  readableCase: (actor: Actor, conversationId: string) => Promise<Case | null>
}

/** Articles that are missing: from solved cases and from clusters of questions without an answer. */
export function gapRoutes({ database, readableCase }: GapDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/knowledge/suggestions',
      access: 'knowledge.read',
      tag,
      summary: 'Suggested articles, newest first.',
      query: z.object({
        status: articleSuggestion.shape.status.default('open'),
        source: articleSuggestion.shape.source.optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
        cursor: z.string().max(200).optional(),
      }),
      response: z.object({ items: z.array(articleSuggestion), nextCursor: z.string().nullable() }),
      handle: async ({ query: { cursor, limit, ...filter } }) => {
        const before = cursor ? readCursor(cursor) : undefined
        const found = await listSuggestions(database.db, { ...filter, before, limit: limit + 1 })
        const items = found.slice(0, limit)
        const last = items.at(-1)
        return {
          items,
          nextCursor: found.length > limit && last ? writeCursor({ at: last.createdAt, id: last.id }) : null,
        }
      },
    }),
    route({
      method: 'POST',
      path: '/api/knowledge/suggestions/:id/accept',
      access: 'knowledge.write',
      tag,
      summary: 'Makes a draft of a suggestion, with what the body changes of it.',
      params: byId,
      body: acceptInput,
      response: managedArticle,
      handle: ({ params, body, actor, ip }) =>
        database.transaction(async (tx) => {
          await requireOwn(tx, actor, body.departmentId)
          return acceptSuggestion(tx, params.id, body, byOf(actor, ip))
        }),
    }),
    route({
      method: 'POST',
      path: '/api/knowledge/suggestions/:id/dismiss',
      access: 'knowledge.write',
      tag,
      summary: 'Dismisses a suggestion for good.',
      params: byId,
      response: z.object({}),
      handle: async ({ params, actor, ip }) => {
        await database.transaction((tx) => dismissSuggestion(tx, params.id, byOf(actor, ip)))
        return {}
      },
    }),
    route({
      method: 'POST',
      path: '/api/knowledge/drafts-from-case',
      access: 'conversations.read',
      tag,
      summary: 'Suggests an article made of what an agent answered in a conversation, personal data masked.',
      body: z.object({ conversationId: z.string().min(1).max(64) }),
      response: articleSuggestion,
      handle: async ({ body, actor }) => {
        const solved = await readableCase(actor, body.conversationId)
        if (!solved) throw new AppError('not_found')
        const offered = draftFromCase(solved)
        if (!offered) throw new AppError('article_invalid', { detail: 'conversation' })
        await database.transaction((tx) => offerSuggestion(tx, offered, `${actor.kind}:${actor.id}`))
        const suggestion = await findBySource(database.db, 'case', body.conversationId)
        if (!suggestion) throw new AppError('not_found')
        return suggestion
      },
    }),
  ]
}
