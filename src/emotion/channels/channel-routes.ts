import { z } from 'zod'
import {
  addChannel,
  changeChannel,
  listChannels,
  removeChannel,
  tryChannel,
} from '#emotion/channels/change-channels.ts'
import { channelInput, channelPatch, channelView, testResult } from '#emotion/channels/contract.ts'
import type { DeliverDeps } from '#emotion/channels/deliver.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'

const byId = z.object({ id: z.string().min(1).max(64) })
const common = { access: 'settings.write', tag: 'alerts' } as const

/** The ways by which alerts leave the console. Addresses and secrets go in and never come out. */
export function channelRoutes(deps: Pick<DeliverDeps, 'database' | 'seal' | 'origins' | 'now'>): Route[] {
  return [
    route({
      ...common,
      method: 'GET',
      path: '/api/alert-channels',
      summary: 'Robots and mailboxes that hear of alerts, without their secrets.',
      response: z.object({ items: z.array(channelView) }),
      handle: async () => ({ items: await listChannels(deps) }),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/alert-channels',
      summary: 'Adds a DingTalk, Feishu or WeCom robot, or recipients of mail.',
      body: channelInput,
      response: z.object({ channel: channelView }),
      handle: async ({ body, actor, ip }) => ({ channel: await addChannel(deps, body, by(actor, ip)) }),
    }),
    route({
      ...common,
      method: 'PATCH',
      path: '/api/alert-channels/:id',
      summary: 'Changes one; a new target replaces the old one whole.',
      params: byId,
      body: channelPatch,
      response: z.object({ channel: channelView }),
      handle: async ({ params, body, actor, ip }) => ({
        channel: await changeChannel(deps, params.id, body, by(actor, ip)),
      }),
    }),
    route({
      ...common,
      method: 'DELETE',
      path: '/api/alert-channels/:id',
      summary: 'Removes one, with what waits for it.',
      params: byId,
      response: z.object({ ok: z.literal(true) }),
      handle: async ({ params, actor, ip }) => {
        await removeChannel(deps, params.id, by(actor, ip))
        return { ok: true as const }
      },
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/alert-channels/:id/test',
      rate: 'strict',
      summary: 'Sends a test message now and says what the service answered.',
      params: byId,
      response: testResult,
      handle: ({ params }) => tryChannel(deps, params.id),
    }),
  ]
}

const by = (actor: Actor, ip: string) => ({ actor: `${actor.kind}:${actor.id}`, ip })
