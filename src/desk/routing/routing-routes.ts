import { z } from 'zod'
import { changeProfile, draftPolicy, release } from '#desk/routing/change-policy.ts'
import { changeQueue, createQueue, removeQueue } from '#desk/routing/change-queue.ts'
import {
  agentProfileInput,
  policyInput,
  policyVersion,
  queueInput,
  queueView,
  replayAnswer,
  replayInput,
  routedAgent,
  staffingAnswer,
  staffingQuestion,
} from '#desk/routing/contract.ts'
import { staffing } from '#desk/routing/erlang.ts'
import { listPolicies, listRoutedAgents } from '#desk/routing/policy-queries.ts'
import { listQueues } from '#desk/routing/queries.ts'
import { replay } from '#desk/routing/replay.ts'
import { type RoutingDeps, SERVING_ROLES } from '#desk/routing/route-waiting.ts'
import type { Database } from '#platform/db/open.ts'
import type { Actor, Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'

const byId = z.object({ id: z.string().min(1).max(64) })
const manage = { access: 'routing.manage', tag: 'routing' } as const
const read = { access: 'team.read', tag: 'routing' } as const
const by = ({ actor, ip }: { actor: Actor; ip: string }) => ({ actor: `${actor.kind}:${actor.id}`, ip })

/** Queues, who serves them, and the policy that decides. */
export function routingRoutes(deps: RoutingDeps): Route[] {
  return [...queueRoutes(deps.database), ...policyRoutes(deps), ...agentRoutes(deps.database)]
}

/** A whole day, yesterday when none is named. */
function dayOf(day: string | undefined): { from: Date; to: Date } {
  const from = new Date(day ? `${day}T00:00:00` : Date.now() - 86_400_000)
  from.setHours(0, 0, 0, 0)
  const to = new Date(from)
  to.setDate(to.getDate() + 1)
  return { from, to }
}

function queueRoutes(database: Database): Route[] {
  return [
    route({
      ...read,
      method: 'GET',
      path: '/api/routing/queues',
      summary: 'Queues in the order in which they take conversations.',
      response: z.object({ items: z.array(queueView), nextCursor: z.null() }),
      handle: async () => ({ items: await listQueues(database.db), nextCursor: null }),
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/routing/queues',
      summary: 'Adds a queue.',
      body: queueInput,
      response: queueView,
      handle: ({ body, ...rest }) => database.transaction((tx) => createQueue(tx, body, by(rest))),
    }),
    route({
      ...manage,
      method: 'PUT',
      path: '/api/routing/queues/:id',
      summary: 'Rewrites a queue; `version` is the one that was read.',
      params: byId,
      body: queueInput.extend({ version: z.number().int() }),
      response: queueView,
      handle: ({ params, body: { version, ...input }, ...rest }) =>
        database.transaction((tx) => changeQueue(tx, params.id, version, input, by(rest))),
    }),
    route({
      ...manage,
      method: 'DELETE',
      path: '/api/routing/queues/:id',
      summary: 'Removes a queue; who waits in it goes to the one that takes him then.',
      params: byId,
      response: z.object({}),
      handle: async ({ params, ...rest }) => {
        await database.transaction((tx) => removeQueue(tx, params.id, by(rest)))
        return {}
      },
    }),
  ]
}

function policyRoutes(deps: RoutingDeps): Route[] {
  const { database } = deps
  return [
    route({
      ...manage,
      method: 'GET',
      path: '/api/routing/policies',
      summary: 'Versions of the routing policy, newest first.',
      response: z.object({ items: z.array(policyVersion), nextCursor: z.null() }),
      handle: async () => ({ items: await listPolicies(database.db, 100), nextCursor: null }),
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/routing/policies',
      summary: 'Writes a new version of the policy, which decides nothing before it is released.',
      body: policyInput,
      response: policyVersion,
      handle: ({ body, ...rest }) => database.transaction((tx) => draftPolicy(tx, body.rules, body.note, by(rest))),
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/routing/policies/:version/release',
      summary: 'Lets this version decide from now on; earlier ones may be released again.',
      params: z.object({ version: z.coerce.number().int().positive().max(2_147_483_647) }),
      body: z.object({}),
      response: policyVersion,
      handle: ({ params, ...rest }) => database.transaction((tx) => release(tx, params.version, by(rest))),
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/routing/staffing',
      summary: 'How many people are needed for so many contacts, by Erlang C.',
      body: staffingQuestion,
      response: staffingAnswer,
      handle: async ({ body }) => staffing(body),
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/routing/replay',
      summary: 'Tries rules out on the arrivals of a day: who would have waited how long, who would have got what.',
      body: replayInput,
      response: replayAnswer,
      handle: async ({ body }) => replay(deps, body.rules, dayOf(body.day)),
    }),
  ]
}

function agentRoutes(database: Database): Route[] {
  return [
    route({
      ...manage,
      method: 'GET',
      path: '/api/routing/agents',
      summary: 'Who may be given conversations: levels of skill, teams, bounds by channel.',
      response: z.object({ items: z.array(routedAgent), nextCursor: z.null() }),
      handle: async () => ({ items: await listRoutedAgents(database.db, SERVING_ROLES), nextCursor: null }),
    }),
    route({
      ...manage,
      method: 'PUT',
      path: '/api/routing/agents/:id',
      summary: 'Sets levels of skill, teams and bounds by channel of an agent.',
      params: byId,
      body: agentProfileInput,
      response: agentProfileInput,
      handle: ({ params, body, ...rest }) => database.transaction((tx) => changeProfile(tx, params.id, body, by(rest))),
    }),
  ]
}
