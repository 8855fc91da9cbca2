import { z } from 'zod'
import { blockRoutes } from '#customers/block-routes.ts'
import { changeProfile } from '#customers/change-profile.ts'
import { type Customer, customer, customerDetail, customerPatch, timelineItem } from '#customers/contract.ts'
import { findCustomer, listCustomers, listIdentities, listMergedInto } from '#customers/queries.ts'
import { maskEmail, maskPhone } from '#governance/mask.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import type { Route } from '#platform/http/route.ts'
import { route } from '#platform/http/route.ts'
import { isPosition } from '#platform/ledger/contract.ts'
import { ledger } from '#platform/ledger/read.ts'

const tag = 'customers'
const byId = z.object({ id: z.string().min(1).max(64) })
const limit = z.coerce.number().int().min(1).max(100).default(50)

/** `timelineKinds`: the facts worth reading in a customer's history; their owners stand above this folder. */
export type CustomerRouteDeps = {
  database: Database
  timelineKinds: string[]
  /** His conversations on one channel. */
  conversationsOn: (customerId: string, channel: string) => Promise<string[]>
}

/** Customers as the team reads and tends them. */
export function customerRoutes({ database, timelineKinds, conversationsOn }: CustomerRouteDeps): Route[] {
  const detail = async (id: string) => {
    const found = await findCustomer(database.db, id)
    if (!found) throw new AppError('not_found')
    return { ...found, identities: await listIdentities(database.db, id) }
  }
  return [
    ...blockRoutes(database),
    route({
      method: 'GET',
      path: '/api/customers',
      access: 'customers.read',
      tag,
      summary: 'Customers, last seen first; phone and e-mail are masked.',
      query: z.object({
        q: z.string().trim().max(100).optional().describe('part of the name, or the whole id'),
        tier: z.string().max(20).optional(),
        limit,
        cursor: z.string().max(200).optional(),
      }),
      response: z.object({ items: z.array(customer), nextCursor: z.string().nullable() }),
      handle: async ({ query }) => {
        const before = query.cursor ? readCursor(query.cursor) : undefined
        const found = await listCustomers(database.db, { q: query.q, tier: query.tier, before, limit: query.limit + 1 })
        const items = found.slice(0, query.limit)
        const last = items.at(-1)
        const nextCursor = found.length > query.limit && last ? `${last.seenAt}~${last.id}` : null
        return { items: items.map(masked), nextCursor }
      },
    }),
    route({
      method: 'GET',
      path: '/api/customers/:id',
      access: 'customers.read',
      tag,
      summary: 'One customer with his addresses on all channels.',
      params: byId,
      response: customerDetail,
      handle: ({ params }) => detail(params.id),
    }),
    route({
      method: 'PATCH',
      path: '/api/customers/:id',
      access: 'customers.write',
      tag,
      summary: 'Sets tags, elderly mode or language.',
      params: byId,
      body: customerPatch,
      response: customerDetail,
      handle: async ({ params, body, actor, ip }) => {
        const by = { actor: `${actor.kind}:${actor.id}`, ip }
        await database.transaction((tx) => changeProfile(tx, params.id, body, by))
        return detail(params.id)
      },
    }),
    route({
      method: 'GET',
      path: '/api/customers/:id/timeline',
      access: 'customers.read',
      tag,
      summary: 'What happened with this customer, newest first: conversations, actions, tickets.',
      params: byId,
      query: z.object({
        about: z.enum(['conversation', 'ticket', 'action', 'customer']).optional().describe('what the facts are of'),
        channel: z.string().max(40).optional().describe('only what happened in conversations on this channel'),
        limit,
        cursor: z.string().refine(isPosition).optional(),
      }),
      response: z.object({ items: z.array(timelineItem), nextCursor: z.string().nullable() }),
      handle: async ({ params, query }) => {
        if (!(await findCustomer(database.db, params.id))) throw new AppError('not_found')
        const { about, channel } = query
        const kinds = about ? timelineKinds.filter((kind) => kind.startsWith(`${about}.`)) : timelineKinds
        const conversationIds = channel ? await conversationsOn(params.id, channel) : undefined
        if (conversationIds?.length === 0) return { items: [], nextCursor: null }
        const scope = {
          ...(conversationIds && { conversationIds }),
          customerIds: [params.id, ...(await listMergedInto(database.db, params.id))],
          kinds,
          before: query.cursor,
          limit: query.limit + 1,
        }
        const events = await ledger.of(database.db, scope)
        const page = events.slice(0, query.limit)
        // Looking something up changes nothing and would drown what did.
        const items = page.filter((event) => event.payload.writes !== false).map(({ customerId: _, ...event }) => event)
        return { items, nextCursor: events.length > query.limit ? page.at(-1)!.position : null }
      },
    }),
  ]
}

function masked(one: Customer): Customer {
  const { phone, email } = one.attributes
  return {
    ...one,
    attributes: {
      ...one.attributes,
      ...(phone && { phone: maskPhone(phone) }),
      ...(email && { email: maskEmail(email) }),
    },
  }
}

function readCursor(cursor: string): { at: string; id: string } {
  const [at, ...id] = cursor.split('~')
  if (!id.length || !z.iso.datetime().safeParse(at).success) throw new AppError('bad_request', { detail: 'cursor' })
  return { at: at!, id: id.join('~') }
}
