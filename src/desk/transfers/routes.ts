import { z } from 'zod'
import { actorName } from '#desk/deps.ts'
import { transferReport } from '#desk/transfers/contract.ts'
import { scoresSince } from '#desk/transfers/queries.ts'
import { type ReportContext, reportOf } from '#desk/transfers/report.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { type Route, route } from '#platform/http/route.ts'

const MOST = 20_000
const DAY_MS = 24 * 3600_000

export type TransferRouteDeps = Omit<ReportContext, 'days' | 'set'> & {
  database: Database
  set: () => Readonly<Record<string, number>>
  /** Sets the threshold of an intent, or takes it back with null. */
  change: (intent: string, threshold: number | null, by: { actor: string; ip: string }) => Promise<void>
}

/** How right the hand-overs were, and the thresholds per intent that follow from it (A9). */
export function transferRoutes(deps: TransferRouteDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/transfer-report',
      access: 'models.read',
      tag: 'desk',
      summary:
        'Share of hand-overs that were right, by reason and intent, with thresholds that would have done better.',
      query: z.object({ days: z.coerce.number().int().min(1).max(365).default(90) }),
      response: transferReport,
      handle: async ({ query: { days } }) => {
        const scores = await scoresSince(deps.database.db, new Date(Date.now() - days * DAY_MS), MOST)
        return reportOf(scores, { ...deps, days, set: deps.set() })
      },
    }),
    route({
      method: 'PUT',
      path: '/api/intent-thresholds/:intent',
      access: 'models.manage',
      tag: 'desk',
      summary: 'From which confidence an intent starts its flow; null takes the usual one. All nodes follow at once.',
      params: z.object({ intent: z.string().min(1).max(60) }),
      body: z.object({ threshold: z.number().min(0.2).max(0.98).nullable() }),
      response: z.object({ set: z.record(z.string(), z.number()) }),
      handle: async ({ params: { intent }, body, actor, ip }) => {
        if (deps.thresholdOf(intent) === null) throw new AppError('not_found')
        await deps.change(intent, body.threshold, { actor: actorName(actor), ip })
        return { set: deps.set() }
      },
    }),
  ]
}
