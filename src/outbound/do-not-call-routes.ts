import { z } from 'zod'
import { callConsent, doNotCallEntry } from '#outbound/contract.ts'
import { callAgain, isStopped, noteCallConsent, stopCalling } from '#outbound/do-not-call.ts'
import { latestCallConsent, listStops } from '#outbound/do-not-call-queries.ts'
import type { KeyOf } from '#outbound/number-key.ts'
import { byOf } from '#outbound/routes.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import { type Route, route } from '#platform/http/route.ts'

export type DoNotCallDeps = {
  database: Database
  keyOf: KeyOf
  /** Null when there is no such customer. */
  customer: (id: string) => Promise<{ attributes: Record<string, string> } | null>
}

const number = z
  .string()
  .trim()
  .regex(/^\+?[\d\s().-]{3,30}$/, 'number')
const reason = z.string().trim().max(200).default('')
const params = z.object({ id: z.string().min(1).max(64) })
const tag = 'campaigns'

/** Numbers that nobody calls any more, and who agreed to be called. */
export const doNotCallRoutes = (deps: DoNotCallDeps): Route[] => [...listRoutes(deps), ...consentRoutes(deps)]

function listRoutes({ database, keyOf }: DoNotCallDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/do-not-call',
      access: 'campaigns.read',
      tag,
      summary: 'Numbers that are not called, newest first and masked; `number` finds one.',
      query: z.object({
        number: number.optional(),
        limit: z.coerce.number().int().min(1).max(100).default(50),
        cursor: z.string().max(200).optional(),
      }),
      response: z.object({ items: z.array(doNotCallEntry), nextCursor: z.string().nullable() }),
      handle: async ({ query: { number, limit, cursor } }) => {
        const before = cursor ? readCursor(cursor) : undefined
        const found = await listStops(database.db, { key: number && keyOf(number), before, limit: limit + 1 })
        const items = found.slice(0, limit)
        const last = items.at(-1)
        return { items, nextCursor: found.length > limit && last ? writeCursor(last) : null }
      },
    }),
    route({
      method: 'POST',
      path: '/api/do-not-call',
      access: 'campaigns.manage',
      tag,
      summary: 'Puts numbers on the list; those that stand there already stay as they are.',
      body: z.object({ numbers: z.array(number).min(1).max(1000), reason }),
      response: z.object({ added: z.number().int() }),
      handle: async ({ body, actor, ip }) => {
        let added = 0
        await database.transaction(async (tx) => {
          for (const each of body.numbers) {
            const stop = { number: each, source: 'import' as const, reason: body.reason }
            added += Number(await stopCalling(tx, keyOf, stop, byOf(actor, ip), new Date()))
          }
        })
        return { added }
      },
    }),
    route({
      method: 'POST',
      path: '/api/do-not-call/:id/lift',
      access: 'campaigns.manage',
      tag,
      summary: 'Takes a number off the list, because its owner asked for it.',
      params,
      body: z.object({ reason: z.string().trim().min(1).max(200) }),
      response: z.object({ removed: z.literal(true) }),
      handle: async ({ params, body, actor, ip }) => {
        await database.transaction((tx) => callAgain(tx, params.id, body.reason, byOf(actor, ip)))
        return { removed: true as const }
      },
    }),
  ]
}

function consentRoutes({ database, keyOf, customer }: DoNotCallDeps): Route[] {
  const view = async (id: string) => {
    const found = await customer(id)
    if (!found) throw new AppError('not_found')
    const { phone } = found.attributes
    const doNotCall = phone ? await isStopped(database.db, keyOf, phone) : false
    return { ...(await latestCallConsent(database.db, id)), doNotCall }
  }
  return [
    route({
      method: 'GET',
      path: '/api/customers/:id/call-consent',
      access: 'customers.read',
      tag,
      summary:
        'Whether a customer agreed to be called without having asked, and whether his number must not be called.',
      params,
      response: callConsent,
      handle: ({ params }) => view(params.id),
    }),
    route({
      method: 'PUT',
      path: '/api/customers/:id/call-consent',
      access: 'customers.write',
      tag,
      summary: 'Notes what a customer said to being called; `doNotCall` puts his number on the list.',
      params,
      body: z.object({
        given: z.boolean(),
        evidence: z.string().trim().min(1).max(300),
        doNotCall: z.boolean().default(false),
      }),
      response: callConsent,
      handle: async ({ params, body: { given, evidence, doNotCall }, actor, ip }) => {
        const found = await customer(params.id)
        if (!found) throw new AppError('not_found')
        const [by, now] = [byOf(actor, ip), new Date()]
        await database.transaction(async (tx) => {
          await noteCallConsent(tx, { customerId: params.id, given, evidence }, by, now)
          const { phone } = found.attributes
          if (doNotCall && phone)
            await stopCalling(tx, keyOf, { number: phone, source: 'agent', reason: evidence }, by, now)
        })
        return view(params.id)
      },
    }),
  ]
}
