import { z } from 'zod'
import { pushSubscription } from '#desk/push/contract.ts'
import type { PushDeps } from '#desk/push/deliver-push.ts'
import { subscribe, tryPush, unsubscribe } from '#desk/push/subscribe.ts'
import type { Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'

const common = { access: 'signed-in', tag: 'desk' } as const
const endpoint = pushSubscription.pick({ endpoint: true })
const done = z.object({})

export function pushRoutes(deps: PushDeps): Route[] {
  return [
    route({
      ...common,
      method: 'GET',
      path: '/api/push',
      summary: 'The public key by which push services know this server, for `PushManager.subscribe`.',
      response: z.object({ publicKey: z.string() }),
      handle: async () => ({ publicKey: deps.push.publicKey }),
    }),
    route({
      ...common,
      method: 'PUT',
      path: '/api/push/subscription',
      summary: "Has one's browser told of news while the console is closed; again, to change what it is told of.",
      body: pushSubscription,
      response: done,
      handle: async ({ body, actor }) => {
        await subscribe(deps, actor, body)
        return {}
      },
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/push/subscription/end',
      summary: 'Ends that for one browser.',
      body: endpoint,
      response: done,
      handle: async ({ body, actor }) => {
        await unsubscribe(deps, actor, body.endpoint)
        return {}
      },
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/push/subscription/test',
      summary: "Sends a test notification to one of one's browsers.",
      body: endpoint,
      rate: 'strict',
      response: done,
      handle: async ({ body, actor, locale }) => {
        await tryPush(deps, actor, body.endpoint, locale)
        return {}
      },
    }),
  ]
}
