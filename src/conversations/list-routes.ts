import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Conversations } from '#conversations/change.ts'
import { conversationStatus, listedConversation } from '#conversations/contract.ts'
import { exportCsv } from '#conversations/export-csv.ts'
import type { ConversationFilter } from '#conversations/list-queries.ts'
import { findMatches } from '#conversations/search.ts'
import { toConversation } from '#conversations/stored.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { Actor, Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'

const filters = z.object({
  status: z.string().max(60).optional().describe('comma-separated: bot, queued, human, closed'),
  assignee: z.string().max(64).optional(),
  customer: z.string().max(64).optional(),
  channel: z.string().max(40).optional(),
  rating: z.coerce.number().int().min(1).max(5).optional(),
  tag: z.string().max(40).optional(),
  merged: z.string().max(64).optional().describe('what was merged into this conversation'),
  from: z.iso.datetime({ offset: true }).optional().describe('last written to at or after'),
  until: z.iso.datetime({ offset: true }).optional().describe('last written to before'),
  q: z.string().max(100).optional().describe('words in messages, notes, subject or customer name; all must be there'),
})
type Filters = z.output<typeof filters>
type Deps = { database: Database; conversations: Conversations; fold: (text: string) => string }

/** The list of conversations: found by words and facts, and the same as a file. */
export function listRoutes({ database, conversations, fold }: Deps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/conversations',
      access: 'conversations.read',
      tag: 'conversations',
      summary:
        'Lists conversations, latest activity first; agents see what waits, their own and what is closed. With `q` each says where its words stand.',
      query: filters.extend({
        limit: z.coerce.number().int().min(1).max(100).default(50),
        cursor: z.string().max(200).optional(),
      }),
      response: z.object({ items: z.array(listedConversation), nextCursor: z.string().nullable() }),
      handle: async ({ query, actor }) => {
        const found = await conversations.list({
          ...toFilter(query, actor, fold),
          before: query.cursor ? readCursor(query.cursor) : undefined,
          limit: query.limit + 1,
        })
        const items = found.slice(0, query.limit)
        const last = items.at(-1)
        const nextCursor =
          found.length > query.limit && last ? writeCursor({ at: last.lastMessageAt, id: last.id }) : null
        const ids = items.map(({ id }) => id)
        const matches = query.q ? await findMatches(database, ids, query.q, fold) : new Map()
        return { items: items.map((one) => ({ ...toConversation(one), match: matches.get(one.id) })), nextCursor }
      },
    }),
    route({
      method: 'GET',
      path: '/api/conversations.csv',
      access: 'conversations.read',
      tag: 'conversations',
      summary: 'The same conversations as a CSV file, one row each, all pages, headed in the language of the request.',
      query: filters,
      handle: async ({ query, actor, ip, locale }) => {
        const filter = toFilter(query, actor, fold)
        await database.transaction((tx) =>
          recordAudit(tx, { actor: `${actor.kind}:${actor.id}`, ip, action: 'conversations.exported', target: '' }),
        )
        return {
          download: Readable.from(exportCsv(database, conversations, filter, locale)),
          mime: 'text/csv; charset=utf-8',
          name: `conversations-${new Date().toISOString().slice(0, 10)}.csv`,
        }
      },
    }),
  ]
}

function toFilter(query: Filters, actor: Actor, fold: (text: string) => string): Omit<ConversationFilter, 'limit'> {
  const status = query.status ? z.array(conversationStatus).safeParse(query.status.split(',')) : null
  if (status && !status.success) throw new AppError('bad_request', { detail: 'status' })
  const { channel, rating, tag, from, until } = query
  return {
    ...{ channel, rating, tag, from, until },
    status: status?.data,
    assigneeId: query.assignee,
    customerId: query.customer,
    mergedInto: query.merged,
    q: query.q && fold(query.q),
    readableBy: actor.permissions.has('conversations.read-all') ? undefined : actor.id,
  }
}
