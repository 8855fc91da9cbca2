import { Readable } from 'node:stream'
import { z } from 'zod'
import { maskPhone } from '#governance/mask.ts'
import { recordAudit } from '#governance/record-audit.ts'
import { listTargets, tallyAnswers } from '#outbound/attempt-queries.ts'
import { type AudienceDeps, chooseAudience } from '#outbound/audience.ts'
import { viewCampaigns } from '#outbound/campaign-view.ts'
import {
  type By,
  createCampaign,
  editCampaign,
  importNumbers,
  moveCampaign,
  removeCampaign,
} from '#outbound/change-campaign.ts'
import {
  campaign,
  campaignInput,
  outboundLine,
  preview,
  TARGET_STATES,
  type Tally,
  tally,
  target,
} from '#outbound/contract.ts'
import { exportCampaign } from '#outbound/export-csv.ts'
import { previewOf } from '#outbound/preview.ts'
import { findCampaign, listCampaigns } from '#outbound/queries.ts'
import { readNumbers } from '#outbound/read-numbers.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'

export type CampaignRouteDeps = AudienceDeps & {
  database: Database
  /** Lines of this node over which one can call out. */
  lines: () => z.infer<typeof outboundLine>[]
  /** Looks for work at once. */
  wake: () => void
  now: () => number
}

export const UPLOAD = { maxBytes: 4 * 1024 * 1024 }
const params = z.object({ id: z.string().min(1).max(64) })
const read = { access: 'campaigns.read', tag: 'campaigns' } as const
const manage = { access: 'campaigns.manage', tag: 'campaigns' } as const
const paging = { limit: z.coerce.number().int().min(1).max(100).default(50), cursor: z.string().max(200).optional() }

/** A file as a whole, with the fields beside it. Throws payload_too_large. */
export async function readUpload({ stream, fields }: { stream: Readable; fields: Record<string, string> }) {
  const bytes = Buffer.concat(await stream.toArray())
  if ((stream as Readable & { truncated?: boolean }).truncated)
    throw new AppError('payload_too_large', { limit: '4 MB' })
  return { bytes, fields }
}

export const byOf = (actor: Actor, ip: string): By => ({ actor: `${actor.kind}:${actor.id}`, ip })

/** Campaigns: setting them up, starting and stopping them, and what they came to. */
export const campaignRoutes = (deps: CampaignRouteDeps): Route[] => [
  ...setUpRoutes(deps),
  ...runRoutes(deps),
  ...resultRoutes(deps),
]

const one = async ({ database, now }: CampaignRouteDeps, id: string) => {
  const [view] = await viewCampaigns(database.db, [await found(database, id)], now())
  return view!
}

async function found(database: Database, id: string) {
  const stored = await findCampaign(database.db, id)
  if (!stored) throw new AppError('not_found')
  return stored
}

function setUpRoutes(deps: CampaignRouteDeps): Route[] {
  const { database, now } = deps
  return [
    route({
      ...read,
      method: 'GET',
      path: '/api/campaigns',
      summary: 'Campaigns of calls with how far they are, newest first.',
      query: z.object(paging),
      response: z.object({ items: z.array(campaign), nextCursor: z.string().nullable() }),
      handle: async ({ query: { limit, cursor } }) => {
        const all = await listCampaigns(database.db, {
          before: cursor ? readCursor(cursor) : undefined,
          limit: limit + 1,
        })
        const items = await viewCampaigns(database.db, all.slice(0, limit), now())
        const last = items.at(-1)
        return {
          items,
          nextCursor: all.length > limit && last ? writeCursor({ at: last.createdAt, id: last.id }) : null,
        }
      },
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/campaigns',
      summary: 'Drafts a campaign; nobody is called before it is started.',
      body: campaignInput,
      response: campaign,
      handle: async ({ body, actor, ip }) => one(deps, await createCampaign(database, body, byOf(actor, ip))),
    }),
    route({
      ...read,
      method: 'GET',
      path: '/api/campaigns/:id',
      summary: 'One campaign with how far it is.',
      params,
      response: campaign,
      handle: ({ params }) => one(deps, params.id),
    }),
    route({
      ...manage,
      method: 'PUT',
      path: '/api/campaigns/:id',
      summary: 'Changes a draft.',
      params,
      body: campaignInput,
      response: campaign,
      handle: async ({ params, body, actor, ip }) => {
        await editCampaign(database, params.id, body, byOf(actor, ip), new Date(now()))
        return one(deps, params.id)
      },
    }),
    route({
      ...manage,
      method: 'DELETE',
      path: '/api/campaigns/:id',
      summary: 'Deletes a draft.',
      params,
      response: z.object({ removed: z.literal(true) }),
      handle: async ({ params, actor, ip }) => {
        await removeCampaign(database, params.id, byOf(actor, ip))
        return { removed: true as const }
      },
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/campaigns/:id/numbers',
      summary:
        'Imports the numbers of a draft from a CSV file (field `file`, at most 4 MB); those of before are replaced.',
      params,
      upload: UPLOAD,
      response: campaign,
      handle: async ({ params, actor, ip, file }) => {
        const { bytes } = await readUpload(await file())
        await importNumbers(database, params.id, readNumbers(bytes), byOf(actor, ip))
        return one(deps, params.id)
      },
    }),
  ]
}

function runRoutes(deps: CampaignRouteDeps): Route[] {
  const { database, lines, wake, now } = deps
  return [
    route({
      ...read,
      method: 'GET',
      path: '/api/outbound-lines',
      summary: 'Lines over which this node can call out.',
      response: z.object({ items: z.array(outboundLine), nextCursor: z.null() }),
      handle: async () => ({ items: lines(), nextCursor: null }),
    }),
    route({
      method: 'GET',
      path: '/api/call-lines',
      access: 'conversations.reply',
      tag: 'calls',
      summary: 'Lines over which an agent can call customers from this node.',
      response: z.object({ items: z.array(outboundLine), nextCursor: z.null() }),
      handle: async () => ({ items: lines(), nextCursor: null }),
    }),
    route({
      ...read,
      method: 'POST',
      path: '/api/campaigns/:id/preview',
      summary: 'How many a draft would call if it began now, who is left out and why, and what the first would hear.',
      params,
      response: preview,
      handle: async ({ params }) => {
        const at = new Date(now())
        const stored = await found(database, params.id)
        if (stored.status !== 'draft') throw new AppError('campaign_state')
        return previewOf(stored.plan, await chooseAudience(database.db, stored, deps, at), at)
      },
    }),
    route({
      ...manage,
      method: 'POST',
      path: '/api/campaigns/:id/status',
      summary: 'Starts, pauses, goes on with or cancels a campaign. Calls that go on are not cut.',
      params,
      body: z.object({ status: z.enum(['running', 'paused', 'cancelled']) }),
      response: campaign,
      handle: async ({ params, body, actor, ip }) => {
        const hasLine = (id: string) => lines().some((line) => line.id === id)
        await moveCampaign({ ...deps, hasLine }, params.id, body.status, byOf(actor, ip))
        wake()
        return one(deps, params.id)
      },
    }),
  ]
}

function resultRoutes({ database }: CampaignRouteDeps): Route[] {
  return [
    route({
      ...read,
      method: 'GET',
      path: '/api/campaigns/:id/targets',
      summary: 'Everybody of a started campaign and what the calls came to; numbers are masked.',
      params,
      query: z.object({ status: z.enum(TARGET_STATES).optional(), ...paging }),
      response: z.object({ items: z.array(target), nextCursor: z.string().nullable() }),
      handle: async ({ params, query: { status, limit, cursor } }) => {
        const all = await listTargets(database.db, params.id, { status, after: cursor, limit: limit + 1 })
        const items = all.slice(0, limit).map((one) => ({ ...one, number: one.number && maskPhone(one.number) }))
        return { items, nextCursor: all.length > limit ? items.at(-1)!.id : null }
      },
    }),
    route({
      ...read,
      method: 'GET',
      path: '/api/campaigns/:id/answers',
      summary: 'How often each answer of a questionnaire was given.',
      params,
      response: z.object({ answers: tally }),
      handle: async ({ params }) => {
        const answers: Tally = {}
        for (const { question, key, count } of await tallyAnswers(database.db, params.id))
          answers[question] = { ...answers[question], [key]: count }
        return { answers }
      },
    }),
    route({
      ...read,
      method: 'GET',
      path: '/api/campaigns/:id/export',
      summary: 'What a campaign came to as CSV, one line a person; numbers are masked.',
      params,
      handle: async ({ params, actor, ip, locale }) => {
        const stored = await found(database, params.id)
        await database.transaction((tx) =>
          recordAudit(tx, { ...byOf(actor, ip), action: 'campaign.exported', target: `campaign:${params.id}` }),
        )
        return {
          download: Readable.from(exportCampaign(database.db, stored, locale)),
          mime: 'text/csv; charset=utf-8',
          name: `campaign-${params.id}.csv`,
        }
      },
    }),
  ]
}
