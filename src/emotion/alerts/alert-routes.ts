import { z } from 'zod'
import { actOnAlert } from '#emotion/alerts/act.ts'
import { alertsByIds, countOpen, listAlerts } from '#emotion/alerts/alert-queries.ts'
import { alert, alertAct, alertSettings } from '#emotion/alerts/contract.ts'
import { readAlertSettings, writeAlertSettings } from '#emotion/alerts/settings.ts'
import { emotionPoint } from '#emotion/contract.ts'
import { readEmotionCurve } from '#emotion/states.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { Database, Tx } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'
import { findMember } from '#team/member.ts'

const byId = z.object({ id: z.string().min(1).max(64) })
const page = z.object({
  state: z.enum(['open', 'closed']).default('open'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(300).optional(),
})
const common = { access: 'alerts.act', tag: 'alerts' } as const

/** Alerts as supervisors work on them. */
export function alertRoutes({ database }: { database: Database }): Route[] {
  return [...readRoutes(database), ...actRoutes(database), ...settingsRoutes(database)]
}

function readRoutes({ db }: Database): Route[] {
  return [
    route({
      ...common,
      method: 'GET',
      path: '/api/alerts',
      summary: 'Alerts about customers who are getting upset, newest first, with how many are open and unclaimed.',
      query: page,
      response: z.object({
        items: z.array(alert),
        nextCursor: z.string().nullable(),
        open: z.number().int(),
        unclaimed: z.number().int(),
      }),
      handle: async ({ query }) => {
        const before = query.cursor === undefined ? undefined : readCursor(query.cursor)
        const found = await listAlerts(db, { open: query.state === 'open', before, limit: query.limit + 1 })
        const items = found.slice(0, query.limit)
        const last = items.at(-1)
        const more = last && found.length > query.limit
        const nextCursor = more ? writeCursor({ at: last.raisedAt, id: last.id }) : null
        return { items, nextCursor, ...(await countOpen(db)) }
      },
    }),
    route({
      ...common,
      method: 'GET',
      path: '/api/alerts/:id',
      summary: 'One alert with the curve it fired on: the state after each message and what moved it.',
      params: byId,
      response: z.object({ alert, curve: z.array(emotionPoint) }),
      handle: async ({ params }) => {
        const [found] = await alertsByIds(db, [params.id])
        if (!found) throw new AppError('not_found')
        return { alert: found, curve: await readEmotionCurve(db, found.conversationId) }
      },
    }),
  ]
}

function actRoutes(database: Database): Route[] {
  return [
    route({
      ...common,
      method: 'POST',
      path: '/api/alerts/:id/act',
      summary: 'Acknowledges, claims, releases, snoozes or closes an alert; of two who claim at once one gets it.',
      params: byId,
      body: alertAct,
      response: z.object({ alert }),
      handle: async ({ params, body, actor }) => ({
        alert: await database.transaction((tx) => actOnAlert(tx, params.id, body, acting(actor))),
      }),
    }),
  ]
}

function settingsRoutes(database: Database): Route[] {
  return [
    route({
      ...common,
      method: 'GET',
      path: '/api/alert-settings',
      summary: 'When an alert that nobody claims escalates, and to whom.',
      response: alertSettings,
      handle: () => readAlertSettings(database.db),
    }),
    route({
      ...common,
      access: 'settings.write',
      method: 'PUT',
      path: '/api/alert-settings',
      summary: 'Sets when an alert that nobody claims escalates, and to whom.',
      body: alertSettings,
      response: alertSettings,
      handle: async ({ body, actor, ip }) => {
        await database.transaction(async (tx) => {
          for (const userId of body.escalateTo) await requireActing(tx, userId)
          await writeAlertSettings(tx, body)
          await recordAudit(tx, { actor: acting(actor).actor, ip, action: 'alert-settings.changed', detail: body })
        })
        return body
      },
    }),
  ]
}

/** Who cannot act on alerts would only be disturbed by them. */
async function requireActing(tx: Tx, userId: string): Promise<void> {
  const member = await findMember(tx, userId)
  if (!member?.active || !member.permissions.has('alerts.act'))
    throw new AppError('bad_request', { detail: 'escalateTo' })
}

const acting = (actor: Actor) => ({
  actor: `${actor.kind}:${actor.id}`,
  userId: actor.kind === 'user' ? actor.id : null,
})
