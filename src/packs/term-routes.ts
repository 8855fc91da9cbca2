import { z } from 'zod'
import { termInput, termView } from '#packs/contract.ts'
import { listTerms } from '#packs/term-queries.ts'
import { addTerm, addTerms, editTerm, removeTerm } from '#packs/terms.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'

export type TermRoutesDeps = {
  database: Database
  /** Resolves when this node reads texts with the terms as they are now. */
  reloaded: () => Promise<void>
}

const byId = z.object({ id: z.string().min(1).max(160) })
const write = { access: 'knowledge.write', tag: 'terms' } as const

/** Words of the trade and what customers say for them; a change takes effect on all nodes at once. */
export function termRoutes({ database, reloaded }: TermRoutesDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/terms',
      access: 'knowledge.read',
      tag: 'terms',
      summary: 'Lists the terms by name; `q` looks in term and synonyms, `pack` may be `own`.',
      query: z.object({
        q: z.string().max(100).optional(),
        language: z.enum(['zh', 'en', 'any']).optional(),
        pack: z.string().max(40).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
        cursor: z.string().max(400).optional(),
      }),
      response: z.object({ items: z.array(termView), nextCursor: z.string().nullable() }),
      handle: async ({ query: { cursor, limit, ...filter } }) => {
        const after = cursor === undefined ? undefined : readCursor(cursor)
        const found = await listTerms(database.db, { ...filter, after, limit: limit + 1 })
        const items = found.slice(0, limit)
        const last = items.at(-1)
        const more = found.length > limit && last
        return {
          items,
          nextCursor: more ? Buffer.from(JSON.stringify([last.term, last.id])).toString('base64url') : null,
        }
      },
    }),
    route({
      ...write,
      method: 'POST',
      path: '/api/terms',
      summary: 'Adds a term.',
      body: termInput,
      response: termView,
      handle: async ({ body, actor, ip }) => {
        const term = await database.transaction((tx) => addTerm(tx, body, byOf(actor, ip)))
        await reloaded()
        return term
      },
    }),
    route({
      ...write,
      method: 'POST',
      path: '/api/terms/import',
      summary: 'Adds many terms; a word that is there already gets the new synonyms besides its own.',
      body: z.object({ terms: z.array(termInput).min(1).max(2000) }),
      response: z.object({ added: z.number().int(), merged: z.number().int() }),
      handle: async ({ body, actor, ip }) => {
        const result = await database.transaction((tx) => addTerms(tx, body.terms, byOf(actor, ip)))
        await reloaded()
        return result
      },
    }),
    route({
      ...write,
      method: 'PUT',
      path: '/api/terms/:id',
      summary: 'Rewrites a term; one of a pack stays with it but is left alone by updates.',
      params: byId,
      body: termInput,
      response: termView,
      handle: async ({ params, body, actor, ip }) => {
        const term = await database.transaction((tx) => editTerm(tx, params.id, body, byOf(actor, ip)))
        await reloaded()
        return term
      },
    }),
    route({
      ...write,
      method: 'DELETE',
      path: '/api/terms/:id',
      summary: 'Deletes a term.',
      params: byId,
      response: z.object({}),
      handle: async ({ params, actor, ip }) => {
        await database.transaction((tx) => removeTerm(tx, params.id, byOf(actor, ip)))
        await reloaded()
        return {}
      },
    }),
  ]
}

const cursorShape = z.tuple([z.string(), z.string()])

function readCursor(cursor: string): { term: string; id: string } {
  try {
    const [term, id] = cursorShape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { term, id }
  } catch {
    throw new AppError('bad_request', { detail: 'cursor' })
  }
}

const byOf = (actor: Actor, ip: string) => ({ actor: `${actor.kind}:${actor.id}`, ip })
