import { z } from 'zod'
import { type Route, route } from '#platform/http/route.ts'
import { callerFacts, menuVersion, personalMenu as personalMenuShape, voiceMenu } from '#voice/menu/contract.ts'
import type { VoiceMenus } from '#voice/menu/open-menus.ts'
import { personalMenu } from '#voice/menu/personal-menu.ts'

/** The telephone menu: reading, changing, and what a certain caller would hear. */
export function menuRoutes(menus: VoiceMenus): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/voice-menu',
      access: 'flows.read',
      tag: 'voice-menu',
      summary: 'The telephone menu callers hear now.',
      response: menuVersion,
      handle: () => menus.current(),
    }),
    route({
      method: 'GET',
      path: '/api/voice-menu/versions',
      access: 'flows.read',
      tag: 'voice-menu',
      summary: 'The latest fifty versions of the telephone menu, newest first.',
      response: z.object({ items: z.array(menuVersion), nextCursor: z.null() }),
      handle: async () => ({ items: await menus.versions(), nextCursor: null }),
    }),
    route({
      method: 'PUT',
      path: '/api/voice-menu',
      access: 'routing.manage',
      tag: 'voice-menu',
      summary: 'Saves a new version on top of `base`; the next caller hears it. Refused when somebody was faster.',
      body: z.object({
        base: z.number().int().min(0).max(1_000_000),
        menu: voiceMenu,
        note: z.string().trim().max(200).default(''),
      }),
      response: menuVersion,
      handle: ({ body, actor, ip }) =>
        menus.save(body.base, body.menu, { actor: `${actor.kind}:${actor.id}`, ip }, body.note),
    }),
    route({
      method: 'POST',
      path: '/api/voice-menu/preview',
      access: 'flows.read',
      tag: 'voice-menu',
      summary: 'What a caller with these facts hears in a menu that need not be saved.',
      body: z.object({ menu: voiceMenu, facts: callerFacts, open: z.boolean() }),
      response: personalMenuShape,
      handle: async ({ body }) => personalMenu(body.menu, body.facts, body.open),
    }),
    route({
      method: 'GET',
      path: '/api/customers/:id/voice-menu',
      access: 'customers.read',
      tag: 'voice-menu',
      summary: 'What this customer would hear if he called now.',
      params: z.object({ id: z.string().min(1).max(64) }),
      response: z.object({ facts: callerFacts, menu: personalMenuShape }),
      handle: async ({ params }) => {
        const [facts, { menu }] = await Promise.all([menus.facts(params.id), menus.forCaller(params.id)])
        return { facts, menu }
      },
    }),
  ]
}
