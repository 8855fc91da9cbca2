import { z } from 'zod'
import { mayRead } from '#conversations/access.ts'
import type { Conversations } from '#conversations/change.ts'
import { maskPhone } from '#governance/mask.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'
import { type Call, call, callTurn, liveCall, TRANSPORTS } from '#voice/contract.ts'
import { findCall, listCalls, listTurns } from '#voice/queries.ts'
import { captureOf } from '#voice/recording/queries.ts'

const filters = z.object({
  direction: z.enum(['in', 'out']).optional(),
  transport: z.enum(TRANSPORTS).optional(),
  customer: z.string().min(1).max(64).optional(),
  conversation: z.string().min(1).max(64).optional(),
  live: z.enum(['true', 'false']).optional().describe('only calls going on now'),
  since: z.iso.datetime().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional(),
})

/** Calls and how fast their turns were. */
export function callRoutes({ database, conversations }: { database: Database; conversations: Conversations }): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/calls',
      access: 'conversations.read-all',
      tag: 'calls',
      summary: 'Lists calls, newest first; numbers are masked.',
      query: filters,
      response: z.object({ items: z.array(call), nextCursor: z.string().nullable() }),
      handle: async ({ query }) => {
        const { customer, conversation, live, since, cursor, limit, ...rest } = query
        const found = await listCalls(database.db, {
          ...rest,
          ...(customer ? { customerId: customer } : {}),
          ...(conversation ? { conversationId: conversation } : {}),
          ...(since ? { since: new Date(since) } : {}),
          ...(cursor ? { before: readCursor(cursor) } : {}),
          live: live === 'true',
          limit: limit + 1,
        })
        const items = found.slice(0, limit)
        const last = items.at(-1)
        const nextCursor = found.length > limit && last ? writeCursor({ at: last.startedAt, id: last.id }) : null
        return { items: items.map(masked), nextCursor }
      },
    }),
    route({
      method: 'GET',
      path: '/api/conversations/:id/call',
      access: 'conversations.read',
      tag: 'calls',
      summary: 'The call that goes on in a conversation, and whether it is recorded; null when there is none.',
      params: z.object({ id: z.string().min(1).max(64) }),
      response: z.object({ live: liveCall.nullable() }),
      handle: async ({ params, actor }) => {
        if (!(await mayRead(conversations, actor, params.id))) throw new AppError('not_found')
        const [found] = await listCalls(database.db, { conversationId: params.id, live: true, limit: 1 })
        return { live: found ? { call: found, recording: await captureOf(database.db, found.id) } : null }
      },
    }),
    route({
      method: 'GET',
      path: '/api/calls/:id',
      access: 'conversations.read',
      tag: 'calls',
      summary: 'One call with its turns; numbers are masked unless the conversation is open to who asks.',
      params: z.object({ id: z.string().min(1).max(64) }),
      response: z.object({ call, turns: z.array(callTurn) }),
      handle: async ({ params, actor }) => {
        const found = await findCall(database.db, params.id)
        if (!found) throw new AppError('not_found')
        const open = await isOpenTo(conversations, actor, found)
        if (!open && !actor.permissions.has('conversations.read-all')) throw new AppError('not_found')
        return { call: open ? found : masked(found), turns: await listTurns(database.db, found.id) }
      },
    }),
  ]
}

async function isOpenTo(conversations: Conversations, actor: Actor, { conversationId }: Call): Promise<boolean> {
  return conversationId !== null && (await mayRead(conversations, actor, conversationId)) !== null
}

const masked = (one: Call): Call => ({ ...one, from: maskNumber(one.from), to: maskNumber(one.to) })
/** Numbers of customers; extensions and names of our own stay readable. */
const maskNumber = (address: string) => (/\d{7,}/.test(address) ? maskPhone(address) : address)
