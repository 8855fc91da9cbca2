import { z } from 'zod'
import { requireReadable } from '#conversations/access.ts'
import type { Conversations } from '#conversations/change.ts'
import { conversation, conversationStatus, MAX_SEQ, message } from '#conversations/contract.ts'
import { reply, replyInput } from '#conversations/reply.ts'
import { toConversation } from '#conversations/stored.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import type { Files } from '#platform/files/store.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
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
export function conversationRoutes(deps: { database: Database; conversations: Conversations; files: Files }): Route[] {
  const { database, conversations } = deps
  const readable = async (actor: Actor, id: string) => {
    const stored = await conversations.load(id)
    requireReadable(actor, stored)
    return stored
  }
  return [
    route({
      method: 'GET',
      path: '/api/conversations',
      access: 'conversations.read',
      tag: 'conversations',
      summary: 'Lists conversations, latest activity first; agents see what waits, their own and what is closed.',
      query: z.object({
        status: z.string().max(60).optional().describe('comma-separated: bot, queued, human, closed'),
        assignee: z.string().max(64).optional(),
        customer: z.string().max(64).optional(),
        q: z.string().max(100).optional().describe('words in messages, subject or customer name'),
        limit: z.coerce.number().int().min(1).max(100).default(50),
        cursor: z.string().max(200).optional(),
      }),
      response: z.object({ items: z.array(conversation), nextCursor: z.string().nullable() }),
      handle: async ({ query, actor }) => {
        const status = query.status ? z.array(conversationStatus).safeParse(query.status.split(',')) : null
        if (status && !status.success) throw new AppError('bad_request', { detail: 'status' })
        const all = actor.permissions.has('conversations.read-all')
        const found = await conversations.list({
          status: status?.data,
          assigneeId: query.assignee,
          customerId: query.customer,
          q: query.q,
          before: query.cursor ? readCursor(query.cursor) : undefined,
          limit: query.limit + 1,
          readableBy: all ? undefined : actor.id,
        })
        const items = found.slice(0, query.limit)
        const last = items.at(-1)
        const nextCursor =
          found.length > query.limit && last ? writeCursor({ at: last.lastMessageAt, id: last.id }) : null
        return { items: items.map(toConversation), nextCursor }
      },
    }),
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
