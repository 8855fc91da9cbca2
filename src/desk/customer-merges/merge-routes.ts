import { z } from 'zod'
import { customerMerge, mergeInput } from '#desk/customer-merges/contract.ts'
import { type MergeDeps, mergeCustomers, undoMerge } from '#desk/customer-merges/merge-customers.ts'
import { listMerges } from '#desk/customer-merges/queries.ts'
import type { Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'

const id = z.string().min(1).max(64)
const tag = 'customers'
const merges = z.object({ items: z.array(customerMerge), nextCursor: z.null() })

/** Two customers that are one person. */
export function mergeRoutes(deps: MergeDeps): Route[] {
  const read = async (customerId: string) => ({
    items: await listMerges(deps.database.db, customerId),
    nextCursor: null,
  })
  return [
    route({
      method: 'GET',
      path: '/api/customers/:id/merges',
      access: 'customers.read',
      tag,
      summary: 'Who was merged into this customer, latest first, and what can still be taken back.',
      params: z.object({ id }),
      response: merges,
      handle: ({ params }) => read(params.id),
    }),
    route({
      method: 'POST',
      path: '/api/customers/:id/merges',
      access: 'customers.write',
      tag,
      summary: 'Merges another known customer into this one, who stays; can be taken back for seven days.',
      params: z.object({ id }),
      body: mergeInput,
      response: merges,
      handle: async ({ params, body, actor, ip }) => {
        await mergeCustomers(deps, body.fromId, params.id, { actor: `${actor.kind}:${actor.id}`, ip })
        return read(params.id)
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/customers/:id/merges/:mergeId',
      access: 'customers.write',
      tag,
      summary: 'Takes a merge back: what moved then goes home.',
      params: z.object({ id, mergeId: id }),
      response: merges,
      handle: async ({ params, actor, ip }) => {
        await undoMerge(deps, params.mergeId, params.id, { actor: `${actor.kind}:${actor.id}`, ip })
        return read(params.id)
      },
    }),
  ]
}
