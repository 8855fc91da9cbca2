import type { Readable } from 'node:stream'
import { z } from 'zod'
import {
  columnMapping,
  type ImportJob,
  type ImportOptions,
  importJob,
  importOptions,
  importRow,
  rowPatch,
} from '#knowledge/import/contract.ts'
import { detectFormat, IMPORT_TYPES } from '#knowledge/import/detect-format.ts'
import { listJobs, listRows } from '#knowledge/import/import-queries.ts'
import {
  acceptImport,
  cancelImport,
  existing,
  type ImportVerbs,
  importFile,
  importUrl,
  patchRow,
  readAgain,
  tickRows,
  undoImport,
  viewJob,
  viewJobs,
} from '#knowledge/import/imports.ts'
import { byOf } from '#knowledge/workflow/by-of.ts'
import { findOwnership } from '#knowledge/workflow/department-queries.ts'
import { requireOwn } from '#knowledge/workflow/rights.ts'
import { AppError } from '#platform/errors.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'

const tag = 'imports'
const MOST_BYTES = 20 * 1024 * 1024
const byId = z.object({ id: z.string().min(1).max(64) })
const limit = z.coerce.number().int().min(1).max(100).default(50)
const n = z.coerce.number().int().min(1).max(2_147_483_647)

/** Documents and tables become drafts: upload or name an address, look the preview through, accept. */
export function importRoutes(deps: ImportVerbs): Route[] {
  return [...beginRoutes(deps), ...readRoutes(deps), ...changeRoutes(deps)]
}

function beginRoutes(deps: ImportVerbs): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/knowledge/imports',
      access: 'knowledge.write',
      tag,
      summary: 'Uploads one file (fields language, category, departmentId, mapping first, then `file`, at most 20 MB).',
      upload: { maxBytes: MOST_BYTES },
      response: importJob,
      handle: async ({ file, actor, ip }) => {
        const { name, stream, fields } = await file()
        const bytes = await readAll(stream)
        const format = detectFormat(name, null, bytes)
        if (!format) throw new AppError('unsupported_media', { allowed: IMPORT_TYPES })
        const options = readOptions(fields)
        await requireOwn(deps.database.db, actor, options.departmentId)
        const safeName = name.replace(/[\p{C}/\\]/gu, '').slice(-150) || 'file'
        return importFile(deps, { name: safeName, bytes, format }, options, byOf(actor, ip))
      },
    }),
    route({
      method: 'POST',
      path: '/api/knowledge/imports/url',
      access: 'knowledge.write',
      tag,
      summary: 'Imports a public page or file by its address.',
      rate: 'strict',
      body: importOptions.extend({ url: z.url({ protocol: /^https?$/ }).max(2000) }),
      response: importJob,
      handle: async ({ body: { url, ...options }, actor, ip }) => {
        await requireOwn(deps.database.db, actor, options.departmentId)
        return importUrl(deps, url, options, byOf(actor, ip))
      },
    }),
  ]
}

function readRoutes({ database }: ImportVerbs): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/knowledge/imports',
      access: 'knowledge.write',
      tag,
      summary: 'Imports, newest first.',
      query: z.object({ limit, cursor: z.string().max(64).optional() }),
      response: z.object({ items: z.array(importJob), nextCursor: z.string().nullable() }),
      handle: async ({ query }) => {
        const found = await listJobs(database.db, { before: query.cursor, limit: query.limit + 1 })
        const jobs = found.slice(0, query.limit)
        const nextCursor = found.length > query.limit ? jobs.at(-1)!.id : null
        return { items: await viewJobs(database.db, jobs), nextCursor }
      },
    }),
    route({
      method: 'GET',
      path: '/api/knowledge/imports/:id',
      access: 'knowledge.write',
      tag,
      summary: 'One import, with its progress and counts.',
      params: byId,
      response: importJob,
      handle: ({ params }) => viewJob(database.db, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/knowledge/imports/:id/rows',
      access: 'knowledge.write',
      tag,
      summary: 'The preview: what was found, in the order of the source.',
      params: byId,
      query: z.object({ status: importRow.shape.status.optional(), limit, cursor: z.string().max(12).optional() }),
      response: z.object({ items: z.array(importRow), nextCursor: z.string().nullable() }),
      handle: async ({ params, query }) => {
        await existing(database.db, params.id)
        const after = query.cursor === undefined ? undefined : n.safeParse(query.cursor)
        if (after && !after.success) throw new AppError('bad_request', { detail: 'cursor' })
        const page = { status: query.status, after: after?.data, limit: query.limit + 1 }
        const found = await listRows(database.db, params.id, page)
        const items = found.slice(0, query.limit)
        return { items, nextCursor: found.length > query.limit ? String(items.at(-1)!.n) : null }
      },
    }),
  ]
}

function changeRoutes(deps: ImportVerbs): Route[] {
  const { database } = deps
  const own = async (actor: Actor, id: string) => {
    const job = await existing(database.db, id)
    await requireOwn(database.db, actor, job.options.departmentId)
    return job
  }
  const verb = (name: string, summary: string, work: (id: string, by: ReturnType<typeof byOf>) => Promise<ImportJob>) =>
    route({
      method: 'POST',
      path: `/api/knowledge/imports/:id/${name}`,
      access: 'knowledge.write',
      tag,
      summary,
      params: byId,
      response: importJob,
      handle: async ({ params, actor, ip }) => {
        await own(actor, params.id)
        return work(params.id, byOf(actor, ip))
      },
    })
  return [
    route({
      method: 'PATCH',
      path: '/api/knowledge/imports/:id/rows/:n',
      access: 'knowledge.write',
      tag,
      summary: 'Edits or ticks one row of the preview.',
      params: byId.extend({ n }),
      body: rowPatch,
      response: importRow,
      handle: async ({ params, body, actor }) => {
        await own(actor, params.id)
        return patchRow(deps, params.id, params.n, body)
      },
    }),
    route({
      method: 'POST',
      path: '/api/knowledge/imports/:id/select',
      access: 'knowledge.write',
      tag,
      summary: 'Ticks or unticks all rows, or all of one status.',
      params: byId,
      body: z.object({ selected: z.boolean(), status: z.enum(['new', 'duplicate', 'conflict']).optional() }),
      response: importJob,
      handle: async ({ params, body, actor }) => {
        await own(actor, params.id)
        return tickRows(deps, params.id, body.selected, body.status)
      },
    }),
    route({
      method: 'POST',
      path: '/api/knowledge/imports/:id/parse',
      access: 'knowledge.write',
      tag,
      summary: 'Reads the source again, with other columns, language or category.',
      params: byId,
      body: z.object({
        mapping: columnMapping.optional(),
        language: importOptions.shape.language.removeDefault().optional(),
        category: importOptions.shape.category.removeDefault().optional(),
      }),
      response: importJob,
      handle: async ({ params, body, actor, ip }) => {
        await own(actor, params.id)
        return readAgain(deps, params.id, body, byOf(actor, ip))
      },
    }),
    route({
      method: 'POST',
      path: '/api/knowledge/imports/:id/accept',
      access: 'knowledge.write',
      tag,
      summary: 'Makes drafts of the ticked rows, or, with `publish`, published articles.',
      params: byId,
      body: z.object({ publish: z.boolean().default(false) }),
      response: importJob,
      handle: async ({ params, body, actor, ip }) => {
        const { options } = await own(actor, params.id)
        if (body.publish) await requireMayPublishOwn(deps, actor, options.departmentId)
        return acceptImport(deps, params.id, body.publish, byOf(actor, ip))
      },
    }),
    verb('cancel', 'Stops an import; what has become articles stays.', (id, by) => cancelImport(deps, id, by)),
    verb('undo', 'Takes back every article of an import; edited ones are archived.', (id, by) =>
      undoImport(deps, id, by),
    ),
  ]
}

/** Publishing what one imports is publishing what one wrote. */
async function requireMayPublishOwn({ database }: ImportVerbs, actor: Actor, departmentId: string | null) {
  if (!actor.permissions.has('knowledge.publish')) throw new AppError('forbidden')
  if (departmentId && !(await findOwnership(database.db, departmentId, '')).authorMayPublish)
    throw new AppError('review_required')
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
  // The parser stops at its own limit without an error; the flag on the stream says so.
  if ((stream as Readable & { truncated?: boolean }).truncated)
    throw new AppError('payload_too_large', { limit: '20 MB' })
  return Buffer.concat(chunks)
}

function readOptions(fields: Record<string, string>): ImportOptions {
  const { language, category, departmentId, mapping } = fields
  try {
    const given = { language, category, departmentId: departmentId || undefined }
    return importOptions.parse({ ...given, ...(mapping && { mapping: JSON.parse(mapping) as unknown }) })
  } catch {
    throw new AppError('bad_request', { detail: 'language, category, departmentId, mapping' })
  }
}
