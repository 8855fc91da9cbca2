import { z } from 'zod'
import { contextLinks } from '#desk/context-links/contract.ts'
import { readLinks, writeLinks } from '#desk/context-links/links.ts'
import type { DeskDeps } from '#desk/deps.ts'
import { type Route, route } from '#platform/http/route.ts'

const path = '/api/desk/context-links'

export function contextLinkRoutes({ database }: Pick<DeskDeps, 'database'>): Route[] {
  return [
    route({
      method: 'GET',
      path,
      access: 'customers.read',
      tag: 'desk',
      summary: "Links into the company's other systems that stand beside a customer.",
      response: z.object({ items: contextLinks, nextCursor: z.null() }),
      handle: async () => ({ items: await readLinks(database.db), nextCursor: null }),
    }),
    route({
      method: 'PUT',
      path,
      access: 'routing.manage',
      tag: 'desk',
      summary: 'Replaces them; `{customer}`, `{phone}` and the like stand after the host only.',
      body: z.object({ items: contextLinks }),
      response: z.object({ items: contextLinks }),
      handle: async ({ body, actor, ip }) => ({
        items: await database.transaction((tx) =>
          writeLinks(tx, body.items, { actor: `${actor.kind}:${actor.id}`, ip }),
        ),
      }),
    }),
  ]
}
