import { z } from 'zod'
import { block, currentBlock, unblock } from '#customers/blocks.ts'
import { blockInput, customerBlock } from '#customers/contract.ts'
import type { Database } from '#platform/db/open.ts'
import type { Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'

const common = { tag: 'customers', params: z.object({ id: z.string().min(1).max(64) }) } as const
const response = z.object({ block: customerBlock.nullable() })

/** Keeping abusive visitors out for a while. */
export function blockRoutes(database: Database): Route[] {
  return [
    route({
      ...common,
      method: 'GET',
      path: '/api/customers/:id/block',
      access: 'customers.read',
      summary: 'Whether this customer may not write at the moment, why and until when.',
      response,
      handle: async ({ params }) => ({ block: await currentBlock(database.db, params.id) }),
    }),
    route({
      ...common,
      method: 'PUT',
      path: '/api/customers/:id/block',
      access: 'customers.write',
      summary: 'Keeps a customer from writing for some days, or with null until it is lifted.',
      body: blockInput,
      response,
      handle: async ({ params, body, actor, ip }) => {
        const by = { actor: `${actor.kind}:${actor.id}`, ip }
        return { block: await database.transaction((tx) => block(tx, params.id, body, by)) }
      },
    }),
    route({
      ...common,
      method: 'DELETE',
      path: '/api/customers/:id/block',
      access: 'customers.write',
      summary: 'Lets a blocked customer write again.',
      response,
      handle: async ({ params, actor, ip }) => {
        const by = { actor: `${actor.kind}:${actor.id}`, ip }
        await database.transaction((tx) => unblock(tx, params.id, by))
        return { block: null }
      },
    }),
  ]
}
