import { z } from 'zod'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'
import type { Seal } from '#platform/settings/seal.ts'
import { lineSettings, linesView, testCall, testCallResult } from '#voice/lines/contract.ts'
import type { Lines } from '#voice/lines/open-lines.ts'
import { changeLines } from '#voice/lines/stored-lines.ts'
import { callForTest } from '#voice/lines/test-call.ts'

const common = { access: 'settings.write', tag: 'voice' } as const
const number = z.string().regex(/^[\w+*#.@-]{0,64}$/, 'number')

/** Telephone lines: settings without their secrets, how they stand, and a call to try one. */
export function lineRoutes({ database, seal, lines }: { database: Database; seal: Seal; lines: Lines }): Route[] {
  return [
    route({
      ...common,
      method: 'GET',
      path: '/api/telephone-lines',
      summary: 'Telephone lines and doors for calls, without their secrets, and how they stand.',
      response: linesView,
      handle: async () => lines.view(),
    }),
    route({
      ...common,
      method: 'PUT',
      path: '/api/telephone-lines',
      summary: 'Changes them. Secrets left empty stay as they are; a door that changes ends its calls.',
      body: lineSettings,
      response: linesView,
      handle: async ({ body, actor, ip }) => {
        await changeLines(database, seal, body, { actor: named(actor), ip })
        await lines.apply()
        return lines.view()
      },
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/telephone-lines/test-call',
      rate: 'strict',
      summary: 'Calls a number over a line, plays two tones, listens for two seconds and hangs up.',
      body: testCall,
      response: testCallResult,
      handle: ({ body }) => callForTest(lines, body.lineId, body.to),
    }),
    route({
      method: 'POST',
      path: '/api/audiosocket-calls',
      access: 'calls.announce',
      tag: 'voice',
      secret: true,
      summary: "Announces a call to Asterisk's AudioSocket with its numbers; the UUID is good once and for a minute.",
      body: z.object({ from: number, to: number }),
      response: z.object({ uuid: z.string() }),
      handle: async ({ body }) => {
        const door = lines.opened('audiosocket')
        if (!door) throw new AppError('line_closed')
        return { uuid: door.announce(body) }
      },
    }),
  ]
}

const named = (actor: Actor) => `${actor.kind}:${actor.id}`
