import { z } from 'zod'
import { AppError } from '#platform/errors.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'
import { type IntentExamples, language } from '#understanding/contract.ts'
import {
  EXAMPLE_SOURCES,
  exampleInput,
  type IntentExample,
  intentExample,
  intentSummary,
} from '#understanding/models/contract.ts'
import { allExamples, examplesOf } from '#understanding/models/example-queries.ts'
import { addExample, packExamples, removeExample, switchExample } from '#understanding/models/examples.ts'
import type { ModelRouteDeps } from '#understanding/models/routes.ts'
import { composeSet, type ExampleRow } from '#understanding/models/training-set.ts'

const byId = z.object({ id: z.string().min(1).max(64) })
const byExample = byId.extend({ exampleId: z.string().min(1).max(64) })
const limit = z.coerce.number().int().min(1).max(100).default(50)
const cursor = z.string().max(200).optional()
const tag = 'models'

/** Intents and the sentences that teach them. */
export function exampleRoutes({ database, models, audit }: ModelRouteDeps): Route[] {
  const intentOf = async (id: string): Promise<IntentExamples> => {
    const intent = (await models.given()).intents.find((one) => one.id === id)
    if (!intent) throw new AppError('not_found')
    return intent
  }
  return [
    route({
      method: 'GET',
      path: '/api/intents',
      access: 'models.read',
      tag,
      summary: 'Intents with the number of their examples, by name.',
      query: z.object({ limit, cursor }),
      response: z.object({ items: z.array(intentSummary), nextCursor: z.string().nullable() }),
      handle: async ({ query }) => {
        const rows = await allExamples(database.db)
        const summaries = composeSet(await models.given(), rows).intents.map((intent) => summaryOf(intent, rows))
        return pageOf(summaries.toSorted(byName), query)
      },
    }),
    route({
      method: 'GET',
      path: '/api/intents/:id/examples',
      access: 'models.read',
      tag,
      summary: "An intent's examples: those people added first, then those of packs and articles.",
      params: byId,
      query: z.object({
        q: z.string().trim().max(100).optional().describe('text in the example'),
        language: language.optional(),
        source: z.enum(EXAMPLE_SOURCES).optional(),
        active: z.enum(['true', 'false']).optional(),
        limit,
        cursor,
      }),
      response: z.object({ items: z.array(intentExample), nextCursor: z.string().nullable() }),
      handle: async ({ params, query }) => {
        const all = allOf(await intentOf(params.id), await examplesOf(database.db, params.id))
        return pageOf(all.filter(fits(query)), query)
      },
    }),
    route({
      method: 'POST',
      path: '/api/intents/:id/examples',
      access: 'models.manage',
      tag,
      summary: 'Adds an example; it counts from the next training on.',
      params: byId,
      body: exampleInput,
      response: intentExample,
      handle: async ({ params, body, actor, ip }) => {
        const { id: intentId } = await intentOf(params.id)
        return database.transaction((tx) =>
          addExample(tx, audit, { ...body, intentId, source: 'operator' }, by(actor, ip)),
        )
      },
    }),
    route({
      method: 'PATCH',
      path: '/api/intents/:id/examples/:exampleId',
      access: 'models.manage',
      tag,
      summary: 'Switches an example off or on, also one of a pack.',
      params: byExample,
      body: z.object({ active: z.boolean() }),
      response: intentExample,
      handle: async ({ params, body, actor, ip }) => {
        const intent = await intentOf(params.id)
        return database.transaction((tx) =>
          switchExample(tx, audit, intent, params.exampleId, body.active, by(actor, ip)),
        )
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/intents/:id/examples/:exampleId',
      access: 'models.manage',
      tag,
      summary: 'Deletes an example that somebody added; those of packs can be switched off.',
      params: byExample,
      response: z.object({}),
      handle: async ({ params, actor, ip }) => {
        await database.transaction((tx) => removeExample(tx, audit, params.id, params.exampleId, by(actor, ip)))
        return {}
      },
    }),
  ]
}

const by = (actor: Actor, ip: string) => ({ actor: `${actor.kind}:${actor.id}`, ip })
const byName = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)

function summaryOf({ id, title, examples }: IntentExamples, rows: ExampleRow[]) {
  const own = rows.filter((row) => row.intentId === id)
  return {
    id,
    title,
    zh: examples.zh.length,
    en: examples.en.length,
    own: own.filter((row) => row.source !== 'pack').length,
    off: own.filter((row) => !row.active).length,
  }
}

/** Added ones first, newest on top; a pack's example is shown as off when a row says so. */
function allOf(intent: IntentExamples, rows: IntentExample[]): IntentExample[] {
  const key = (one: IntentExample) => `${one.language} ${one.text}`
  const stored = new Map(rows.map((row) => [key(row), row]))
  const own = rows.filter((row) => row.source !== 'pack').toSorted((a, b) => (a.id < b.id ? 1 : -1))
  const given = packExamples(intent)
    .filter((one) => (stored.get(key(one))?.source ?? 'pack') === 'pack')
    .map((one) => ({ ...one, active: stored.get(key(one))?.active ?? true }))
  return [...own, ...given]
}

type Filter = {
  q?: string | undefined
  language?: string | undefined
  source?: string | undefined
  active?: string | undefined
}

const fits = (filter: Filter) => (one: IntentExample) =>
  (!filter.q || one.text.toLowerCase().includes(filter.q.toLowerCase())) &&
  (!filter.language || one.language === filter.language) &&
  (!filter.source || one.source === filter.source) &&
  (!filter.active || String(one.active) === filter.active)

/** A list in memory by the id of its last item. */
function pageOf<T extends { id: string }>(all: T[], query: { limit: number; cursor?: string | undefined }) {
  const after = query.cursor === undefined ? -1 : all.findIndex(({ id }) => id === query.cursor)
  if (query.cursor !== undefined && after < 0) throw new AppError('bad_request', { detail: 'cursor' })
  const items = all.slice(after + 1, after + 1 + query.limit)
  return { items, nextCursor: after + 1 + items.length < all.length ? items.at(-1)!.id : null }
}
