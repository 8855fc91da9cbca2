import { z } from 'zod'
import type { Audit } from '#governance/contract.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'
import {
  comparison,
  modelKind,
  modelVersion,
  modelVersionWithReport,
  trainingRun,
  trainingSchedule,
} from '#understanding/models/contract.ts'
import { exampleRoutes } from '#understanding/models/example-routes.ts'
import { labelRoutes } from '#understanding/models/labels/label-routes.ts'
import type { Models } from '#understanding/models/open-understanding.ts'
import { findRun, findVersion, listRuns, listVersions } from '#understanding/models/queries.ts'
import { readSchedule, writeSchedule } from '#understanding/models/weekly.ts'

export type ModelRouteDeps = {
  database: Database
  models: Models
  audit: Audit
  /** Takes personal data out of a sentence. */
  mask: (text: string) => string
}

const byId = z.object({ id: z.string().min(1).max(64) })
const page = { limit: z.coerce.number().int().min(1).max(100).default(50), cursor: z.string().max(200).optional() }
const paged = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() })
const by = (actor: Actor, ip: string) => ({ actor: `${actor.kind}:${actor.id}`, ip })

/** Models of the understanding: what they are trained from, training, versions, release and roll-back. */
export function modelRoutes(deps: ModelRouteDeps): Route[] {
  return [...versionRoutes(deps), ...trainingRoutes(deps), ...exampleRoutes(deps), ...labelRoutes(deps)]
}

function versionRoutes({ database, models }: ModelRouteDeps): Route[] {
  const read = { access: 'models.read', tag: 'models' } as const
  const manage = { access: 'models.manage', tag: 'models' } as const
  return [
    route({
      ...read,
      method: 'GET',
      path: '/api/models',
      summary: 'Trained models of a kind, newest first; one is released.',
      query: z.object({ ...page, kind: modelKind.default('intent') }),
      response: paged(modelVersion),
      handle: async ({ query: { kind, limit, cursor } }) => {
        const found = await listVersions(database.db, {
          kind,
          before: cursor ? numberOf(cursor) : undefined,
          limit: limit + 1,
        })
        const items = found.slice(0, limit)
        return { items, nextCursor: found.length > limit ? String(items.at(-1)!.number) : null }
      },
    }),
    route({
      ...read,
      method: 'GET',
      path: '/api/models/:id',
      summary: 'One model with its evaluation: figures of each intent, confusions, and what got better and worse.',
      params: byId,
      response: modelVersionWithReport,
      handle: async ({ params }) => {
        const found = await findVersion(database.db, params.id)
        if (!found) throw new AppError('not_found')
        return { ...found.version, report: found.report }
      },
    }),
    route({
      ...read,
      method: 'GET',
      path: '/api/models/:id/comparison',
      summary: 'Two models on the same examples, which neither was trained on. May take seconds.',
      params: byId,
      query: z.object({ against: z.string().min(1).max(64) }),
      response: comparison,
      rate: 'strict',
      handle: ({ params, query }) => models.compare(params.id, query.against),
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/models/:id/release',
      summary: 'Makes a model the one that answers, on all nodes, without a restart.',
      params: byId,
      response: modelVersion,
      handle: ({ params, actor, ip }) => models.release(params.id, by(actor, ip)),
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/models/roll-back',
      summary: 'Goes back to the model in use before; nothing is released by itself until one is released by hand.',
      body: z.object({ kind: modelKind.default('intent') }).default({ kind: 'intent' }),
      response: modelVersion,
      handle: ({ body, actor, ip }) => models.rollBack(by(actor, ip), body.kind),
    }),
  ]
}

function trainingRoutes({ database, models, audit }: ModelRouteDeps): Route[] {
  const read = { access: 'models.read', tag: 'models' } as const
  const manage = { access: 'models.manage', tag: 'models' } as const
  return [
    route({
      ...read,
      method: 'GET',
      path: '/api/training/runs',
      summary: 'Trainings, newest first, with their progress.',
      query: z.object({ ...page, kind: modelKind.optional() }),
      response: paged(trainingRun),
      handle: async ({ query: { kind, limit, cursor } }) => {
        const before = cursor ? readCursor(cursor) : undefined
        const found = await listRuns(database.db, { kind, ...(before && { before }), limit: limit + 1 })
        const items = found.slice(0, limit)
        const last = items.at(-1)
        const next = found.length > limit && last ? writeCursor({ at: last.startedAt, id: last.id }) : null
        return { items, nextCursor: next }
      },
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/training/runs',
      summary: 'Begins a training; `training.changed` events tell of its progress. The result waits to be released.',
      body: z.object({ kind: modelKind.default('intent'), note: z.string().trim().max(500).default('') }),
      response: trainingRun,
      handle: ({ body, actor, ip }) =>
        models.train({ kind: body.kind, trigger: 'manual', note: body.note, by: by(actor, ip) }),
    }),
    route({
      ...read,
      method: 'GET',
      path: '/api/training/runs/:id',
      summary: 'One training.',
      params: byId,
      response: trainingRun,
      handle: async ({ params }) => {
        const run = await findRun(database.db, params.id)
        if (!run) throw new AppError('not_found')
        return run
      },
    }),
    route({
      ...read,
      method: 'GET',
      path: '/api/training/schedule',
      summary: 'When training runs by itself each week.',
      response: trainingSchedule,
      handle: () => readSchedule(database.db),
    }),
    route({
      ...manage,
      method: 'PUT',
      path: '/api/training/schedule',
      summary: 'Sets the weekly training; `day` 0 is Sunday, the hour is China time.',
      body: trainingSchedule,
      response: trainingSchedule,
      handle: ({ body, actor, ip }) => database.transaction((tx) => writeSchedule(tx, audit, body, by(actor, ip))),
    }),
  ]
}

function numberOf(cursor: string): number {
  if (!/^\d{1,15}$/.test(cursor)) throw new AppError('bad_request', { detail: 'cursor' })
  return Number(cursor)
}
