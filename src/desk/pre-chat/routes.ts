import { z } from 'zod'
import { answer, type PreChatDeps, readAsked } from '#desk/pre-chat/answer.ts'
import { preChat, preChatAnswers, preChatAsked } from '#desk/pre-chat/contract.ts'
import { readPreChat, writePreChat } from '#desk/pre-chat/settings.ts'
import { type Route, route } from '#platform/http/route.ts'

const CHANNEL = 'web'

/** What customers are asked before they are served, as they see it and as operators set it. */
export function preChatRoutes(deps: PreChatDeps): Route[] {
  const { database } = deps
  return [
    route({
      method: 'GET',
      path: '/api/widget/pre-chat',
      access: 'customer',
      tag: 'widget',
      summary: 'What the customer is to be asked before he is served; null for nothing.',
      response: z.object({ form: preChatAsked.nullable() }),
      handle: async ({ actor, locale }) => ({
        form: await readAsked(deps, { customerId: actor.id, channel: CHANNEL, locale }),
      }),
    }),
    route({
      method: 'POST',
      path: '/api/widget/pre-chat',
      access: 'customer',
      tag: 'widget',
      summary: 'His answers; without any, where none is needed, he is not asked again for this conversation.',
      rate: 'messages',
      body: z.object({ answers: preChatAnswers }),
      response: z.object({}),
      handle: async ({ actor, body, locale }) => {
        await answer(deps, { customerId: actor.id, channel: CHANNEL, locale }, body.answers)
        return {}
      },
    }),
    route({
      method: 'GET',
      path: '/api/desk/pre-chat',
      access: 'customers.read',
      tag: 'desk',
      summary: 'The form that customers fill in before they are served.',
      response: preChat,
      handle: async () => readPreChat(database.db),
    }),
    route({
      method: 'PUT',
      path: '/api/desk/pre-chat',
      access: 'routing.manage',
      tag: 'desk',
      summary: 'Sets the form, and when it is asked for.',
      body: preChat,
      response: preChat,
      handle: async ({ body, actor, ip }) =>
        database.transaction((tx) => writePreChat(tx, body, { actor: `${actor.kind}:${actor.id}`, ip })),
    }),
  ]
}
