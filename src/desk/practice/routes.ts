import { z } from 'zod'
import { practiceRun, practiceScore, scenarioSummary } from '#desk/practice/contract.ts'
import { findRun, listRuns } from '#desk/practice/queries.ts'
import { finish, type PracticeDeps, scenarioOf, shown, speak, startRun } from '#desk/practice/run.ts'
import { AppError } from '#platform/errors.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'

const byId = z.object({ id: z.string().min(1).max(64) })
const common = { access: 'conversations.reply', tag: 'practice' } as const
const MOST_RUNS = 200

/** Only people practise. */
function personOf(actor: Actor): string {
  if (actor.kind !== 'user') throw new AppError('forbidden')
  return actor.id
}

const attempt = z.object({
  id: z.string(),
  scenarioId: z.string(),
  startedAt: z.string(),
  status: practiceRun.shape.status,
  score: practiceScore,
})

/** Practising with scripted customers; nothing of it touches a real one. */
export function practiceRoutes(deps: PracticeDeps): Route[] {
  const { database } = deps
  return [
    route({
      ...common,
      method: 'GET',
      path: '/api/practice/scenarios',
      summary: 'The customers one can practise with, with one’s own best and last marks.',
      response: z.object({ items: z.array(scenarioSummary), nextCursor: z.null() }),
      handle: async ({ actor }) => {
        const runs = await listRuns(database.db, personOf(actor), MOST_RUNS)
        const items = deps.scenarios().map(({ id, temper, title, brief, steps, par }) => {
          const totals = runs.filter(({ scenarioId }) => scenarioId === id).map(({ score }) => score?.total ?? 0)
          return {
            ...{ id, temper, title, brief, steps: steps.length, par, attempts: totals.length },
            ...{ best: totals.length ? Math.max(...totals) : null, last: totals[0] ?? null },
          }
        })
        return { items, nextCursor: null }
      },
    }),
    route({
      ...common,
      method: 'GET',
      path: '/api/practice/attempts',
      summary: 'One’s own attempts with their marks, newest first; supervisors may ask for an agent’s.',
      query: z.object({ user: z.string().max(64).optional(), scenario: z.string().max(100).optional() }),
      response: z.object({ items: z.array(attempt), nextCursor: z.null() }),
      handle: async ({ query, actor }) => {
        const own = personOf(actor)
        if (query.user && query.user !== own && !actor.permissions.has('quality.read')) throw new AppError('forbidden')
        const runs = await listRuns(database.db, query.user ?? own, MOST_RUNS)
        const items = runs.flatMap(({ id, scenarioId, startedAt, state, score }) =>
          score && (!query.scenario || query.scenario === scenarioId)
            ? [{ id, scenarioId, startedAt, status: state.status, score }]
            : [],
        )
        return { items, nextCursor: null }
      },
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/practice/runs',
      summary: 'Begins a practice conversation.',
      body: z.object({ scenarioId: z.string().min(1).max(100), language: z.enum(['zh', 'en']) }),
      response: practiceRun,
      handle: ({ body, actor }) => startRun(deps, personOf(actor), body.scenarioId, body.language),
    }),
    route({
      ...common,
      method: 'GET',
      path: '/api/practice/runs/:id',
      summary: 'A practice conversation of one’s own.',
      params: byId,
      response: practiceRun,
      handle: async ({ params, actor }) => {
        const run = await findRun(database.db, params.id)
        const may = run && (run.userId === personOf(actor) || actor.permissions.has('quality.read'))
        if (!may) throw new AppError('not_found')
        return shown(run, scenarioOf(deps, run.scenarioId))
      },
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/practice/runs/:id/messages',
      summary: 'Says something to the practice customer; an empty text lets time pass, and he may call out.',
      params: byId,
      body: z.object({ text: z.string().trim().max(2000) }),
      response: practiceRun,
      handle: ({ params, body, actor }) => speak(deps, personOf(actor), params.id, body.text),
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/practice/runs/:id/end',
      summary: 'Ends a practice conversation and marks it.',
      params: byId,
      response: practiceRun,
      handle: ({ params, actor }) => finish(deps, personOf(actor), params.id),
    }),
  ]
}
