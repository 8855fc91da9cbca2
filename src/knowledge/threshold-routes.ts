import { z } from 'zod'
import { answerThresholds } from '#knowledge/contract.ts'
import type { Knowledge } from '#knowledge/search.ts'
import { changeThresholds, type Thresholds, USUAL } from '#knowledge/thresholds.ts'
import type { Database } from '#platform/db/open.ts'
import { type Route, route } from '#platform/http/route.ts'

const tag = 'knowledge'

const point = z.object({ threshold: z.number(), precision: z.number(), coverage: z.number() })
const state = z.object({
  current: answerThresholds,
  usual: answerThresholds,
  curve: z
    .object({ questions: z.number().int(), points: z.array(point) })
    .nullable()
    .describe('null while it is computed for the present articles; ask again in a few seconds'),
})

export type ThresholdRouteDeps = { database: Database; knowledge: Pick<Knowledge, 'curve'>; thresholds: Thresholds }

/** From which score on the bot answers or asks back, and what that means for the articles there are. */
export function thresholdRoutes({ database, knowledge, thresholds }: ThresholdRouteDeps): Route[] {
  const read = () => ({ current: thresholds.current(), usual: USUAL, curve: knowledge.curve() })
  return [
    route({
      method: 'GET',
      path: '/api/knowledge/thresholds',
      access: 'knowledge.read',
      tag,
      summary:
        'Thresholds for answering and asking back, with precision and coverage at each, found by asking the published articles their own questions with each left out; customers ask easier ones.',
      response: state,
      handle: async () => read(),
    }),
    route({
      method: 'PUT',
      path: '/api/knowledge/thresholds',
      access: 'knowledge.write',
      tag,
      summary: 'Moves the thresholds; all nodes follow at once.',
      body: answerThresholds,
      response: state,
      handle: async ({ body, actor, ip }) => {
        await database.transaction((tx) => changeThresholds(tx, body, { actor: `${actor.kind}:${actor.id}`, ip }))
        await thresholds.refresh()
        return read()
      },
    }),
  ]
}
