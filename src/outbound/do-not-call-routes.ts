import { z } from 'zod'
import { doNotCallEntry } from '#outbound/contract.ts'
import { callAgain, stopCalling } from '#outbound/do-not-call.ts'
import { listStops } from '#outbound/do-not-call-queries.ts'
import type { KeyOf } from '#outbound/number-key.ts'
import { byOf } from '#outbound/routes.ts'
import type { Database } from '#platform/db/open.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import { type Route, route } from '#platform/http/route.ts'

export type DoNotCallDeps = { database: Database; keyOf: KeyOf }

const number = z
  .string()
  .trim()
  .regex(/^\+?[\d\s().-]{3,30}$/, 'number')
const reason = z.string().trim().max(200).default('')
const params = z.object({ id: z.string().min(1).max(64) })
const tag = 'campaigns'

/** Numbers that nobody calls any more. */
export function doNotCallRoutes({ database, keyOf }: DoNotCallDeps): Route[] {
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
