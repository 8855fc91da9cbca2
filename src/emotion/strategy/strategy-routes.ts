import { z } from 'zod'
import {
  type OfferTicket,
  offerTicket,
  previewLine,
  strategy,
  strategyEffect,
  strategyMatrix,
} from '#emotion/strategy/contract.ts'
import {
  dropDraft,
  previewLines,
  readMatrix,
  releaseDraft,
  rollBack,
  saveDraft,
} from '#emotion/strategy/edit-strategies.ts'
import type { Strategies } from '#emotion/strategy/open-strategies.ts'
import { effectsOf } from '#emotion/strategy/strategy-queries.ts'
import type { Database } from '#platform/db/open.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'

const lines = z.object({ lines: z.array(strategy).max(300) })
const common = { access: 'strategy.manage', tag: 'strategies' } as const

/** The matrix of service strategies: read, edit, try on the past, release, roll back, and see what came of it. */
export function strategyRoutes(deps: {
  database: Database
  strategies: Strategies
  /** Kinds of tickets in use. */
  ticketTypes: () => Promise<OfferTicket[]>
}): Route[] {
  return [...editRoutes(deps), ...lookRoutes(deps)]
}

function editRoutes(deps: Parameters<typeof strategyRoutes>[0]): Route[] {
  return [
    route({
      ...common,
      method: 'GET',
      path: '/api/strategies',
      summary: 'The released matrix, what is being edited of it, and its versions.',
      response: strategyMatrix,
      handle: () => readMatrix(deps),
    }),
    route({
      ...common,
      method: 'PUT',
      path: '/api/strategies/draft',
      summary: 'Keeps an edited matrix; it is used when it is released.',
      bodyLimit: 1024 * 1024,
      body: lines,
      response: strategyMatrix,
      handle: ({ body, actor, ip }) => saveDraft(deps, body.lines, by(actor, ip)),
    }),
    route({
      ...common,
      method: 'DELETE',
      path: '/api/strategies/draft',
      summary: 'Drops what was edited.',
      response: strategyMatrix,
      handle: ({ actor, ip }) => dropDraft(deps, by(actor, ip)),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/strategies/release',
      summary: 'Puts the edited matrix in force on all nodes.',
      body: z.object({ note: z.string().trim().max(200).default('') }),
      response: strategyMatrix,
      handle: ({ body, actor, ip }) => releaseDraft(deps, body.note, by(actor, ip)),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/strategies/roll-back',
      summary: 'Puts an earlier version in force again; 0 is what the packs bring.',
      body: z.object({ version: z.number().int().min(0).max(2_147_483_647) }),
      response: strategyMatrix,
      handle: ({ body, actor, ip }) => rollBack(deps, body.version, by(actor, ip)),
    }),
  ]
}

function lookRoutes(deps: Parameters<typeof strategyRoutes>[0]): Route[] {
  return [
    route({
      ...common,
      method: 'POST',
      path: '/api/strategies/preview',
      summary: 'Which of the newest 500 messages would be treated otherwise by this matrix; texts are masked.',
      bodyLimit: 1024 * 1024,
      body: lines,
      response: z.object({ lookedAt: z.number().int(), changed: z.number().int(), items: z.array(previewLine) }),
      handle: ({ body }) => previewLines(deps, body.lines),
    }),
    route({
      ...common,
      method: 'GET',
      path: '/api/strategies/effect',
      summary: 'How conversations went on after each strategy: feeling, rating, hand-over.',
      query: z.object({ days: z.coerce.number().int().min(1).max(365).default(30) }),
      response: z.object({ items: z.array(strategyEffect) }),
      handle: async ({ query }) => ({ items: await effectsOf(deps.database.db, query.days) }),
    }),
    route({
      ...common,
      method: 'GET',
      path: '/api/strategies/ticket-types',
      summary: 'Kinds of tickets that an offer may open, by name.',
      response: z.object({ items: z.array(offerTicket) }),
      handle: async () => ({ items: await deps.ticketTypes() }),
    }),
  ]
}

const by = (actor: Actor, ip: string) => ({ actor: `${actor.kind}:${actor.id}`, ip })
