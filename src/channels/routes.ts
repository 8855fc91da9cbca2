import { z } from 'zod'
import { channels } from '#channels/registry.ts'
import { type Route, route } from '#platform/http/route.ts'

const flags = z.object({
  text: z.boolean(),
  rich: z.boolean(),
  files: z.boolean(),
  typing: z.boolean(),
  readMarks: z.boolean(),
})
const channel = z.object({ id: z.string(), title: z.object({ zh: z.string(), en: z.string() }), can: flags })

/** The channels this installation has and what each can do. */
export function channelRoutes(): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/channels',
      access: 'signed-in',
      tag: 'channels',
      summary: 'Lists the channels and what each can do.',
      response: z.object({ items: z.array(channel) }),
      handle: async () => ({ items: channels }),
    }),
  ]
}
