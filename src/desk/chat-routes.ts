import { z } from 'zod'
import { conversation } from '#conversations/contract.ts'
import { type StoredConversation, toConversation } from '#conversations/stored.ts'
import { accept } from '#desk/accept.ts'
import { close } from '#desk/close.ts'
import { acceptInput, closeInput, queue, transferInput } from '#desk/contract.ts'
import type { DeskDeps } from '#desk/deps.ts'
import { readQueue } from '#desk/queue.ts'
import { returnToBot } from '#desk/return-to-bot.ts'
import { transfer } from '#desk/transfer.ts'
import type { Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'

const byId = z.object({ id: z.string().min(1).max(64) })
const common = { access: 'conversations.reply', tag: 'desk' } as const
const response = z.object({ conversation })
const shown = (stored: StoredConversation) => ({ conversation: toConversation(stored) })

export function chatRoutes(deps: DeskDeps): Route[] {
  return [
    route({
      ...common,
      method: 'GET',
      path: '/api/desk/queue',
      summary: 'Chats that wait for a person, most urgent first, and those one serves.',
      response: queue,
      handle: ({ actor }) => readQueue(deps.database, deps.conversations, actor.id),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/conversations/:id/accept',
      summary:
        'Takes a waiting chat; of two people at once one gets it. Supervisors may give it to somebody with `userId`.',
      params: byId,
      body: acceptInput,
      response,
      handle: async ({ params, body, actor }) => shown(await accept(deps, actor, params.id, body.userId)),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/conversations/:id/transfer',
      summary: 'Hands a chat on to a person, a queue or a skill; it waits again, before newcomers.',
      params: byId,
      body: transferInput,
      response,
      handle: async ({ params, body, actor }) => shown(await transfer(deps, actor, params.id, body)),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/conversations/:id/close',
      summary: 'Ends a chat with a reason and asks the customer for a rating.',
      params: byId,
      body: closeInput,
      response,
      handle: async ({ params, body, actor }) => shown(await close(deps, actor, params.id, body)),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/conversations/:id/return-to-bot',
      summary: 'Gives a chat back to the bot.',
      params: byId,
      response,
      handle: async ({ params, actor }) => shown(await returnToBot(deps, actor, params.id)),
    }),
  ]
}
