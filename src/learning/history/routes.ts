import { rm } from 'node:fs/promises'
import { z } from 'zod'
import { recordAudit } from '#governance/record-audit.ts'
import { historyDialogue, historyImport, historyQuestion, mapping } from '#learning/history/contract.ts'
import { isComplete } from '#learning/history/guess-columns.ts'
import {
  deleteContent,
  deleteImport,
  findImport,
  listDialogues,
  listImports,
  listQuestions,
} from '#learning/history/queries.ts'
import type { HistoryImports } from '#learning/history/run-import.ts'
import { teach } from '#learning/history/teach.ts'
import { historyFile, MAX_HISTORY, uploadHistory } from '#learning/history/upload.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'

const tag = 'learning'
const access = 'models.manage'
const byId = z.object({ id: z.string().min(1).max(64) })
const page = { limit: z.coerce.number().int().min(1).max(100).default(50), cursor: z.string().max(200).optional() }
const actorOf = (actor: Actor) => `${actor.kind}:${actor.id}`

export type HistoryRouteDeps = {
  database: Database
  dir: string
  imports: HistoryImports
  hasIntent: (id: string) => boolean
}

/** Past conversations: bring a file in, see what came of it, teach from it. */
export function historyRoutes(deps: HistoryRouteDeps): Route[] {
  return [...readRoutes(deps), ...runRoutes(deps), ...teachRoutes(deps)]
}

function readRoutes({ database }: HistoryRouteDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/learning/history',
      access,
      tag,
      summary: 'Imports of past conversations, newest first.',
      query: z.object(page),
      response: z.object({ items: z.array(historyImport), nextCursor: z.string().nullable() }),
      handle: async ({ query: { limit, cursor } }) => {
        const from = cursor ? readCursor(cursor) : null
        const before: [string, string] | undefined = from ? [from.at, from.id] : undefined
        const found = await listImports(database.db, { before, limit: limit + 1 })
        const items = found.slice(0, limit)
        const last = items.at(-1)
        return {
          items,
          nextCursor: found.length > limit && last ? writeCursor({ at: last.createdAt, id: last.id }) : null,
        }
      },
    }),
    route({
      method: 'GET',
      path: '/api/learning/history/:id',
      access,
      tag,
      summary: 'One import with its report.',
      params: byId,
      response: historyImport,
      handle: async ({ params }) => (await findImport(database.db, params.id)) ?? missing(),
    }),
    route({
      method: 'GET',
      path: '/api/learning/history/:id/dialogues',
      access,
      tag,
      summary: 'Conversations of an import, as they were kept.',
      params: byId,
      query: z.object({
        limit: page.limit,
        cursor: z
          .string()
          .regex(/^\d{1,18}$/)
          .optional(),
      }),
      response: z.object({ items: z.array(historyDialogue), nextCursor: z.string().nullable() }),
      handle: async ({ params, query: { limit, cursor } }) => {
        if (!(await findImport(database.db, params.id))) missing()
        const found = await listDialogues(database.db, params.id, { after: cursor ?? '0', limit: limit + 1 })
        const items = found.slice(0, limit)
        return { items, nextCursor: found.length > limit ? items.at(-1)!.id : null }
      },
    }),
    route({
      method: 'GET',
      path: '/api/learning/history/:id/questions',
      access,
      tag,
      summary: 'What customers opened with, most frequent first, with what the engine makes of it.',
      params: byId,
      query: z.object({
        ...page,
        known: historyQuestion.shape.known.optional(),
        open: z.enum(['true', 'false']).optional().describe('true: only those nobody has used yet'),
        q: z.string().trim().max(100).optional(),
      }),
      response: z.object({ items: z.array(historyQuestion), nextCursor: z.string().nullable() }),
      handle: async ({ params, query: { limit, cursor, open, ...filter } }) => {
        if (!(await findImport(database.db, params.id))) missing()
        const after = cursor === undefined ? undefined : placeOf(cursor)
        const found = await listQuestions(database.db, params.id, {
          ...filter,
          after,
          open: open === 'true',
          limit: limit + 1,
        })
        const items = found.slice(0, limit)
        const last = items.at(-1)
        return { items, nextCursor: found.length > limit && last ? `${last.times}~${last.id}` : null }
      },
    }),
  ]
}

function runRoutes({ database, dir, imports }: HistoryRouteDeps): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/learning/history',
      access,
      tag,
      summary:
        'Uploads a file of past conversations (CSV, JSONL or Excel, field `file`, at most 128 MB). Nothing is imported yet.',
      upload: { maxBytes: MAX_HISTORY },
      response: historyImport,
      handle: async ({ actor, file }) => {
        const id = await uploadHistory({ database, dir }, await file(), actorOf(actor))
        return findImport(database.db, id)
      },
    }),
    route({
      method: 'POST',
      path: '/api/learning/history/:id/start',
      access,
      tag,
      summary: 'Starts an uploaded import with what its columns hold.',
      params: byId,
      body: z.object({ mapping }),
      response: historyImport,
      handle: async ({ params, body, actor, ip }) => {
        if (!(await findImport(database.db, params.id))) missing()
        if (!isComplete(body.mapping)) throw new AppError('history_columns')
        await imports.start(params.id, body.mapping, actorOf(actor))
        const entry = { actor: actorOf(actor), action: 'history.imported' as const, target: `history:${params.id}`, ip }
        await database.transaction((tx) => recordAudit(tx, entry))
        return findImport(database.db, params.id)
      },
    }),
    route({
      method: 'POST',
      path: '/api/learning/history/:id/cancel',
      access,
      tag,
      summary: 'Stops a running import and takes out what it has written.',
      params: byId,
      response: historyImport,
      handle: async ({ params }) => {
        if (!(await findImport(database.db, params.id))) missing()
        await imports.cancel(params.id)
        return findImport(database.db, params.id)
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/learning/history/:id',
      access,
      tag,
      summary: 'Deletes an import with its conversations. Examples and drafts made of it stay.',
      params: byId,
      handle: async ({ params, actor, ip }) => {
        if (!(await findImport(database.db, params.id))) missing()
        await imports.cancel(params.id)
        await database.transaction(async (tx) => {
          await deleteContent(tx, params.id)
          await deleteImport(tx, params.id)
          const target = `history:${params.id}`
          await recordAudit(tx, { actor: actorOf(actor), action: 'history.deleted', target, ip })
        })
        await rm(historyFile(dir, params.id), { force: true })
      },
    }),
  ]
}

const lesson = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('intent'), intentId: z.string().min(1).max(64) }),
  z.object({ kind: z.literal('draft'), category: z.string().trim().min(1).max(60) }),
  z.object({ kind: z.literal('dismissed') }),
])

function teachRoutes({ database, hasIntent }: HistoryRouteDeps): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/learning/history/:id/questions/:question/lesson',
      access,
      tag,
      summary: 'Makes a question an example of an intent, a draft article, or puts it aside.',
      params: byId.extend({ question: z.string().min(1).max(64) }),
      body: lesson,
      response: historyQuestion,
      handle: async ({ params, body, actor, ip }) => {
        if (body.kind === 'intent' && !hasIntent(body.intentId)) throw new AppError('not_found')
        const by = { actor: actorOf(actor), ip }
        return database.transaction((tx) => teach(tx, params.id, params.question, body, by))
      },
    }),
  ]
}

function missing(): never {
  throw new AppError('not_found')
}

function placeOf(cursor: string): [number, string] {
  const found = /^(\d{1,9})~([\w-]{1,64})$/.exec(cursor)
  if (!found) throw new AppError('bad_request', { detail: 'cursor' })
  return [Number(found[1]), found[2]!]
}
