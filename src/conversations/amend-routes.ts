import { Readable } from 'node:stream'
import { z } from 'zod'
import { requireReadable } from '#conversations/access.ts'
import { amend } from '#conversations/amend.ts'
import type { Conversations } from '#conversations/change.ts'
import { MAX_SEQ, MAX_TEXT, message } from '#conversations/contract.ts'
import { transcript } from '#conversations/transcript.ts'
import type { Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'

const one = z.object({ id: z.string().min(1).max(64), seq: z.coerce.number().int().positive().max(MAX_SEQ) })
const common = {
  access: 'conversations.reply',
  tag: 'conversations',
  params: one,
  response: z.object({ message }),
} as const

/** Changing one's mind about a message, and taking the whole conversation away as text. */
export function amendRoutes(conversations: Conversations): Route[] {
  return [
    route({
      ...common,
      method: 'PUT',
      path: '/api/conversations/:id/messages/:seq',
      summary: "Rewrites one's own message within two minutes; the customer sees that it was edited.",
      body: z.object({ text: z.string().trim().min(1).max(MAX_TEXT) }),
      handle: async ({ params, body, actor }) => ({
        message: await amend(conversations, actor, params.id, params.seq, body.text),
      }),
    }),
    route({
      ...common,
      method: 'DELETE',
      path: '/api/conversations/:id/messages/:seq',
      summary: "Takes one's own message back within two minutes; the customer sees that there was one.",
      handle: async ({ params, actor }) => ({
        message: await amend(conversations, actor, params.id, params.seq, null),
      }),
    }),
    route({
      method: 'GET',
      path: '/api/conversations/:id/transcript',
      access: 'conversations.read',
      tag: 'conversations',
      summary: 'The conversation as a text file, in the language of the request; private notes only with `notes`.',
      params: z.object({ id: z.string().min(1).max(64) }),
      query: z.object({ notes: z.enum(['true', 'false']).default('false') }),
      handle: async ({ params, query, actor, locale }) => {
        const stored = await conversations.load(params.id)
        requireReadable(actor, stored)
        return {
          download: Readable.from(transcript(conversations, stored, { locale, notes: query.notes === 'true' })),
          mime: 'text/plain; charset=utf-8',
          name: `conversation-${stored.id}.txt`,
        }
      },
    }),
  ]
}
