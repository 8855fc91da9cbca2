import { z } from 'zod'
import { emotionPoint, emotionState, signalInput } from '#emotion/contract.ts'
import { takeSignal } from '#emotion/signal.ts'
import { readEmotionCurve, readEmotionStates } from '#emotion/states.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'

export type EmotionRouteDeps = {
  database: Database
  /** The conversation, or null when it is not the actor's to see. */
  mayRead: (actor: Actor, conversationId: string) => Promise<{ customerId: string } | null>
}

const byId = z.object({ id: z.string().min(1).max(64) })
const several = z.object({
  conversations: z
    .string()
    .max(7000)
    .transform((text) => text.split(',').filter(Boolean))
    .refine((ids) => ids.length <= 100 && ids.every((one) => one.length <= 64), 'at most 100 conversation ids'),
})

/** How customers feel, for the lists and the conversation's page. */
export function emotionRoutes({ database, mayRead }: EmotionRouteDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/emotion/states',
      access: 'conversations.read',
      tag: 'emotion',
      summary: 'How the customers of up to 100 conversations feel now; the reasons only for who may read them all.',
      query: several,
      response: z.object({ items: z.array(emotionState) }),
      handle: async ({ query, actor }) => {
        const states = [...(await readEmotionStates(database.db, query.conversations)).values()]
        const all = actor.permissions.has('conversations.read-all')
        return { items: all ? states : states.map((state) => ({ ...state, because: [] })) }
      },
    }),
    route({
      method: 'GET',
      path: '/api/conversations/:id/emotion',
      access: 'conversations.read',
      tag: 'emotion',
      summary: 'How the customer feels now, and how it came to that, message by message.',
      params: byId,
      response: z.object({ emotion: emotionState.nullable(), curve: z.array(emotionPoint) }),
      handle: async ({ params, actor }) => {
        if (!(await mayRead(actor, params.id))) throw new AppError('not_found')
        const states = await readEmotionStates(database.db, [params.id])
        return { emotion: states.get(params.id) ?? null, curve: await readEmotionCurve(database.db, params.id) }
      },
    }),
    route({
      method: 'POST',
      path: '/api/conversations/:id/emotion-signals',
      access: 'conversations.reply',
      tag: 'emotion',
      summary: 'Takes in what a voice or a face tells of the customer; the same key counts once.',
      params: byId,
      body: signalInput,
      response: z.object({ ok: z.literal(true) }),
      handle: async ({ params, body, actor }) => {
        const conversation = await mayRead(actor, params.id)
        if (!conversation) throw new AppError('not_found')
        const about = { conversationId: params.id, customerId: conversation.customerId }
        await database.transaction((tx) => takeSignal(tx, about, body, `${actor.kind}:${actor.id}`))
        return { ok: true as const }
      },
    }),
  ]
}
