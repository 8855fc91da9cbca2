import { z } from 'zod'
import { requireReadable } from '#conversations/access.ts'
import { amendRoutes } from '#conversations/amend-routes.ts'
import type { Conversations } from '#conversations/change.ts'
import { conversation, MAX_SEQ, message } from '#conversations/contract.ts'
import type { HearNote } from '#conversations/heard-notes.ts'
import { listRoutes } from '#conversations/list-routes.ts'
import { type ReplyCheck, reply, replyInput } from '#conversations/reply.ts'
import { toConversation } from '#conversations/stored.ts'
import type { Database } from '#platform/db/open.ts'
import type { Files } from '#platform/files/store.ts'
import type { Actor, Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'
import { isPosition } from '#platform/ledger/contract.ts'
import { ledger } from '#platform/ledger/read.ts'

const byId = z.object({ id: z.string().min(1).max(64) })
const event = z.object({
  position: z.string(),
  at: z.string(),
  kind: z.string(),
  actor: z.string(),
  payload: z.record(z.string(), z.unknown()),
})
const messagePage = z.object({
  before: z.coerce.number().int().positive().max(MAX_SEQ).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** Conversations as the team reads them, and the agent's reply. */
export function conversationRoutes(deps: {
  database: Database
  conversations: Conversations
  files: Files
  hear?: HearNote | undefined
  wording?: ReplyCheck
  /** One form for what is written in several, as traditional characters; for looking things up. */
  fold: (text: string) => string
}): Route[] {
  const { database, conversations } = deps
  const readable = async (actor: Actor, id: string) => {
    const stored = await conversations.load(id)
    requireReadable(actor, stored)
    return stored
  }
  return [
    ...listRoutes(deps),
    ...amendRoutes(conversations),
    route({
      method: 'GET',
      path: '/api/conversations/:id',
      access: 'conversations.read',
      tag: 'conversations',
      summary: 'One conversation, with the ledger position to follow it from.',
      params: byId,
      response: z.object({ conversation, position: z.string() }),
      handle: async ({ params, actor }) => {
        const position = await ledger.end(database)
        return { conversation: toConversation(await readable(actor, params.id)), position }
      },
    }),
    route({
      method: 'GET',
      path: '/api/conversations/:id/messages',
      access: 'conversations.read',
      tag: 'conversations',
      summary: 'Messages in order, notes included; page back with `before`.',
      params: byId,
      query: messagePage,
      response: z.object({ items: z.array(message), hasMore: z.boolean() }),
      handle: async ({ params, query, actor }) => {
        await readable(actor, params.id)
        const items = await conversations.messages(params.id, {
          before: query.before,
          limit: query.limit,
          internal: true,
        })
        return { items, hasMore: (items[0]?.seq ?? 1) > 1 }
      },
    }),
    route({
      method: 'GET',
      path: '/api/conversations/:id/events',
      access: 'conversations.read',
      tag: 'conversations',
      summary: 'What the ledger holds of one conversation, newest first: decisions, actions, hand-overs.',
      params: byId,
      query: z.object({
        kinds: z.string().max(300).optional().describe('comma-separated event kinds'),
        cursor: z.string().refine(isPosition).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(100),
      }),
      response: z.object({ items: z.array(event), nextCursor: z.string().nullable() }),
      handle: async ({ params, query, actor }) => {
        await readable(actor, params.id)
        const events = await ledger.of(database.db, {
          conversationId: params.id,
          kinds: query.kinds?.split(','),
          before: query.cursor,
          limit: query.limit + 1,
        })
        const items = events
          .slice(0, query.limit)
          .map(({ position, at, kind, actor: by, payload }) => ({ position, at, kind, actor: by, payload }))
        return { items, nextCursor: events.length > query.limit ? items.at(-1)!.position : null }
      },
    }),
    route({
      method: 'POST',
      path: '/api/conversations/:id/messages',
      access: 'conversations.reply',
      tag: 'conversations',
      summary: "Sends an agent's reply, or a private note with `internal`.",
      rate: 'messages',
      params: byId,
      body: replyInput,
      response: z.object({ message }),
      handle: async ({ params, body, actor }) => ({ message: await reply(deps, actor, params.id, body) }),
    }),
  ]
}
