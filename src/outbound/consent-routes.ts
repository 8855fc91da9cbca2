import { z } from 'zod'
import { importCallConsents, noteCallConsent } from '#outbound/call-consent.ts'
import { latestCallConsent, listCallConsents } from '#outbound/consent-queries.ts'
import { callConsent, importedConsents, notedConsent } from '#outbound/contract.ts'
import { isStopped, stopCalling } from '#outbound/do-not-call.ts'
import type { KeyOf } from '#outbound/number-key.ts'
import { readConsents } from '#outbound/read-consents.ts'
import { byOf, readUpload, UPLOAD } from '#outbound/routes.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import { type Route, route } from '#platform/http/route.ts'

export type ConsentDeps = {
  database: Database
  keyOf: KeyOf
  /** Null when there is no such customer. */
  customer: (id: string) => Promise<{ attributes: Record<string, string> } | null>
}

const params = z.object({ id: z.string().min(1).max(64) })
const tag = 'campaigns'

/** Who agreed to be called, with the proof of it. */
export const consentRoutes = (deps: ConsentDeps): Route[] => [...recordRoutes(deps), ...customerRoutes(deps)]

function recordRoutes({ database }: ConsentDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/call-consents',
      access: 'campaigns.read',
      tag,
      summary: 'What customers said to being called without having asked, newest first.',
      query: z.object({
        limit: z.coerce.number().int().min(1).max(100).default(50),
        cursor: z.string().max(200).optional(),
      }),
      response: z.object({ items: z.array(notedConsent), nextCursor: z.string().nullable() }),
      handle: async ({ query: { limit, cursor } }) => {
        const before = cursor ? readCursor(cursor) : undefined
        const found = await listCallConsents(database.db, { before, limit: limit + 1 })
        const items = found.slice(0, limit)
        const last = items.at(-1)
        return { items, nextCursor: found.length > limit && last ? writeCursor(last) : null }
      },
    }),
    route({
      method: 'POST',
      path: '/api/call-consents',
      access: 'campaigns.manage',
      tag,
      summary:
        'Imports consents from a CSV file (field `file`, at most 4 MB): phone or customer id, and where there are such columns the answer, the proof and the day; field `evidence` is the proof of rows that have none.',
      upload: UPLOAD,
      response: importedConsents,
      handle: async ({ actor, ip, file }) => {
        const { bytes, fields } = await readUpload(await file())
        const rows = readConsents(bytes, (fields.evidence ?? '').trim(), new Date())
        return database.transaction((tx) => importCallConsents(tx, rows, byOf(actor, ip)))
      },
    }),
  ]
}

function customerRoutes({ database, keyOf, customer }: ConsentDeps): Route[] {
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
