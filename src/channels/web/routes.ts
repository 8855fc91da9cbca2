import { z } from 'zod'
import { toInbound } from '#channels/web/receive.ts'
import { type SessionDeps, sessionInput, sessionResult, startSession } from '#channels/web/session.ts'
import { requireReadable } from '#conversations/access.ts'
import {
  conversation,
  forCustomer,
  MAX_SEQ,
  message,
  rateConversation,
  sendMessage,
  sendMessageResult,
} from '#conversations/contract.ts'
import type { HearNote } from '#conversations/heard-notes.ts'
import { rate } from '#conversations/rate.ts'
import { toConversation } from '#conversations/stored.ts'
import { AppError } from '#platform/errors.ts'
import { type Files, MAX_FILE } from '#platform/files/store.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { Actor, Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'
import { newId } from '#platform/id.ts'
import type { Door } from '#reception/contract.ts'
import { type Reception, repliesTo } from '#reception/receive.ts'

const byId = z.object({ id: z.string().min(1).max(64) })
const storedFile = z.object({ fileId: z.string(), name: z.string(), mime: z.string(), size: z.number() })
const context = z.object({ orderId: z.string().max(40).optional(), productId: z.string().max(64).optional() })

/** Longest wait for the bot with `?wait=reply`, in milliseconds. */
const REPLY_WAIT_MS = 10_000

/** What the widget calls. Every route but the first needs the widget token and sees only that customer's things. */
type WebDeps = SessionDeps & { reception: Reception; files: Files; door: Door; hear: HearNote }
export function webRoutes(deps: WebDeps): Route[] {
  const { conversations, reception, door } = deps
  const own = async (actor: Actor, id: string) => {
    const stored = await conversations.load(id)
    requireReadable(actor, stored)
    return stored
  }
  return [
    route({
      method: 'POST',
      path: '/api/widget/session',
      access: 'public',
      tag: 'widget',
      summary:
        'Starts or continues a visitor session; an identity token of the site makes the visitor a known customer.',
      body: sessionInput,
      response: sessionResult,
      handle: async ({ body, ip }) => {
        door.refuse(ip)
        return startSession(deps, body)
      },
    }),
    route({
      method: 'POST',
      path: '/api/widget/messages',
      access: 'customer',
      tag: 'widget',
      summary: 'Sends a message; with `wait=reply` the answer comes along.',
      rate: 'messages',
      query: z.object({ wait: z.enum(['reply']).optional() }),
      body: sendMessage,
      response: sendMessageResult.extend({ replies: z.array(message).optional() }),
      handle: async ({ actor, body, query, locale, ip }) => {
        door.refuse(ip)
        const received = await reception.receive(await toInbound(deps, actor.id, body, locale))
        await door.seen(actor.id, ip)
        if (!query.wait) return received
        await within(REPLY_WAIT_MS, reception.finished(received.conversationId))
        return { ...received, replies: await repliesTo(conversations, received.conversationId, received.seq) }
      },
    }),
    route({
      method: 'POST',
      path: '/api/widget/context',
      access: 'customer',
      tag: 'widget',
      summary: 'Opens the conversation from an order or product page, so that the bot knows what it is about.',
      rate: 'messages',
      body: context,
      response: z.object({ conversationId: z.string().nullable() }),
      handle: async ({ actor, body, locale, ip }) => {
        door.refuse(ip)
        const about = { channel: 'web', customerId: actor.id, context: body, language: locale }
        return { conversationId: await reception.begin(about) }
      },
    }),
    route({
      method: 'POST',
      path: '/api/widget/hand-over',
      access: 'customer',
      tag: 'widget',
      summary: 'Asks for a person, as writing "转人工" does.',
      rate: 'messages',
      body: z.object({ conversationId: z.string().max(64).optional() }),
      response: sendMessageResult,
      handle: async ({ actor, body, locale, ip }) => {
        door.refuse(ip)
        const label = locale === 'zh' ? '转人工' : 'Talk to a person'
        const parts = [{ kind: 'choice' as const, value: 'human', label }]
        const received = await reception.receive({
          channel: 'web',
          customerId: actor.id,
          conversationId: body.conversationId,
          clientId: newId(),
          parts,
          language: locale,
        })
        await door.seen(actor.id, ip)
        return received
      },
    }),
    route({
      method: 'GET',
      path: '/api/widget/conversations',
      access: 'customer',
      tag: 'widget',
      summary: "Lists the customer's own conversations, latest first.",
      query: z.object({
        limit: z.coerce.number().int().min(1).max(100).default(20),
        cursor: z.string().max(200).optional(),
      }),
      response: z.object({ items: z.array(conversation), nextCursor: z.string().nullable() }),
      handle: async ({ actor, query }) => {
        const before = query.cursor ? readCursor(query.cursor) : undefined
        const found = await conversations.list({ customerId: actor.id, before, limit: query.limit + 1 })
        const items = found.slice(0, query.limit)
        const last = items.at(-1)
        const nextCursor =
          found.length > query.limit && last ? writeCursor({ at: last.lastMessageAt, id: last.id }) : null
        return { items: items.map((stored) => forCustomer(toConversation(stored))), nextCursor }
      },
    }),
    route({
      method: 'GET',
      path: '/api/widget/conversations/:id/messages',
      access: 'customer',
      tag: 'widget',
      summary: 'Messages of an own conversation in order; page back with `before`.',
      params: byId,
      query: z.object({
        before: z.coerce.number().int().positive().max(MAX_SEQ).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
      }),
      response: z.object({ items: z.array(message), hasMore: z.boolean() }),
      handle: async ({ actor, params, query }) => {
        await own(actor, params.id)
        const items = await conversations.messages(params.id, {
          before: query.before,
          limit: query.limit,
          internal: false,
        })
        return { items, hasMore: items.length === query.limit && items[0]!.seq > 1 }
      },
    }),
    route({
      method: 'POST',
      path: '/api/widget/conversations/:id/rating',
      access: 'customer',
      tag: 'widget',
      summary: 'Rates an own conversation from 1 to 5; a second rating replaces the first.',
      params: byId,
      body: rateConversation,
      response: z.object({ rating: z.number() }),
      handle: async ({ actor, params, body }) => rate(conversations, actor, params.id, body),
    }),
    route({
      method: 'POST',
      path: '/api/widget/files',
      access: 'customer',
      tag: 'widget',
      summary: 'Uploads one file (field `file`, at most 10 MB) to send it in a message.',
      rate: 'messages',
      upload: { maxBytes: MAX_FILE },
      response: storedFile,
      handle: async ({ actor, file, ip }) => {
        door.refuse(ip)
        if (!(await deps.caller(actor.id))) throw new AppError('not_found')
        const { name, stream } = await file()
        return deps.files.store({ name, stream, customerId: actor.id, uploadedBy: `customer:${actor.id}` })
      },
    }),
  ]
}

/** Waits for the work, but not longer; what is late arrives by the ledger. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([
    work,
    new Promise<void>((late) => {
      timer = setTimeout(late, ms)
    }),
  ])
  clearTimeout(timer)
}
