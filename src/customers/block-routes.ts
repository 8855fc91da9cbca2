import { z } from 'zod'
import { latestAddress } from '#customers/address-queries.ts'
import { listBlocks } from '#customers/block-queries.ts'
import { block, currentBlock, unblock, unblockAddress } from '#customers/blocks.ts'
import { blockInput, customerBlock, lastAddress, listedBlock } from '#customers/contract.ts'
import type { Database } from '#platform/db/open.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
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
      summary: 'Whether this customer may not write at the moment, why and until when, and where he last wrote from.',
      response: response.extend({ address: lastAddress.nullable() }),
      handle: async ({ params }) => {
        const address = await latestAddress(database.db, params.id)
        return {
          block: await currentBlock(database.db, params.id),
          address: address && { masked: address.masked, others: address.others },
        }
      },
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
    ...listRoutes(database),
  ]
}

/** Everybody and every address kept out. */
function listRoutes(database: Database): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/blocks',
      access: 'customers.read',
      tag: 'customers',
      summary: 'Customers and network addresses blocked now, newest first; addresses are masked.',
      query: z.object({
        q: z.string().trim().max(100).optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
        cursor: z.string().max(200).optional(),
      }),
      response: z.object({ items: z.array(listedBlock), nextCursor: z.string().nullable() }),
      handle: async ({ query: { q, limit, cursor } }) => {
        const before = cursor ? readCursor(cursor) : undefined
        const found = await listBlocks(database, { q, before, limit: limit + 1 })
        const items = found.slice(0, limit)
        const last = items.at(-1)
        return { items, nextCursor: found.length > limit && last ? writeCursor(last) : null }
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/address-blocks/:id',
      access: 'customers.write',
      tag: 'customers',
      summary: 'Lets a blocked network address in again; the customer it was blocked for stays blocked.',
      params: z.object({ id: z.string().min(1).max(64) }),
      response: z.object({ lifted: z.literal(true) }),
      handle: async ({ params, actor, ip }) => {
        const by = { actor: `${actor.kind}:${actor.id}`, ip }
        await database.transaction((tx) => unblockAddress(tx, params.id, by))
        return { lifted: true as const }
      },
    }),
  ]
}
