import { z } from 'zod'
import { type CaseLabel, caseLabel, type FailureCase, failureCase, suggestion } from '#learning/contract.ts'
import { dismissCase, type Labeller, labelCase, undoCase } from '#learning/label.ts'
import { labeller } from '#learning/labeller.ts'
import type { Learning } from '#learning/open-learning.ts'
import { countOpen, openIdsOf, skipCase, takeNext } from '#learning/queries.ts'
import { AppError } from '#platform/errors.ts'
import { type Route, route } from '#platform/http/route.ts'
import { language } from '#understanding/contract.ts'
import { modelKind } from '#understanding/models/contract.ts'

const id = z.string().min(1).max(64)
const byId = z.object({ id })
const manyIds = z.array(id).min(1).max(500)
const done = z.object({ items: z.array(failureCase) })
const common = { access: 'cases.label', tag: 'learning' } as const

/** Labelling, as fast as a person can think: the next case with likely labels, one by one or a cluster at once. */
export function annotationRoutes(learning: Learning): Route[] {
  const { database } = learning
  const one = (verb: typeof dismissCase, id: string, by: Labeller) => database.transaction((tx) => verb(tx, id, by))
  const many = async (ids: string[], verb: typeof dismissCase, by: Labeller): Promise<{ items: FailureCase[] }> =>
    database.transaction(async (tx) => {
      const items: FailureCase[] = []
      // In one order for everybody, so that two people cannot wait for each other.
      for (const id of [...new Set(ids)].sort()) items.push(await verb(tx, id, by))
      return { items }
    })
  const known = (label: CaseLabel): CaseLabel => {
    if (label.kind === 'intent' && !learning.intents().some((intent) => intent.id === label.intentId))
      throw new AppError('bad_request', { detail: 'intentId' })
    return label
  }
  return [
    route({
      ...common,
      method: 'POST',
      path: '/api/learning/next',
      summary: 'The next case to label, kept for oneself for two minutes, with likely labels; null when all is done.',
      body: z.object({
        kind: modelKind.default('intent'),
        cluster: id.optional(),
        language: language.optional(),
        besides: id.optional().describe('the case in hand, so that the one after it can be fetched meanwhile'),
      }),
      response: z.object({
        case: failureCase.nullable(),
        suggestions: z.array(suggestion),
        open: z.number().int(),
      }),
      handle: async ({ body, actor }) => {
        const next = await takeNext(database, actor.id, body)
        // Who labels second must not see what the first one said.
        const shown = next?.status === 'labelled' ? { ...next, label: null, labelledBy: null } : next
        return {
          case: shown,
          suggestions: next ? await learning.suggest(next) : [],
          open: await countOpen(database.db, body.kind),
        }
      },
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/learning/cases/:id/label',
      summary: 'Says what a case means or what is felt in it; its text becomes an example for the next training.',
      params: byId,
      body: z.object({ label: caseLabel }),
      response: failureCase,
      handle: async ({ params, body, actor, ip }) => {
        const label = known(body.label)
        return database.transaction((tx) => labelCase(tx, params.id, label, labeller(actor, ip)))
      },
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/learning/cases/:id/skip',
      summary: 'Leaves a case to others.',
      params: byId,
      response: z.object({}),
      handle: async ({ params, actor }) => {
        if (!(await skipCase(database.db, params.id, actor.id))) throw new AppError('not_found')
        return {}
      },
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/learning/cases/:id/dismiss',
      summary: 'Puts a case away as nothing to learn from.',
      params: byId,
      response: failureCase,
      handle: ({ params, actor, ip }) => one(dismissCase, params.id, labeller(actor, ip)),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/learning/cases/:id/undo',
      summary: "Takes back one's own label or dismissal; what it taught goes too.",
      params: byId,
      response: failureCase,
      handle: ({ params, actor, ip }) => one(undoCase, params.id, labeller(actor, ip)),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/learning/label',
      summary: 'The same label for many cases.',
      body: z.object({ ids: manyIds, label: caseLabel }),
      response: done,
      handle: async ({ body, actor, ip }) => {
        const label = known(body.label)
        return many(body.ids, (tx, id, by) => labelCase(tx, id, label, by), labeller(actor, ip))
      },
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/learning/dismiss',
      summary: 'Puts many cases away.',
      body: z.object({ ids: manyIds }),
      response: done,
      handle: ({ body, actor, ip }) => many(body.ids, dismissCase, labeller(actor, ip)),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/learning/undo',
      summary: 'Takes back many labels at once, such as those of a cluster.',
      body: z.object({ ids: manyIds }),
      response: done,
      handle: ({ body, actor, ip }) => many(body.ids, undoCase, labeller(actor, ip)),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/learning/clusters/:id/label',
      summary: 'One label for the open cases of a cluster, less those left out; at most 500 at a time.',
      params: byId,
      body: z.object({ label: caseLabel, except: z.array(id).max(500).default([]) }),
      response: done,
      handle: async ({ params, body, actor, ip }) => {
        const label = known(body.label)
        const ids = (await openIdsOf(database.db, params.id)).filter((one) => !body.except.includes(one))
        if (!ids.length) throw new AppError('not_found')
        return many(ids.slice(0, 500), (tx, id, by) => labelCase(tx, id, label, by), labeller(actor, ip))
      },
    }),
  ]
}
