import { z } from 'zod'
import { conversation } from '#conversations/contract.ts'
import { type StoredConversation, toConversation } from '#conversations/stored.ts'
import { conversationTag } from '#desk/contract.ts'
import type { DeskDeps } from '#desk/deps.ts'
import { merge, split } from '#desk/merge.ts'
import { prioritise, retag, snooze } from '#desk/tend.ts'
import { listTags } from '#desk/tend-queries.ts'
import type { Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'

const byId = z.object({ id: z.string().min(1).max(64) })
const common = { access: 'conversations.reply', tag: 'desk' } as const
const response = z.object({ conversation })
const shown = (stored: StoredConversation) => ({ conversation: toConversation(stored) })
const tags = z.array(conversationTag).max(20).default([])

/** Putting aside, filing, joining conversations. */
export function tendRoutes(deps: DeskDeps): Route[] {
  return [
    route({
      ...common,
      method: 'POST',
      path: '/api/conversations/:id/snooze',
      summary: 'Puts a chat aside until a time, without one until the customer writes; null takes it back.',
      params: byId,
      body: z.object({ until: z.iso.datetime({ offset: true }).nullable().optional() }),
      response,
      handle: async ({ params, body, actor }) => shown(await snooze(deps, actor, params.id, body.until)),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/conversations/:id/tags',
      summary: 'Adds tags to a conversation and takes others off.',
      params: byId,
      body: z.object({ add: tags, remove: tags }),
      response,
      handle: async ({ params, body, actor }) => shown(await retag(deps, actor, params.id, body)),
    }),
    route({
      ...common,
      method: 'PUT',
      path: '/api/conversations/:id/priority',
      summary: 'Says how urgent a conversation is: 0 ordinary, 3 first, 6 urgent.',
      params: byId,
      body: z.object({ priority: z.number().int().min(0).max(9) }),
      response,
      handle: async ({ params, body, actor }) => shown(await prioritise(deps, actor, params.id, body.priority)),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/conversations/:id/merge',
      summary: 'Lets this conversation go on in another one of the same customer.',
      params: byId,
      body: z.object({ intoId: z.string().min(1).max(64) }),
      response,
      handle: async ({ params, body, actor }) => shown(await merge(deps, actor, params.id, body.intoId)),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/conversations/:id/split',
      summary: 'Takes a merge back.',
      params: byId,
      response,
      handle: async ({ params, actor }) => shown(await split(deps, actor, params.id)),
    }),
    route({
      method: 'GET',
      path: '/api/conversation-tags',
      access: 'conversations.read',
      tag: 'desk',
      summary: 'The tags in use, most used first.',
      response: z.object({
        items: z.array(z.object({ tag: z.string(), conversations: z.number().int() })),
        nextCursor: z.null(),
      }),
      handle: async () => ({ items: await listTags(deps.database.db), nextCursor: null }),
    }),
  ]
}
