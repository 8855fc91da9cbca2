import { z } from 'zod'
import { leftRequest } from '#desk/contract.ts'
import { leaveRequest, type RequestDeps, stopWaiting } from '#desk/leave-request.ts'
import { placeInQueue } from '#desk/routing/contract.ts'
import { readPlaces } from '#desk/routing/read-places.ts'
import type { RoutingDeps } from '#desk/routing/route-waiting.ts'
import type { Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'

const common = { access: 'customer', tag: 'widget' } as const
const CHANNEL = 'web'

/** What a customer who waits may know and do. */
export function waitingRoutes(deps: RoutingDeps & RequestDeps): Route[] {
  return [
    route({
      ...common,
      method: 'GET',
      path: '/api/widget/queue',
      summary:
        'The place of the own conversation that waits for a person, and an honest estimate; null when none waits.',
      response: z.object({ place: placeInQueue.nullable() }),
      handle: async ({ actor }) => {
        const open = await deps.conversations.findOpen(actor.id, CHANNEL)
        if (open?.status !== 'queued') return { place: null }
        const told = (await readPlaces(deps)).get(open.id)
        if (!told) return { place: null }
        const { customerId: _, ...place } = told
        return { place }
      },
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/widget/requests',
      summary: 'Leaves a message or asks to be called back; becomes a ticket, and who waited leaves the queue.',
      rate: 'messages',
      body: leftRequest,
      response: z.object({ number: z.number().int() }),
      handle: ({ actor, body, locale }) => leaveRequest(deps, actor.id, CHANNEL, body, locale),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/widget/stop-waiting',
      summary: 'Gives up waiting for a person; the bot goes on.',
      rate: 'messages',
      body: z.object({}),
      response: z.object({ stopped: z.boolean() }),
      handle: async ({ actor }) => ({ stopped: await stopWaiting(deps, actor.id, CHANNEL) }),
    }),
  ]
}
