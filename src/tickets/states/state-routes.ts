import { z } from 'zod'
import type { Database } from '#platform/db/open.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'
import { ticketStateInput, ticketStateView } from '#tickets/states/contract.ts'
import { addState, changeState } from '#tickets/states/save-state.ts'
import { listStates } from '#tickets/states/state-queries.ts'

const by = (actor: Actor, ip: string) => ({ actor: `${actor.kind}:${actor.id}`, ip })

/** What tickets can be in, in the operator's own words. */
export function stateRoutes(database: Database): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/ticket-states',
      access: 'tickets.read',
      tag: 'tickets',
      summary: 'All states of tickets in their order, also those out of use.',
      response: z.object({ items: z.array(ticketStateView) }),
      handle: async () => ({ items: await listStates(database.db) }),
    }),
    route({
      method: 'POST',
      path: '/api/ticket-states',
      access: 'tickets.manage',
      tag: 'tickets',
      summary: 'Adds a state to one of the four statuses.',
      body: ticketStateInput,
      response: ticketStateView,
      handle: async ({ body, actor, ip }) => database.transaction((tx) => addState(tx, body, by(actor, ip))),
    }),
    route({
      method: 'PUT',
      path: '/api/ticket-states/:id',
      access: 'tickets.manage',
      tag: 'tickets',
      summary: 'Changes a state; its status stays, and `active: false` puts it out of use.',
      params: z.object({ id: z.string().min(1).max(64) }),
      body: ticketStateInput.omit({ id: true, status: true }),
      response: ticketStateView,
      handle: async ({ params, body, actor, ip }) =>
        database.transaction((tx) => changeState(tx, { ...body, id: params.id }, by(actor, ip))),
    }),
  ]
}
