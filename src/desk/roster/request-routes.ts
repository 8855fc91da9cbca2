import { z } from 'zod'
import { date, ownRoster as own, rosterRequest, rosterRequestInput, swapOption } from '#desk/roster/contract.ts'
import { ownRoster, swapOptions } from '#desk/roster/own-roster.ts'
import { listRequests } from '#desk/roster/request-queries.ts'
import { answerRequest, askFor, decideRequest, withdrawRequest } from '#desk/roster/requests.ts'
import type { Database } from '#platform/db/open.ts'
import type { Actor, Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'

const mine = { access: 'conversations.reply', tag: 'roster' } as const
const byId = z.object({ id: z.string().min(1).max(64) })
const by = ({ actor, ip }: { actor: Actor; ip: string }) => ({ actor: `${actor.kind}:${actor.id}`, ip })
const MOST = 200

/** One's own shifts and what one asks for; supervisors decide. */
export function requestRoutes({ database }: { database: Database }): Route[] {
  return [
    route({
      ...mine,
      method: 'GET',
      path: '/api/roster/mine',
      summary: 'Own published days of four weeks, and own requests.',
      query: z.object({ from: date.optional().describe('a day of the first week; this week when left out') }),
      response: own,
      handle: ({ query, actor }) => ownRoster(database.db, actor.id, query.from),
    }),
    route({
      ...mine,
      method: 'GET',
      path: '/api/roster/swaps',
      summary: 'Who could take an own shift, the free first, and what they could give in return.',
      query: z.object({ date, shiftId: z.string().min(1).max(64) }),
      response: z.object({ items: z.array(swapOption), nextCursor: z.null() }),
      handle: async ({ query, actor }) => ({
        items: await swapOptions(database.db, actor.id, query),
        nextCursor: null,
      }),
    }),
    route({
      ...mine,
      method: 'POST',
      path: '/api/roster/requests',
      summary: 'Asks for leave, or that a colleague takes a shift.',
      body: rosterRequestInput,
      response: rosterRequest,
      handle: ({ body, actor, ip }) => database.transaction((tx) => askFor(tx, actor.id, body, by({ actor, ip }))),
    }),
    route({
      ...mine,
      method: 'POST',
      path: '/api/roster/requests/:id/answer',
      summary: 'The colleague who is asked says whether he would; a no ends the request.',
      params: byId,
      body: z.object({ agree: z.boolean() }),
      response: rosterRequest,
      handle: ({ params, body, actor, ip }) =>
        database.transaction((tx) => answerRequest(tx, params.id, actor.id, body.agree, by({ actor, ip }))),
    }),
    route({
      ...mine,
      method: 'POST',
      path: '/api/roster/requests/:id/withdraw',
      summary: 'Takes an own request back.',
      params: byId,
      body: z.object({}),
      response: rosterRequest,
      handle: ({ params, actor, ip }) =>
        database.transaction((tx) => withdrawRequest(tx, params.id, actor.id, by({ actor, ip }))),
    }),
    route({
      access: 'roster.manage',
      tag: 'roster',
      method: 'GET',
      path: '/api/roster/requests',
      summary: 'What everybody asks for: what waits first, then the newest.',
      response: z.object({ items: z.array(rosterRequest), nextCursor: z.null() }),
      handle: async () => ({ items: await listRequests(database.db, null, MOST), nextCursor: null }),
    }),
    route({
      access: 'roster.manage',
      tag: 'roster',
      method: 'POST',
      path: '/api/roster/requests/:id/decide',
      summary: 'Grants a request, which changes the published roster at once, or declines it.',
      params: byId,
      body: z.object({ approve: z.boolean(), answer: z.string().trim().max(300).default('') }),
      response: rosterRequest,
      handle: ({ params, body, ...rest }) => database.transaction((tx) => decideRequest(tx, params.id, body, by(rest))),
    }),
  ]
}
